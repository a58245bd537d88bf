using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Suite;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Puts every case to the plain client once for each of its defects. Done once for all tests that look at it.</summary>
public sealed class DefectSurvey : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Defect, IReadOnlyDictionary<string, string[]>> red = new();

    /// <summary>By defect and case, the names of the checks that did not hold.</summary>
    public IReadOnlyDictionary<Defect, IReadOnlyDictionary<string, string[]>> Red => red;

    public async ValueTask InitializeAsync()
    {
        // Most of a run is waiting, so several defects are surveyed at a time; too many, and scaled time suffers.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4 };
        await Parallel.ForEachAsync(
            Enum.GetValues<Defect>(),
            parallel,
            async (defect, cancellationToken) =>
                red[defect] = await RunAsync(defect, CaseFilter.None, null, cancellationToken)
        );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
