using System.Text.RegularExpressions;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>What the documentation of the subset shows is in the subset.</summary>
public sealed partial class ReadmeTests
{
    private const string Others = """
        "Blob": { "type": "object" },
        "ImageSize": {
          "type": "string", "enum": ["512", "1K", "2K", "4K"],
          "x-spellings": { "responseFormat": { "512": "FIVE_TWELVE" } }
        },
        "Schema": { "type": "object" },
        "GenerateContentRequest": { "type": "object" }, "GenerateContentResponse": { "type": "object" }
        """;

    private static readonly string Readme = Repository.Text("schema/README.md");

    public static TheoryData<int> Examples => [.. Enumerable.Range(0, Blocks().Count)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_reads_without_a_finding(int index)
    {
        var example = Blocks()[index];
        var readings = Frames(example).Select(text => SchemaReader.Read("README.md", text)).ToList();

        readings.ShouldContain(
            reading => reading.Diagnostics.IsEmpty,
            example + "\n" + string.Join('\n', readings.Select(reading => string.Join('\n', reading.Diagnostics)))
        );
    }

    private static List<string> Blocks() => [.. Block().Matches(Readme).Select(match => match.Groups[1].Value)];

    /// <summary>The places an example can be meant for: a file, its root, its definitions, properties, an enum's inside.</summary>
    private static IEnumerable<string> Frames(string example)
    {
        yield return example;
        yield return "{ " + example + ", \"$defs\": { " + Others + " } }";
        yield return "{ \"$defs\": { " + example + " } }";
        yield return "{ \"$defs\": { \"M\": { \"type\": \"object\", \"properties\": { "
            + example
            + " } }, "
            + Others
            + " } }";
        yield return "{ \"$defs\": { \"E\": { \"type\": \"string\", " + example + " } } }";
        var cut = example.IndexOf("\"enum\"", StringComparison.Ordinal);
        if (cut > 0)
        {
            // A property and the inside of an enum, one below the other.
            yield return "{ \"$defs\": { \"M\": { \"type\": \"object\", \"properties\": { "
                + example[..cut].TrimEnd().TrimEnd(',')
                + " } }, \"E\": { \"type\": \"string\", "
                + example[cut..]
                + " } } }";
        }
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
