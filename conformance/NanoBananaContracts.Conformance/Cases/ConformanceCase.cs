using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>
/// One documented failure (or odd success) of the service: what a client is asked to do, what it then meets, and what
/// it must make of it. Read from <c>conformance/cases/&lt;family&gt;/&lt;name&gt;/{case,stub,expect}.json</c>.
/// </summary>
public sealed record ConformanceCase
{
    /// <summary><c>family/name</c>, as the folders say.</summary>
    public required string Id { get; init; }

    /// <summary>One line: what must happen.</summary>
    public required string Title { get; init; }

    /// <summary>Why the case exists: what goes wrong in a client that fails it.</summary>
    public required string Why { get; init; }

    /// <summary>Where the behaviour was seen; at least one.</summary>
    public required IReadOnlyList<CaseSource> Sources { get; init; }

    /// <summary>Whether a client that fails the case breaks the contract or only a recommendation.</summary>
    public required RequirementLevel Level { get; init; }

    /// <summary>Words to filter by, in file order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Ids of the requirements the case covers.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>Contract revision in which the case appeared, for example <c>2026.1</c>.</summary>
    public required string Since { get; init; }

    /// <summary>Whether the verdict counts. A new case starts as not scored.</summary>
    public bool Scored { get; init; }

    /// <summary>What the client is asked to do.</summary>
    public required CaseTask Task { get; init; }

    /// <summary>How long the client may take at full scale, its own retries included.</summary>
    public required TimeSpan TimeBudget { get; init; }

    /// <summary>What the service does.</summary>
    public required StubSet Stubs { get; init; }

    /// <summary>What the client must have made of it. The client never sees this.</summary>
    public required CaseExpectation Expectation { get; init; }

    /// <summary>The folder the case was read from.</summary>
    public required string Folder { get; init; }

    /// <summary>The part of <see cref="Id"/> before the slash.</summary>
    public string Family => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The part of <see cref="Id"/> behind the slash.</summary>
    public string Name => Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

/// <summary>Where a behaviour was seen.</summary>
/// <param name="Where">A thread, document or recording, for example <c>vercel/ai#12911</c>.</param>
/// <param name="Note">What was seen there, where the title does not say it.</param>
public sealed record CaseSource(string Where, string? Note = null);

/// <summary>How binding a case is, in the words of RFC 2119.</summary>
public enum RequirementLevel
{
    /// <summary>Failing the case fails the run.</summary>
    Must,

    /// <summary>Failing the case is a warning.</summary>
    Should,
}
