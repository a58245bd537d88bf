namespace NanoBananaContracts.Schema;

/// <summary>The file an import goes into, as JSON with positions, and what its parts mean.</summary>
internal sealed class TargetSchema
{
    private const string ReferencePrefix = "#/$defs/";
    private const int DeepestType = 32;

    private readonly Dictionary<string, JsonMember> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonNode, string> names = [];

    /// <summary>Takes a parsed file that has <c>$defs</c>.</summary>
    /// <param name="root">The file.</param>
    /// <param name="defs">Its <c>$defs</c>.</param>
    public TargetSchema(JsonNode root, JsonNode defs)
    {
        Root = root;
        Definitions = defs;
        foreach (var member in defs.Members)
        {
            definitions[member.Name] = member;
            names[member.Value] = member.Name;
        }
    }

    /// <summary>The whole file.</summary>
    public JsonNode Root { get; }

    /// <summary>The value of <c>$defs</c>.</summary>
    public JsonNode Definitions { get; }

    /// <summary>The definition of that key, or null.</summary>
    /// <param name="name">Key under <c>$defs</c>.</param>
    public JsonNode? Find(string name) => definitions.TryGetValue(name, out var member) ? member.Value : null;

    /// <summary>Key of a definition; of an object written in place, <c>(inline)</c>.</summary>
    /// <param name="definition">A definition.</param>
    public string NameOf(JsonNode definition) => names.TryGetValue(definition, out var name) ? name : "(inline)";

    /// <summary>True when the node is a definition with a key of its own.</summary>
    /// <param name="node">Any node.</param>
    public bool IsDefinition(JsonNode node) => names.ContainsKey(node);

    /// <summary>True for an object with properties, or one that takes none.</summary>
    /// <param name="schema">Any schema.</param>
    public static bool IsMessage(JsonNode schema) =>
        schema.Kind == JsonKind.Object
        && schema.Find("enum") is null
        && (
            schema.Find("properties") is not null
            || schema.Find("allOf") is not null
            || (schema.TextOf("type") == "object" && schema.Find("additionalProperties") is null)
        );

    /// <summary>Messages that operations send or read, in the order in which they are named.</summary>
    public IReadOnlyList<JsonMember> Roots()
    {
        var roots = new List<JsonMember>();
        foreach (var operation in Root.Find("x-operations")?.Value.Members ?? [])
        {
            foreach (var side in new[] { "request", "response" })
            {
                var reference = operation.Value.TextOf(side);
                if (
                    reference is not null
                    && reference.StartsWith(ReferencePrefix, StringComparison.Ordinal)
                    && definitions.TryGetValue(reference.Substring(ReferencePrefix.Length), out var member)
                    && !roots.Contains(member)
                )
                {
                    roots.Add(member);
                }
            }
        }

        return roots;
    }

    /// <summary>Properties of a message, those taken over by <c>allOf</c> included.</summary>
    /// <param name="message">A message.</param>
    public IEnumerable<JsonMember> PropertiesOf(JsonNode message) => PropertiesOf(message, 0);

    private IEnumerable<JsonMember> PropertiesOf(JsonNode message, int depth)
    {
        foreach (var property in message.Find("properties")?.Value.Members ?? [])
        {
            yield return property;
        }

        if (depth > DeepestType)
        {
            yield break;
        }

        foreach (var part in message.Find("allOf")?.Value.Items ?? [])
        {
            foreach (var property in PropertiesOf(Referred(part) ?? part, depth + 1))
            {
                yield return property;
            }
        }
    }

    /// <summary>The type of a property, an item or a map value.</summary>
    /// <param name="schema">Its schema.</param>
    public TargetType TypeOf(JsonNode schema) => TypeOf(schema, 0);

    /// <summary>The message or enum that a property, its items or its values are; null where it is neither.</summary>
    /// <param name="schema">Its schema.</param>
    public JsonNode? UsedBy(JsonNode schema)
    {
        var type = TypeOf(schema);
        while (type.Element is { } element)
        {
            type = element;
        }

        return type.Node;
    }

