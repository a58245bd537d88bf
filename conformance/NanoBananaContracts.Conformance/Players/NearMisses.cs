using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>The stubs nearest to a request that none answered, whoever played them.</summary>
internal static class NearMisses
{
    private const int Most = 3;

    public static IReadOnlyList<NearMiss> Of(StubSet stubs, RecordedRequest request) =>
        [
            .. stubs
                .Mappings.Select(stub =>
                {
                    var match = stub.Request.Match(request);
                    IEnumerable<string> state =
                        match.IsMatch && stub.RequiredScenarioState is { } required
                            ? [$"scenario {stub.ScenarioName}: expected state {required}, but it was another"]
                            : [];
                    return new NearMiss(stub, match.Distance, [.. match.Differences, .. state]);
                })
                .OrderBy(miss => miss.Distance)
                .Take(Most),
        ];
}
