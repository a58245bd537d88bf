using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Conformance.Tests.Contract;

/// <summary>Where the two parties may differ, and that they differ nowhere else.</summary>
public sealed class JudgeDifferenceTests
{
    private const string Reply = "GenerateContentResponse";

    /// <summary>
    /// Base64 that is cut within a group of four. A regular expression that counts to four over megabytes costs more than
    /// the verdict is worth, so that plain JSON Schema holds Base64 to its alphabet only.
    /// </summary>
    [Theory]
    [InlineData("abcd", true, true)]
    [InlineData("abc", true, true)]
    [InlineData("abcde", false, true)]
    [InlineData("ab*d", false, false)]
    public void Cut_Base64_is_broken_to_us_only(string data, bool ours, bool theirs)
    {
        var json = $$"""{ "mimeType": "image/png", "data": "{{data}}" }""";

        (Judge.Ours("Blob", json).Count == 0).ShouldBe(ours);
        (Judge.Theirs("Blob", json).Count == 0).ShouldBe(theirs);
    }

    /// <summary>
    /// Field names in snake_case, which proto3 JSON takes too. JSON Schema knows one name a property, and to it the
    /// others are unknown fields, which are allowed and unchecked.
    /// </summary>
    [Theory]
    [InlineData("""{ "inline_data": { "mime_type": "image/png", "data": "abcd" } }""", true, false)]
    [InlineData("""{ "text": "", "inline_data": 5 }""", false, true)]
    public void Snake_case_names_count_to_us_only(string json, bool ours, bool theirs)
    {
        (Judge.Ours("Part", json).Count == 0).ShouldBe(ours);
        (Judge.Theirs("Part", json).Count == 0).ShouldBe(theirs);
    }

    [Fact]
    public void Any_value_in_any_place_gets_the_same_verdict()
    {
        var differences = new List<string>();
        var invalid = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var message = Judge.Model.Messages[seed % Judge.Model.Messages.Count];
            var maker = new InstanceMaker(seed);
            var instance = maker.Make(message);
            var random = new Random(seed);
            var places = Places(instance).ToList();
            if (places.Count == 0)
            {
                continue;
            }

            places[random.Next(places.Count)](maker.AnyJson(0));
            var json = instance.ToJsonString();
            invalid += Judge.Theirs(message.Name, json).Count > 0 ? 1 : 0;
            if (Difference(message.Name, json) is { } difference)
            {
                differences.Add(difference + " " + json);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant($"{invalid} of 3000 were invalid.")
        );
        differences.ShouldBeEmpty();
        invalid.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Replies_of_the_live_service_get_the_same_verdict()
    {
        var differences = new List<string>();
        var (read, invalid) = (0, new List<string>());
        var files = Directory
            .EnumerateFiles(TestData.Path("recorded"), "*.json")
            .Where(path => !path.EndsWith(".meta.json", StringComparison.Ordinal))
            .Where(path => !path.EndsWith(".shape.json", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(TestData.Path("failures"), "*.json"))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var body in Bodies(File.ReadAllText(file)))
            {
                read++;
                if (Judge.Ours(Reply, body) is [var first, ..])
                {
                    invalid.Add($"{Path.GetFileName(file)}: {first}");
                }

                if (Difference(Reply, body) is { } difference)
                {
                    differences.Add($"{Path.GetFileName(file)}: {difference}");
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant($"{read} bodies, {invalid.Count} break the contract:\n")
                + string.Join('\n', invalid)
        );
        differences.ShouldBeEmpty();
    }

    /// <summary>What the two say where they differ beyond the differences above; null where they do not.</summary>
    private static string? Difference(string message, string json)
    {
        // Fields in snake_case come back in camelCase, where both know them.
        var known = json.Contains("_data\"", StringComparison.Ordinal) ? Judge.Rewritten(message, json, null) : json;
        var (ours, theirs) = (Judge.Ours(message, json), Judge.Theirs(message, known));
        var counted = ours.Where(line => !IsCutBase64(line)).ToList();
        return (counted.Count == 0) == (theirs.Count == 0)
            ? null
            : $"[{string.Join("; ", ours)}] here, [{string.Join("; ", theirs)}] there:";
    }

    private static bool IsCutBase64(string line) =>
        line.StartsWith("Malformed: ", StringComparison.Ordinal) && line.Contains("is cut", StringComparison.Ordinal);

    /// <summary>A body, or the bodies of an array of events.</summary>
    private static IEnumerable<string> Bodies(string text)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            yield break;
        }

        foreach (var body in node is JsonArray events ? events : [node?.DeepClone()])
        {
            if (body is JsonObject)
            {
                yield return body.ToJsonString();
            }
        }
    }

    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                yield return broken => members[name] = broken;
                foreach (var place in Places(value))
                {
                    yield return place;
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                var index = i;
                yield return broken => items[index] = broken;
                foreach (var place in Places(items[i]))
                {
                    yield return place;
                }
            }
        }
    }
}