    private TargetType TypeOf(JsonNode schema, int depth)
    {
        if (depth > DeepestType)
        {
            return new TargetType(WireKind.Dangling);
        }

        if (schema.Find("$ref") is not null)
        {
            var target = Referred(schema);
            if (target is null)
            {
                return new TargetType(WireKind.Dangling);
            }

            var type = TypeOf(target, depth + 1);
            return type with { Spelling = schema.TextOf("x-spelling") ?? type.Spelling };
        }

        // A reference in the clothes of older drafts, which allowed no keywords beside it.
        if (schema.Find("properties") is null && schema.Find("allOf")?.Value is { Items.Count: 1 } wrapper)
        {
            return TypeOf(wrapper.Items[0], depth + 1);
        }

        if (schema.Members.Select(NullableReference).FirstOrDefault(branch => branch is not null) is { } reference)
        {
            return TypeOf(reference, depth + 1);
        }

        if (schema.Find("enum") is not null)
        {
            return new TargetType(WireKind.Enum, Node: schema, Spelling: schema.TextOf("x-spelling"));
        }

        if (IsMessage(schema))
        {
            return new TargetType(WireKind.Message, Node: schema);
        }

        var format = schema.Find("contentEncoding") is null ? Format(schema.TextOf("format")) : "byte";
        return TypeName(schema) switch
        {
            "boolean" => new TargetType(WireKind.Boolean),
            "integer" => new TargetType(WireKind.Integer, format),
            "number" => new TargetType(WireKind.Number, format),
            "string" => new TargetType(WireKind.String, format),
            "array" => new TargetType(WireKind.List, Element: Inner(schema, "items", depth)),
            "object" => ValuesOf(schema) is { } values
                ? new TargetType(WireKind.Map, Element: TypeOf(values, depth + 1))
                : new TargetType(WireKind.AnyObject),
            _ => new TargetType(WireKind.Any),
        };
    }

    /// <summary>The reference that a choice between it and null is of; null for any other keyword.</summary>
    /// <param name="keyword">A keyword of a property.</param>
    public static JsonNode? NullableReference(JsonMember keyword) =>
        keyword is { Name: "anyOf" or "oneOf", Value.Items.Count: 2 }
        && keyword.Value.Items.Any(branch => branch.TextOf("type") == "null")
            ? keyword.Value.Items.FirstOrDefault(branch => branch.TextOf("$ref") is not null)
            : null;

    /// <summary>What the values of a map are; null for another object.</summary>
    private static JsonNode? ValuesOf(JsonNode schema) =>
        schema.Find("additionalProperties")?.Value is { Kind: JsonKind.Object } values ? values
        : schema.Find("patternProperties")?.Value is { Members.Count: > 0 } patterns ? patterns.Members[0].Value
        : null;

    private TargetType Inner(JsonNode schema, string keyword, int depth) =>
        schema.Find(keyword)?.Value is { } inner ? TypeOf(inner, depth + 1) : new TargetType(WireKind.Any);

    private JsonNode? Referred(JsonNode schema)
    {
        var reference = schema.TextOf("$ref");
        return reference is not null && reference.StartsWith(ReferencePrefix, StringComparison.Ordinal)
            ? Find(reference.Substring(ReferencePrefix.Length))
            : null;
    }

    /// <summary>The type, less a null beside it.</summary>
    private static string? TypeName(JsonNode schema) =>
        schema.Find("type")?.Value is { Kind: JsonKind.Array } types
            ? types.Items.FirstOrDefault(item => item.Text != "null")?.Text
            : schema.TextOf("type");

    private static string? Format(string? format) => format == "google-duration" ? "duration" : format;
}

/// <summary>A type in the file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Format">Its format (<c>byte</c> for Base64), or null.</param>
/// <param name="Node">Definition of the message or the enum.</param>
/// <param name="Element">Type of an item or a map value.</param>
/// <param name="Spelling">Spelling an enum is always written in here, or null.</param>
internal sealed record TargetType(
    WireKind Kind,
    string? Format = null,
    JsonNode? Node = null,
    TargetType? Element = null,
    string? Spelling = null
);
