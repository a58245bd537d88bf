using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>Who a subject is and what it can do.</summary>
public sealed record SubjectDescription
{
    /// <summary>Name for reports, for example <c>@google/genai</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version, where there is one.</summary>
    public string? Version { get; init; }

    /// <summary>Language or runtime, for example <c>node 20</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Operations it knows; a case that asks for another one is skipped with that reason.</summary>
    public required IReadOnlyList<CaseOperation> Operations { get; init; }

    /// <summary>Whether its failures carry a class. Without one, any failure passes where a failure is wanted.</summary>
    public bool ReportsFailureClass { get; init; }

    /// <summary>Whether its successes carry the text of the answer. Without, text is not checked.</summary>
    public bool ReportsText { get; init; }

    /// <summary>Whether it measures time by the scale it is told. Without, cases about its own limits run only in real time.</summary>
    public bool ScalesTime { get; init; }

    /// <summary>Whether it can be given a time limit for one call.</summary>
    public bool TakesDeadline { get; init; }

    /// <summary>Whether it can be told how often to retry.</summary>
    public bool TakesRetries { get; init; }

    /// <summary>Whether only its traffic is judged, because it reports nothing.</summary>
    public bool WireOnly { get; init; }

    /// <summary>How many assignments it does at a time.</summary>
    public int Parallelism { get; init; } = 1;
}
