using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Players.Reading;

/// <summary>Rules that look at several stubs, or at a stub and its files.</summary>
internal static class StubSetRules
{
    public static void Check(StubSet set, JsonAt root, List<JsonProblem> problems)
    {
        var pointers = Pointers(root);
        // A stub that could not be read has no place among the mappings, and the problem is already told.
        if (pointers.Count != set.Mappings.Count)
            return;
        for (var i = 0; i < set.Mappings.Count; i++)
        {
            CheckBody(set, set.Mappings[i], pointers[i], problems);
            for (var j = 0; j < i; j++)
            {
                if (Overlap(set.Mappings[j], set.Mappings[i]))
                {
                    problems.Add(
                        new JsonProblem(
                            LintRules.Overlap,
                            pointers[i],
                            $"This stub and {Place(pointers[j])} have the same request and the same priority; which one answers depends on the order of loading. Give one another priority, or both a scenario."
                        )
                    );
                }
            }
        }

        CheckScenarios(set, pointers, problems);
    }

    private static string Place(string pointer) => pointer.Length == 0 ? "the root" : pointer;

    private static List<string> Pointers(JsonAt root)
    {
        if (root.Kind != JsonValueKind.Object || !root.Element.TryGetProperty("mappings", out var mappings))
            return [root.Pointer];
        var list = root.Child("mappings", mappings);
        return mappings.ValueKind == JsonValueKind.Array
            ? mappings.EnumerateArray().Select((item, index) => list.Child(index, item).Pointer).ToList()
            : [];
    }

    private static void CheckBody(StubSet set, StubMapping mapping, string pointer, List<JsonProblem> problems)
    {
        var body = mapping.Response.Body;
        if (mapping.Response.BodyFileName is { } name && !set.Files.TryGetValue(name, out body))
        {
            problems.Add(
                new JsonProblem(
                    LintRules.BodyFile,
                    pointer + "/response/bodyFileName",
                    $"There is no __files/{name}; WireMock would answer 500 when the stub is asked for."
                )
            );
            return;
        }

        if (mapping.Response.Fault is null && ResponseReader.HasShortContentLength(mapping.Response, body.Length))
        {
            problems.Add(
                new JsonProblem(
                    LintRules.ShortContentLength,
                    pointer + "/response/headers",
                    $"Content-Length is less than the {body.Length} bytes of the body; clients take the rest for the next reply."
                )
            );
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
        && JsonElement.DeepEquals(left.Request.Source, right.Request.Source);

    private static void CheckScenarios(StubSet set, List<string> pointers, List<JsonProblem> problems)
    {
        foreach (
            var scenario in set
                .Mappings.Index()
                .Where(entry => entry.Item.ScenarioName is not null)
                .GroupBy(entry => entry.Item.ScenarioName)
        )
        {
            var reachable = scenario
                .Select(entry => entry.Item.NewScenarioState)
                .OfType<string>()
                .Append(StubMapping.Started)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var (index, mapping) in scenario)
            {
                if (mapping.RequiredScenarioState is { } state && !reachable.Contains(state))
                {
                    problems.Add(
                        new JsonProblem(
                            LintRules.Scenario,
                            pointers[index] + "/requiredScenarioState",
                            $"No stub leads the scenario \"{scenario.Key}\" to \"{state}\"; it starts as \"{StubMapping.Started}\"."
                        )
                    );
                }
            }
        }
    }
}
