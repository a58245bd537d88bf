using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>Writes <c>case.json</c> and <c>stub.json</c> of a chain of recorded calls.</summary>
internal static class CaseFiles
{
    private const string Revision = "2026.1";
    private const string Scenario = "calls";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The texts of the two files.</summary>
    /// <param name="chain">The calls.</param>
    /// <param name="provider">Who answered them.</param>
    /// <param name="id"><c>family/name</c>.</param>
    /// <param name="at">When they were recorded.</param>
    public static Dictionary<string, string> Of(CallChain chain, ProviderInfo provider, string id, DateTimeOffset at) =>
        new() { ["case.json"] = Write(Case(chain, provider, id, at)), ["stub.json"] = Write(Stubs(chain)) };

    /// <summary>Writes JSON as the files of cases are written.</summary>
    public static string Write(JsonNode node) => node.ToJsonString(Layout) + "\n";

    private static JsonObject Case(CallChain chain, ProviderInfo provider, string id, DateTimeOffset at)
    {
        var day = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answers = string.Join(", then ", chain.Calls.Select(call => call.Answer));
        var task = chain.First.Task(provider);
        var requirements = new JsonArray(chain.Last.Requirement);
        if (chain.FollowUps.Count > 0)
        {
            task["operation"] = "edit";
            task["followUps"] = new JsonArray([.. chain.FollowUps.Select(prompt => JsonValue.Create(prompt))]);
            requirements = new JsonArray("NBR-202");
        }
        else if (chain.Calls.Count > 1)
        {
            requirements = new JsonArray("NBR-601");
        }

        return new JsonObject
        {
            ["$schema"] = "../../../schemas/case.schema.json",
            ["id"] = id,
            ["title"] = $"Recorded: {answers} from {provider.Name}",
            ["why"] =
                $"Real traffic of {day}. A client must make of it what the reference client made of it when it was recorded.",
            ["sources"] = new JsonArray(
                new JsonObject
                {
                    ["where"] = "nanobanana record",
                    ["note"] = $"{provider.Id}, {day}{string.Concat(chain.Calls.Select(call => call.PictureNote))}",
                }
            ),
            ["level"] = "SHOULD",
            ["tags"] = new JsonArray("recorded"),
            ["requirements"] = requirements,
            ["since"] = Revision,
            ["scored"] = false,
            ["timeBudget"] = "300s",
            ["task"] = task,
        };
    }

    private static JsonObject Stubs(CallChain chain)
    {
        if (chain.Calls.Count == 1)
        {
            return chain.First.Stub();
        }

        var mappings = new JsonArray();
        for (var number = 0; number < chain.Calls.Count; number++)
        {
            var stub = chain.Calls[number].Stub();
            stub["scenarioName"] = Scenario;
            stub["requiredScenarioState"] = State(number);
            if (number < chain.Calls.Count - 1)
            {
                stub["newScenarioState"] = State(number + 1);
            }

            mappings.Add(stub);
        }

        return new JsonObject { ["mappings"] = mappings };
    }

    private static string State(int number) =>
        number == 0 ? "Started" : string.Create(CultureInfo.InvariantCulture, $"call {number + 1}");
}
