using System.Collections.Concurrent;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>
/// Puts every case to the plain client once for each of its defects; only the cases it names for a defect that spoils more
/// than that. Done once for all tests that look at it.
/// </summary>
public sealed class DefectSurvey : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Defect, IReadOnlyDictionary<string, string[]>> red = new();

    /// <summary>By defect and case, the names of the checks that did not hold.</summary>
    public IReadOnlyDictionary<Defect, IReadOnlyDictionary<string, string[]>> Red => red;

    /// <summary>Ids of the cases in real time that a client fails which gives up.</summary>
    public IReadOnlyCollection<string> RedInRealTime { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        // Most of a run is waiting, so several defects are surveyed at a time; too many, and scaled time suffers.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        // One look at these takes as long as all others together, and waits for nothing but the time.
        var slow = RunAsync(Defect.GivesUpAtTenSeconds, new CaseFilter { Tags = ["slow"] }, null, default);
        await Parallel.ForEachAsync(
            Enum.GetValues<Defect>(),
            parallel,
            async (defect, cancellationToken) =>
                red[defect] = await RunAsync(defect, Filter(defect), null, cancellationToken)
        );
        RedInRealTime = [.. (await slow).Keys];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static CaseFilter Filter(Defect defect) =>
        DefectTests.Expected.TryGetValue(defect, out var expected) && expected.More
            ? new CaseFilter { Globs = [.. expected.Red.Keys] }
            : CaseFilter.None;

    /// <summary>Puts cases to the client with one defect.</summary>
    public static async Task<IReadOnlyDictionary<string, string[]>> RunAsync(
        Defect defect,
        CaseFilter filter,
        double? timeScale,
        CancellationToken cancellationToken
    )
    {
        await using var client = new PlainClient(defect);
        var (_, verdicts) = await SuiteRun.OfAsync(
            client,
            filter,
            options => timeScale is { } scale ? options with { TimeScale = scale, Parallelism = 4 } : options,
            cancellationToken: cancellationToken
        );
        return verdicts
            .Where(v => v.Status != VerdictStatus.Passed)
            .ToDictionary(
                v => v.Id,
                v =>
                    v.Checks.Where(c => !c.Holds)
                        .Select(c => c.Name)
                        .Distinct()
                        .DefaultIfEmpty(v.Reason ?? "?")
                        .ToArray()
            );
    }
}
