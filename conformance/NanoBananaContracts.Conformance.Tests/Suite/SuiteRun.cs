using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Tests.Suite;

/// <summary>Runs the suite of this checkout in process.</summary>
internal static class SuiteRun
{
    private static readonly Lazy<IReadOnlyList<ConformanceCase>> All = new(() =>
        CaseCatalogue.Load(Repository.Path("conformance/cases"))
    );

    private static readonly Lazy<Task<IReadOnlyList<RunEvent>>> Ours = new(async () =>
    {
        var events = new List<RunEvent>();
        await using var client = new BuiltInSubject();
        await OfAsync(client, onEvent: events.Add);
        return events;
    });

    public static IReadOnlyList<ConformanceCase> Cases => All.Value;

    /// <summary>What a run of our own client over every case tells: done once for all tests that look at it.</summary>
    public static Task<IReadOnlyList<RunEvent>> OfOurClient => Ours.Value;

    public static async Task<(RunFinished Finished, IReadOnlyList<CaseVerdict> Verdicts)> OfAsync(
        ISubject subject,
        CaseFilter? filter = null,
        Func<RunOptions, RunOptions>? change = null,
        CancellationToken cancellationToken = default,
        Action<RunEvent>? onEvent = null
    )
    {
        var verdicts = new List<CaseVerdict>();
        // What is in this process shares a clock that no busy machine can hurry; other processes have the system's.
        var time = subject is ExecSubject or WatchSubject ? TimeProvider.System : PacedClock.Shared;
        var options = new RunOptions
        {
            Subject = subject,
            Players = scale => new InProcessPlayerFactory(scale, time),
            Time = time,
            Catalogue = Cases,
            Filter = filter ?? CaseFilter.None,
            Strict = true,
            SecondLook = false,
        };
        var finished = await ConformanceRunner.RunAsync(
            change is null ? options : change(options),
            runEvent =>
            {
                onEvent?.Invoke(runEvent);
                if (runEvent is CaseVerdict verdict)
                {
                    verdicts.Add(verdict);
                }
            },
            cancellationToken
        );
        return (finished, verdicts);
    }
}
