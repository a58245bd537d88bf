using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Stubs;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Everything seen while a subject did a case: what a verdict is made from.</summary>
internal sealed record CaseObservation
{
    public required ConformanceCase Case { get; init; }

    public required SubjectDescription Subject { get; init; }

    public required SubjectReport Report { get; init; }

    /// <summary>What was played, addresses filled in.</summary>
    public required StubSet Stubs { get; init; }

    public required IReadOnlyList<JournalEntry> Journal { get; init; }

    /// <summary>When the subject was told to start.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What the subject took by the clock of the run, scaled.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>What it took by the clock on the wall.</summary>
    public required TimeSpan WallTime { get; init; }

    /// <summary>Real seconds for each second of the case.</summary>
    public required double TimeScale { get; init; }

    /// <summary>What the subject left in its output folder.</summary>
    public required IReadOnlyList<SavedFile> Files { get; init; }

    public TimeSpan Elapsed => AtFullScale(Took);

    public TimeSpan AtFullScale(TimeSpan scaled) => scaled / TimeScale;
}

/// <summary>A file a subject left in its output folder.</summary>
/// <param name="Name">Path relative to the folder, with forward slashes.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
/// <param name="Size">Number of bytes.</param>
internal sealed record SavedFile(string Name, string Sha256, long Size);
