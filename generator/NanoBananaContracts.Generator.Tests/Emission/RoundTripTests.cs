using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Every body of the recordings: read and written, it is the same JSON.</summary>
public class RoundTripTests
{
    public static TheoryData<string> Folders => ["failures", "recorded"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_reply_comes_back_as_it_was(string folder)
    {
        var bodies = Bodies(folder).ToArray();
        bodies.Length.ShouldBeGreaterThan(40);
        bodies
            .Where(body =>
                !Json.Same(CamelCase(body.Json), CamelCase(GenerateContentResponse.Parse(body.Json).ToJson()))
            )
            .Select(body => body.Name)
            .ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine($"{bodies.Length} bodies of {folder} came back as they were");
    }

    [Fact]
    public void A_request_comes_back_as_it_was()
    {
        var requests = 0;
        foreach (var file in Directory.GetFiles(TestData.Path("recorded"), "*.meta.json"))
        {
            using var meta = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var member in meta.RootElement.EnumerateObject())
            {
                var request = member.Value;
                if (request.ValueKind == JsonValueKind.Object && request.TryGetProperty("body", out var body))
                {
                    request = body;
                }

                if (request.ValueKind == JsonValueKind.Object && request.TryGetProperty("contents", out _))
                {
                    requests++;
                    CamelCase(GenerateContentRequest.Parse(request.GetRawText()).ToJson())
                        .ShouldBeJson(CamelCase(request.GetRawText()), file);
                }
            }
        }

        requests.ShouldBeGreaterThan(50);
    }

    private static IEnumerable<(string Name, string Json)> Bodies(string folder)
    {
        foreach (var file in Directory.GetFiles(TestData.Path(folder)))
        {
            var name = Path.GetFileName(file);
            if (name.EndsWith(".md", StringComparison.Ordinal) || name.Contains(".meta.", StringComparison.Ordinal))
            {
                continue;
            }

            var text = File.ReadAllText(file);
            var texts =
                text.Contains("data: ", StringComparison.Ordinal) && !text.StartsWith('{')
                    ? text.Split('\n')
                        .Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
                        .Select(line => line[6..].Trim())
                    : [text];
            foreach (var json in texts.SelectMany(Values))
            {
                yield return (name, json);
            }
        }
    }

    /// <summary>The objects of a text: itself, or the items of an array; none where it is no JSON.</summary>
    private static string[] Values(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(item => item.GetRawText())]
                : [document.RootElement.GetRawText()];
        }
        catch (JsonException)
        {
            // Bodies that are cut, or HTML, are among the failures; there is nothing to compare.
            return [];
        }
    }

    /// <summary>
    /// The text with every snake_case name in camelCase, on both sides alike: names may come back in camelCase, and
    /// nothing else may change.
    /// </summary>
    private static string CamelCase(string json) => Renamed(JsonNode.Parse(json))?.ToJsonString() ?? "null";

    private static JsonNode? Renamed(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Select(member => KeyValuePair.Create(Camel(member.Key), Renamed(member.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Select(Renamed)]),
            _ => node?.DeepClone(),
        };

    private static string Camel(string name) =>
        Regex.Replace(name, "(?<=[a-z])_([a-z])", match => match.Groups[1].Value.ToUpperInvariant());
}
