namespace NanoBananaContracts.Schema;

/// <summary>Which schemas of a source are messages, and what the parts they are made of say together.</summary>
/// <param name="schemas">The schemas of the source, by name.</param>
/// <param name="referencePrefix">What stands before a name in a reference.</param>
internal sealed class SourceObjects(Dictionary<string, JsonMember> schemas, string referencePrefix)
{
    private const int Deepest = 32;

    // False while it is being found out: an object made of itself is none.
    private readonly Dictionary<JsonNode, bool> composed = [];
    private int depth;

    /// <summary>True for an object with named properties, or one that takes none.</summary>
    /// <param name="schema">Any schema of the source.</param>
    public bool IsMessage(JsonNode schema) =>
        schema.Kind == JsonKind.Object
        && schema.Find("enum") is null
        && (
            TypeName(schema) == "object"
                ? schema.Find("properties") is not null
                    || schema.Find("additionalProperties")?.Value.Kind != JsonKind.Object
                        && schema.Find("additionalProperties")?.Value.IsTrue != true
                        && schema.Find("patternProperties") is null
                        && schema.Find("propertyNames") is null
                : IsComposed(schema)
        );

    /// <summary>True for a text, one of a list of values included.</summary>
    /// <param name="schema">Any schema of the source.</param>
    public bool IsText(JsonNode schema)
    {
        var text = Referred(schema) ?? schema;
        return TypeName(text) == "string" && text.Find("contentEncoding") is null;
    }

    /// <summary>The properties of an object and of the objects it is made of, each name once.</summary>
    /// <param name="schema">The object.</param>
    public IEnumerable<SourceField> PropertiesOf(JsonNode schema)
    {
        var whole = new HashSet<JsonNode>(WholeOf(schema));
        return PartsOf(schema, withChoices: true)
            .SelectMany(part =>
                (part.Find("properties")?.Value.Members ?? []).Select(member =>
                    (Member: member, Always: whole.Contains(part))
                )
            )
            .GroupBy(one => one.Member.Name, StringComparer.Ordinal)
            .Select(group => FieldOf([.. group]));
    }

    private static SourceField FieldOf(IReadOnlyList<(JsonMember Member, bool Always)> said)
    {
        // What holds always goes before what only some of the objects say that it may be.
        var wide = said.Any(one => one.Always && Statements(one.Member.Value).Length > 0)
            ? said.Where(one => one.Always).ToList()
            : said;
        var (property, always) = wide.FirstOrDefault(one => Statements(one.Member.Value).Length > 0);
        property ??= said[0].Member;
        var own = Statements(property.Value);
        return new(
            property,
            [
                .. said.Select(one => one.Member)
                    .Where(one => Statements(one.Value) is { Length: > 0 } other && other != own),
            ],
            always
        );
    }

    /// <summary>What a schema says that is not for people alone, as a text to compare.</summary>
    private static string Statements(JsonNode schema) =>
        schema.Kind != JsonKind.Object
            ? JsonText.Compact(schema)
            : string.Join(
                ",",
                schema
                    .Members.Where(member =>
                        member.Name
                            is not (
                                "title"
                                or "description"
                                or "example"
                                or "examples"
                                or "externalDocs"
                                or "deprecated"
                                or "$comment"
                            )
                        && !member.Name.StartsWith("x-", StringComparison.Ordinal)
                    )
                    .OrderBy(member => member.Name, StringComparer.Ordinal)
                    .Select(member => member.Name + ":" + JsonText.Compact(member.Value))
            );

    /// <summary>The names that an object and the objects it is made of require; not those it may be.</summary>
    /// <param name="schema">The object.</param>
    public IEnumerable<JsonNode> RequiredOf(JsonNode schema) =>
        WholeOf(schema).SelectMany(part => part.Find("required")?.Value.Items ?? []);

    /// <summary>An object and the objects that it is made of, itself last; not those it may be.</summary>
    /// <param name="schema">The object.</param>
    public IEnumerable<JsonNode> WholeOf(JsonNode schema) => PartsOf(schema, withChoices: false);

    /// <summary>The name in a reference.</summary>
    /// <param name="target">The reference.</param>
    public string NameOf(string target) =>
        referencePrefix.Length > 0 && target.StartsWith(referencePrefix, StringComparison.Ordinal)
            ? target.Substring(referencePrefix.Length)
            : target;

    /// <summary>True for a list of types of which more than one is not null: the first alone would refuse the others' values.</summary>
    public static bool HasSeveralTypes(JsonNode schema) =>
        schema.Find("type")?.Value is { Kind: JsonKind.Array } types
        && types
            .Items.Select(item => item.Text)
            .Where(name => name != "null")
            .Distinct(StringComparer.Ordinal)
            .Skip(1)
            .Any();

    /// <summary>The type; of a list of types, as OpenAPI 3.1 has it for a nullable one, the first that is not null.</summary>
    public static string? TypeName(JsonNode schema)
    {
        var type = schema.Find("type")?.Value;
        if (type is { Kind: JsonKind.Array })
        {
            foreach (var item in type.Items)
            {
                if (item.Text != "null")
                {
                    return item.Text;
                }
            }
        }

        return type is { Kind: JsonKind.String } ? type.Text : null;
    }

    /// <summary>True for an object that says only which objects it is made of, or may be.</summary>
    private bool IsComposed(JsonNode schema)
    {
        if (composed.TryGetValue(schema, out var known))
        {
            return known;
        }

        // Wrapped references may lead through as many objects as a hostile source likes: each is looked at once, and those
        // that are too many in a row are none.
        composed[schema] = false;
        depth++;
        var isComposed =
            depth <= Deepest
            && schema.Find("type") is null
            && InnerOf(schema, withChoices: true).ToList() is { } parts
            && (parts.Count > 1 || schema.Find("properties") is not null)
            && parts.All(IsMessage);
        depth--;
        return composed[schema] = isComposed;
    }

    /// <summary>The parts of an object, itself last; each once, however many ways lead to it.</summary>
    private IEnumerable<JsonNode> PartsOf(JsonNode schema, bool withChoices)
    {
        var parts = new List<JsonNode>();
        var seen = new HashSet<JsonNode>();
        var open = new Stack<JsonNode>();
        open.Push(schema);
        while (open.Count > 0)
        {
            var part = open.Pop();
            if (seen.Add(part))
            {
                parts.Add(part);
                foreach (var inner in InnerOf(part, withChoices))
                {
                    open.Push(inner);
                }
            }
        }

        parts.Reverse();
        return parts;
    }

    /// <summary>What an object is made of; with choices, also what it may be, less null.</summary>
    private IEnumerable<JsonNode> InnerOf(JsonNode schema, bool withChoices) =>
        (schema.Find("allOf")?.Value.Items ?? [])
            .Concat(withChoices ? schema.Find("oneOf")?.Value.Items ?? [] : [])
            .Concat(withChoices ? schema.Find("anyOf")?.Value.Items ?? [] : [])
            .Select(part => Referred(part) ?? part)
            .Where(part => part.TextOf("type") != "null");

    private JsonNode? Referred(JsonNode schema) =>
        schema.TextOf("$ref") is { } target && schemas.TryGetValue(NameOf(target), out var member)
            ? member.Value
            : null;
}
