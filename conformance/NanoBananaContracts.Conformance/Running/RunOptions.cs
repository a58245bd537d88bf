using System.Globalization;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Subjects;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>What to run, against whom, with what.</summary>
public sealed record RunOptions
{
    /// <summary>Real seconds for each second of a case, unless a case runs in real time.</summary>
    public const double DefaultTimeScale = 0.02;

    /// <summary>The client under test.</summary>
    public required ISubject Subject { get; init; }

    /// <summary>Makes the factory of players for a time scale; the runner disposes it.</summary>
    public required Func<double, IStubPlayerFactory> Players { get; init; }

    /// <summary>Every case there is.</summary>
    public required IReadOnlyList<ConformanceCase> Catalogue { get; init; }

    /// <summary>Which of them to run.</summary>
    public CaseFilter Filter { get; init; } = CaseFilter.None;

    /// <summary>How often to run each.</summary>
    public int Repetitions { get; init; } = 1;

    /// <summary>Cases at a time; the subject may allow fewer. Most of a case is waiting, so this may exceed the cores.</summary>
    public int Parallelism { get; init; } = Math.Max(4, Environment.ProcessorCount * 3);

    /// <summary>Real seconds for each second of a case, above 0 and at most 1.</summary>
    public double TimeScale { get; init; } = DefaultTimeScale;

    /// <summary>Whether to run cases about a client's own clock in real time where the client cannot scale it.</summary>
    public bool RealTime { get; init; }

    /// <summary>
    /// Whether a case about time that fails in scaled time is put to the client again, five times slower, before it
    /// counts: on a busy machine scaled time can blame a client for the machine's own delay.
    /// </summary>
    public bool SecondLook { get; init; } = true;

    /// <summary>
    /// How long a client that cannot scale its clock may take for a case that is not about time. Shorter than the budget
    /// of most cases: a client that has not answered a dead connection by then never will.
    /// </summary>
    public TimeSpan HangLimit { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Failures that are known.</summary>
    public KnownFailing KnownFailing { get; init; } = KnownFailing.Nothing;

    /// <summary>Whether a SHOULD case that fails counts as failed rather than warned.</summary>
    public bool Strict { get; init; }

    /// <summary>The command that repeats the run, for reports.</summary>
    public string? Command { get; init; }

    /// <summary>The commands that repeat one case, for reports; null where no command can.</summary>
    public CaseCommands? Commands { get; init; }

    /// <summary>
    /// The clock of the run, and the one that subjects are given. Where player and subject are both in this process and
    /// take it, <see cref="PacedClock"/> keeps the delays of a busy machine out of the verdicts.
    /// </summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>Commands for a shell that a report names with a case.</summary>
/// <param name="Again">From the id of a case, the one that puts it to the same client again.</param>
/// <param name="Play">
/// From the id of a case, the one that plays its stubs on port <see cref="PlayPort"/>, where <see cref="Events.CaseVerdict.Curl"/>
/// calls.
/// </param>
public sealed record CaseCommands(Func<string, string> Again, Func<string, string> Play)
{
    /// <summary>The port that a case is played on by hand.</summary>
    public const int PlayPort = 8085;

    /// <summary>The words that play a case on <see cref="PlayPort"/>.</summary>
    internal static IReadOnlyList<string> PlayWords(string id) =>
        ["nanobanana", "conformance", "play", id, "--port", PlayPort.ToString(CultureInfo.InvariantCulture)];
}
