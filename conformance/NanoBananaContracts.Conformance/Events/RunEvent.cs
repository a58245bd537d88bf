using System.Text.Json.Serialization;

namespace NanoBananaContracts.Conformance.Events;

/// <summary>
/// One line of the event stream, the only thing reports are made from. The first is <see cref="RunStarted"/>, the last
/// <see cref="RunFinished"/>; a stream without its last line is of a run that broke. Every text is free of secrets
/// before it becomes part of an event. <c>conformance/schemas/events.schema.json</c> describes the lines.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStarted), "runStarted")]
[JsonDerivedType(typeof(CaseVerdict), "verdict")]
[JsonDerivedType(typeof(RunNotice), "notice")]
[JsonDerivedType(typeof(RunFinished), "runFinished")]
public abstract record RunEvent;

/// <summary>The header: who is tested, by what, and how much is to come.</summary>
public sealed record RunStarted : RunEvent
{
    /// <summary>Version of the stream's own format.</summary>
    public const string CurrentFormat = "1";

    /// <summary>Version of this format; a reader refuses one it does not know.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>When the run started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Version of the tool.</summary>
    public required string Tool { get; init; }

    /// <summary>Contract revision the cases belong to.</summary>
    public required string Revision { get; init; }

    /// <summary>The client under test.</summary>
    public required SubjectIdentity Subject { get; init; }

    /// <summary>What plays the service, for example <c>kestrel</c>.</summary>
    public required string Player { get; init; }

    /// <summary>What one second of a case takes in real seconds.</summary>
    public required double TimeScale { get; init; }

    /// <summary>Number of verdicts to come.</summary>
    public required int Verdicts { get; init; }

    /// <summary>Number of cases left out by the filter.</summary>
    public int FilteredOut { get; init; }

    /// <summary>The command that repeats this run.</summary>
    public string? Command { get; init; }
}

/// <summary>The client under test.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Language">Its language or runtime.</param>
public sealed record SubjectIdentity(string Name, string? Version, string? Language);

/// <summary>Something about the run that is no verdict: a pattern of the known-failing file that is stale, for example.</summary>
/// <param name="Severity">How grave it is; an error makes the run red.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record RunNotice(NoticeSeverity Severity, string Message) : RunEvent;

/// <summary>Gravity of a <see cref="RunNotice"/>.</summary>
public enum NoticeSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Worth changing.</summary>
    Warning,

    /// <summary>Makes the run red.</summary>
    Error,
}

/// <summary>The footer: the counts. They agree with the verdicts before it, or the stream was tampered with or cut.</summary>
public sealed record RunFinished : RunEvent
{
    /// <summary>Verdicts by status.</summary>
    public required VerdictCounts Counts { get; init; }

    /// <summary>Wall time in milliseconds.</summary>
    public required long WallMilliseconds { get; init; }

    /// <summary>0 conforms, 1 does not, 2 harness trouble.</summary>
    public required int ExitCode { get; init; }
}

/// <summary>Verdicts by status.</summary>
public sealed record VerdictCounts
{
    /// <summary>All checks held.</summary>
    public int Passed { get; init; }

    /// <summary>A check of a MUST case did not hold.</summary>
    public int Failed { get; init; }

    /// <summary>A check of a SHOULD case did not hold.</summary>
    public int Warned { get; init; }

    /// <summary>The subject cannot do what the case asks.</summary>
    public int Skipped { get; init; }

    /// <summary>Failed as the known-failing file says.</summary>
    public int KnownFailing { get; init; }

    /// <summary>Failed, but the case is not scored yet.</summary>
    public int NotScored { get; init; }

    /// <summary>The suite itself got into trouble.</summary>
    public int HarnessTrouble { get; init; }

    /// <summary>Counts the statuses of verdicts.</summary>
    /// <param name="verdicts">The verdicts of a run.</param>
    public static VerdictCounts Of(IEnumerable<CaseVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var counts = new int[Enum.GetValues<VerdictStatus>().Length];
        foreach (var verdict in verdicts)
        {
            counts[(int)verdict.Status]++;
        }

        return new VerdictCounts
        {
            Passed = counts[(int)VerdictStatus.Passed],
            Failed = counts[(int)VerdictStatus.Failed],
            Warned = counts[(int)VerdictStatus.Warned],
            Skipped = counts[(int)VerdictStatus.Skipped],
            KnownFailing = counts[(int)VerdictStatus.KnownFailing],
            NotScored = counts[(int)VerdictStatus.NotScored],
            HarnessTrouble = counts[(int)VerdictStatus.HarnessTrouble],
        };
    }

    /// <summary>The one line every report ends with: <c>N passed, N failed</c>, and the other counts where there are any.</summary>
    public override string ToString()
    {
        var parts = new List<string> { $"{Passed} passed", $"{Failed} failed" };
        Add(Warned, "warned");
        Add(Skipped, "skipped");
        Add(KnownFailing, "known failing");
        Add(NotScored, "not scored");
        Add(HarnessTrouble, "harness trouble");
        return string.Join(", ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add($"{count} {what}");
            }
        }
    }
}
