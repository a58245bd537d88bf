namespace NanoBananaContracts.Batch;

/// <summary>How a batch is run.</summary>
public sealed record BatchOptions
{
    /// <summary>The most calls at a time. Default: 4. There are fewer while the provider refuses some for their rate.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How often an item is tried that fails without being billed, before it has failed. Default: 5.</summary>
    public int MostTries { get; init; } = 5;

    /// <summary>The folder that relative paths of pictures in the list begin at.</summary>
    public required string ImageFolder { get; init; }

    /// <summary>The folder for pictures that are arriving, on a disk of this machine; it is made, and only this batch uses it.</summary>
    public required string ArrivingFolder { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of each step before the next one begins: where tests kill the process.</summary>
    internal Action<BatchStep, BatchItem>? Reached { get; init; }
}
