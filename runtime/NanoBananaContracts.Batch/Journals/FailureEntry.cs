namespace NanoBananaContracts.Batch;

/// <summary>What a journal keeps of a call that gave no picture.</summary>
/// <param name="Kind">Its one name.</param>
/// <param name="Message">What happened and what to do, in one line; never a key.</param>
public sealed record FailureEntry(FailureKind Kind, string Message)
{
    /// <summary>The HTTP status, where a reply had begun.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The id under which the provider can find the call.</summary>
    public string? RequestId { get; init; }
}
