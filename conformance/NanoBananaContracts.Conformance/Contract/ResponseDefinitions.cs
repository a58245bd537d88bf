using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace NanoBananaContracts.Conformance.Contract;

/// <summary>
/// Schemas of records as one contract schema. In theirs each inner record and enum stands where it is used, under its C# name
/// (<c>title</c>); here it stands once, under <c>$defs</c>, and is referred to. A contract cannot say of a reference that null is
/// a value too: an inner type that need not be there is left out then. An item of a list cannot be.
/// </summary>
internal sealed partial class ResponseDefinitions
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        // Letters as they are; what moves a cursor as an escape.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly SortedDictionary<string, JsonObject> definitions = new(StringComparer.Ordinal);

    // Of inner types only a use says what they are, and that may be of the use.
    private readonly HashSet<string> described = new(StringComparer.Ordinal);

    /// <summary>The contract schema.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="schemas">Schemas of the records.</param>
    /// <exception cref="FormatException">
    /// A schema is not one that the generator writes, two types have one name, or a list has items that may be null.
    /// </exception>
    public static string Of(string title, IEnumerable<string> schemas)
    {
        var all = new ResponseDefinitions();
        foreach (var schema in schemas)
        {
            var root = Parsed(schema);
            var name = Name(root) ?? throw Unreadable(null);
            all.described.Add(name);
            all.definitions.TryGetValue(name, out var known);
            all.Define(root, name);
            // What the record says of itself counts, and not what a use said before.
            if (known is not null)
            {
                known.Remove("description");
                if (root["description"] is { } description)
                {
                    known["description"] = description.DeepClone();
                }
            }
        }

        return all.Write(title);
    }

    /// <summary>The member that stands at a line of a contract schema from here, or its record; null for neither.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="line">One-based line.</param>
    /// <returns>Words for a message: <c>"tags" of Caption</c>.</returns>
    public static string? MemberAt(string schema, int line)
    {
        string? record = null;
        string? member = null;
        foreach (var above in schema.Split('\n').Take(line))
        {
            // By the layout it is written in: records under $defs, members under properties.
            if (RecordHead.Match(above) is { Success: true } head)
            {
                (record, member) = (head.Groups[1].Value, null);
            }
            else if (MemberHead.Match(above) is { Success: true } inner)
            {
                member = inner.Groups[1].Value;
            }
        }

        return member is null ? record : Member(record!, member);
    }

    [GeneratedRegex("^ {4}\"(.*)\": \\{")]
    private static partial Regex RecordHead { get; }

    [GeneratedRegex("^ {8}\"(.*)\": \\{")]
    private static partial Regex MemberHead { get; }

    private static string Member(string record, string name) => $"\"{name}\" of {record}";

    private string Write(string title)
    {
        var defs = new JsonObject();
        foreach (var (name, definition) in definitions)
        {
            if (!described.Contains(name))
            {
                definition.Remove("description");
            }

            defs[name] = definition;
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
            ["$defs"] = defs,
        };
        return schema.ToJsonString(Layout).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Parsed(string schema)
    {
        try
        {
            return Object(JsonNode.Parse(schema, documentOptions: Strict));
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private static JsonObject Object(JsonNode? node) => node as JsonObject ?? throw Unreadable(null);

    private static FormatException Unreadable(Exception? exception) =>
        new("A schema in it is not one that the generator writes.", exception);

    private static string? Name(JsonObject schema) =>
        schema["title"] is JsonValue title && title.TryGetValue<string>(out var name) ? name : null;

    /// <summary>The schema of a member, an item or a record, with references in place of inner types.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="member">The member it is of, for a message.</param>
    private JsonObject Use(JsonObject schema, string member)
    {
        if (Name(schema) is not { } name)
        {
            var plain = (JsonObject)schema.DeepClone();
            if (schema["items"] is JsonObject items)
            {
                if (items["type"] is JsonArray)
                {
                    throw new FormatException(
                        $"Items of {member} may be null, which no list of a contract can hold. Declare them without \"?\"; where one may be missing, wrap it in a record of its own with that member."
                    );
                }

                plain["items"] = Use(items, member);
            }

            return plain;
        }

        Define(schema, name);
        var reference = new JsonObject { ["$ref"] = "#/$defs/" + name };
        if (schema["description"] is { } description)
        {
            reference["description"] = description.DeepClone();
        }

        return reference;
    }

    private void Define(JsonObject schema, string name)
    {
        var definition = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            switch (keyword)
            {
                case "title":
                    break;
                case "type":
                    definition[keyword] = (value is JsonArray { Count: > 0 } types ? types[0] : value)?.DeepClone();
                    break;
                case "enum":
                    definition[keyword] = new JsonArray([
                        .. (value as JsonArray ?? throw Unreadable(null))
                            .Where(text => text is not null)
                            .Select(text => text!.DeepClone()),
                    ]);
                    break;
                case "properties":
                    definition[keyword] = new JsonObject(
                        Object(value)
                            .Select(property =>
                                KeyValuePair.Create(
                                    property.Key,
                                    (JsonNode?)Use(Object(property.Value), Member(name, property.Key))
                                )
                            )
                    );
                    break;
                default:
                    definition[keyword] = value?.DeepClone();
                    break;
            }
        }

        if (!definitions.TryGetValue(name, out var known))
        {
            definitions.Add(name, definition);
        }
        else if (!JsonNode.DeepEquals(WithoutDescription(known), WithoutDescription(definition)))
        {
            throw new FormatException(
                $"Two types are named {name}, and a contract has one of each name. Rename one of them."
            );
        }
    }

    private static JsonNode WithoutDescription(JsonObject definition)
    {
        var copy = (JsonObject)definition.DeepClone();
        copy.Remove("description");
        return copy;
    }
}
