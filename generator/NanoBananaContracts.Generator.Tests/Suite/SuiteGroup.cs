using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Generator.Tests.Suite;

/// <summary>A group of the JSON-Schema-Test-Suite: a schema, and values with what the draft says of each.</summary>
internal sealed record SuiteGroup(string Name, string Schema, IReadOnlyList<SuiteTest> Tests)
{
    /// <summary>Message that has a value as its property.</summary>
    public const string Message = "SuiteMessage";

    /// <summary>The type that keywords stand for, where a schema writes none: the subset asks for it.</summary>
    private static readonly Dictionary<string, string> ImpliedTypes = new[]
    {
        (Type: "string", Keywords: "minLength maxLength pattern format contentEncoding contentMediaType"),
        (Type: "number", Keywords: "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"),
        (Type: "array", Keywords: "items prefixItems contains minItems maxItems uniqueItems unevaluatedItems"),
        (
            Type: "object",
            Keywords: "properties required additionalProperties patternProperties propertyNames minProperties maxProperties dependentRequired dependentSchemas unevaluatedProperties"
        ),
    }
        .SelectMany(row => row.Keywords.Split(' ').Select(keyword => (keyword, row.Type)))
        .ToDictionary(row => row.keyword, row => row.Type);

    /// <summary>The groups of all files of a folder, in order.</summary>
    public static IReadOnlyList<SuiteGroup> Read(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*.json")
                .Order(StringComparer.Ordinal)
                .SelectMany(path =>
                    JsonNode
                        .Parse(File.ReadAllText(path))!
                        .AsArray()
                        .Select(group => Of(Path.GetFileNameWithoutExtension(path), group!))
                ),
        ];

    private static SuiteGroup Of(string file, JsonNode group)
    {
        var schema = group["schema"]!.DeepClone();
        var definitions = new JsonObject();
        string? added = null;
        if (schema is JsonObject members)
        {
            members.Remove("$schema");
            if (members["$defs"] is JsonObject own)
            {
                members.Remove("$defs");
                definitions = own;
            }

            added = members.ContainsKey("type")
                ? null
                : members
                    .Select(member => ImpliedTypes.GetValueOrDefault(member.Key))
                    .FirstOrDefault(type => type is not null);
            if (added is not null)
            {
                members["type"] = added;
            }
        }

        definitions[Message] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "A value of the suite.",
            ["properties"] = new JsonObject { ["value"] = schema },
        };
        return new SuiteGroup(
            $"{file}: {group["description"]}",
            new JsonObject { ["$defs"] = definitions }.ToJsonString(),
            [
                .. group["tests"]!
                    .AsArray()
                    .Where(test => added is null || IsOf(test!["data"], added))
                    .Select(test => new SuiteTest(
                        (string)test!["description"]!,
                        new JsonObject { ["value"] = test["data"]?.DeepClone() }.ToJsonString(),
                        (bool)test["valid"]!
                    )),
            ]
        );
    }

    /// <summary>False for a value that a keyword lets pass because it is of another type: of that the group no longer speaks.</summary>
    private static bool IsOf(JsonNode? data, string type) =>
        data?.GetValueKind() switch
        {
            JsonValueKind.String => type == "string",
            JsonValueKind.Number => type == "number",
            JsonValueKind.Array => type == "array",
            JsonValueKind.Object => type == "object",
            _ => false,
        };
}

/// <summary>A value of a group.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Json">A message that has it.</param>
/// <param name="IsValid">What the draft says of it.</param>
internal sealed record SuiteTest(string Name, string Json, bool IsValid);
