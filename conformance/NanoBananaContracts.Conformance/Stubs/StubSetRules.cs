using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>Rules that look at several stubs, or at a stub and its files.</summary>
internal static class StubSetRules
{
    /// <summary>Everything wrong: the rule, the number of the stub, the pointer below it, and what to say.</summary>
    public static IEnumerable<(string Rule, int Index, string Below, string Message)> Check(StubSet set)
    {
        foreach (var (index, stub) in set.Mappings.Index())
        {
            var response = stub.Response;
            var body = response.Body;
            if (response.BodyFileName is { } name && !set.Files.TryGetValue(name, out body))
            {
                yield return (
                    LintRules.BodyFile,
                    index,
                    "/response/bodyFileName",
                    $"There is no __files/{name}; WireMock would answer 500 when the stub is asked for."
                );
            }
            else if (response.StatedLength < body.Length)
            {
                yield return (
                    LintRules.ShortContentLength,
                    index,
                    "/response/headers",
                    $"Content-Length is less than the {body.Length} bytes of the body; clients take the rest for the next reply."
                );
            }

            var twin = set.Mappings.Take(index).Index().Where(earlier => Overlap(earlier.Item, stub)).ToArray();
            if (twin.Length > 0)
            {
                yield return (
                    LintRules.Overlap,
                    index,
                    "",
                    $"This stub and /mappings/{twin[0].Index} have the same request and the same priority; which one answers depends on the order of loading. Give one another priority, or both a scenario."
                );
            }

            if (stub.RequiredScenarioState is { } state && !IsReachable(set, stub.ScenarioName!, state))
            {
                yield return (
                    LintRules.Scenario,
                    index,
                    "/requiredScenarioState",
                    $"No stub leads the scenario \"{stub.ScenarioName}\" to \"{state}\"; it starts as \"{StubMapping.Started}\"."
                );
            }
        }
    }

    private static bool Overlap(StubMapping left, StubMapping right) =>
        left.Priority == right.Priority
        && (
            left.ScenarioName != right.ScenarioName
            || left.RequiredScenarioState == right.RequiredScenarioState
            || left.RequiredScenarioState is null
            || right.RequiredScenarioState is null
        )
        && (left.Request.Method ?? RequestPattern.AnyMethod) == (right.Request.Method ?? RequestPattern.AnyMethod)
        && (left.Request.Url, left.Request.UrlPath, left.Request.UrlPathPattern)
            == (right.Request.Url, right.Request.UrlPath, right.Request.UrlPathPattern);

    private static bool IsReachable(StubSet set, string scenario, string state) =>
        state == StubMapping.Started
        || set.Mappings.Any(stub => stub.ScenarioName == scenario && stub.NewScenarioState == state);
}
