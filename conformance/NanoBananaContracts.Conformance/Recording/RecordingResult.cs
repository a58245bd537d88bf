using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>What became of a recording.</summary>
public sealed record RecordingResult
{
    /// <summary>Ids of the cases that were written.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>What was not written, and why; without any secret.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Secrets that the sanitizers left; where there is one, nothing was written.</summary>
    public required IReadOnlyList<SecretHit> Hits { get; init; }

    /// <summary>How often each sanitizer changed something, by its id.</summary>
    public required IReadOnlyDictionary<string, int> Sanitized { get; init; }
}
