namespace NanoBananaContracts.Batch;

/// <summary>How a batch is run in the provider's own batch mode.</summary>
public sealed record ProviderBatchOptions
{
    /// <summary>The folder for what has to be known of batches that are at the provider; it is made, and only this batch uses it.</summary>
    public required string Folder { get; init; }

    /// <summary>The most pictures in one batch of the provider. Default: 200, whose results are about a gigabyte.</summary>
    public int MostPictures { get; init; } = 200;

    /// <summary>The most batches at the provider at a time; fewer where the provider takes fewer. Default: 20.</summary>
    public int MostOpen { get; init; } = 20;

    /// <summary>How long the first wait between two looks at the batches is; later ones are longer. Default: 10 s.</summary>
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long such a wait is at most. Default: 2 minutes.</summary>
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Told of each step of a batch before the next one begins: where tests kill the process.</summary>
    internal Action<ProviderBatchStep>? Reached { get; init; }
}

/// <summary>What has happened to a batch of the provider, each step on the disk.</summary>
internal enum ProviderBatchStep
{
    /// <summary>Its items are under way.</summary>
    Claimed,

    /// <summary>Its requests are at the provider.</summary>
    Uploaded,

    /// <summary>It is written down that it is being created.</summary>
    Creating,

    /// <summary>It is created, and its name known to this process alone.</summary>
    Created,

    /// <summary>Its name is written down.</summary>
    Noted,

    /// <summary>Its results are on this disk.</summary>
    Downloaded,
}
