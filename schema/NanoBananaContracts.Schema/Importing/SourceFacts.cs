using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>What a source says beside the type of a value: bounds, the only value, null; what cannot be said here is reported.</summary>
internal sealed class SourceFacts(DiagnosticBag diagnostics)
{
    private const double LargestExactInteger = 9007199254740992;

    /// <summary>The most values that are checked one by one.</summary>
    private const int MostValues = 100;

    /// <summary>Keywords that say what is allowed and do not come in with any type.</summary>
    private static readonly string[] LeftOut =
    [
        "not",
        "if",
        "then",
        "else",
        "prefixItems",
        "additionalItems",
        "unevaluatedItems",
        "unevaluatedProperties",
        "contains",
        "minContains",
        "maxContains",
        "dependentSchemas",
    ];

    /// <summary>Adds them to a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="schema">Its schema in the source.</param>
    /// <param name="path">Names that lead to it.</param>
    public SourceType Add(SourceType type, JsonNode schema, string path)
    {
        // Those of a type that it wraps count too.
        var facts = new List<KeyValuePair<string, NewJson>>(type.Facts ?? []);
        foreach (var member in schema.Members)
        {
            if (IsLeftOut(member))
            {
                Tell(member, path);
            }
            else if (Counts(member, type, schema, path) is { } fact)
            {
                Add(facts, fact, member, path);
            }
        }

        // The values say it all, and a number with values takes no bounds.
        if (facts.Exists(fact => fact.Key == "enum"))
        {
            facts.RemoveAll(fact => fact.Key is not "enum");
            type = type with { Format = null };
        }

        var isNullable = schema.Find("nullable")?.Value.IsTrue == true || ListsNull(schema);
        return type with { Facts = facts, Nullable = type.Nullable || isNullable };
    }

    /// <summary>Reports that of a choice between texts neither values nor forms came in.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="path">Names that lead to it.</param>
    public void TellOfTexts(JsonMember choice, string path) =>
        diagnostics.Report(
            SchemaImportRules.LeftOut,
            choice.Key.Mark,
            $"{path} is one of several texts. It came in as any text; their values and forms did not.",
            "Name the values in its description where they matter."
        );

    /// <summary>The type that the only value allowed says, where nothing else does; null where that is no single value.</summary>
    /// <param name="schema">The value.</param>
    public static SourceType? TypeOfConstant(JsonNode schema) =>
        schema.Find("const")?.Value switch
        {
            { Kind: JsonKind.String } => new SourceType(WireKind.String),
            { Kind: JsonKind.Boolean } => new SourceType(WireKind.Boolean),
            { Kind: JsonKind.Number } number => new SourceType(
                ValueReader.IsInt64(number.Text) ? WireKind.Integer : WireKind.Number
            ),
            _ => null,
        };

    /// <summary>The format of a text that says what it is for, and nothing that is checked; null for any other.</summary>
    /// <param name="schema">The text.</param>
    public static string? FormatInWords(JsonNode schema) =>
        schema.TextOf("format") is { } format && IsInWords(format) ? format : null;

    /// <summary>True for such a format.</summary>
    /// <param name="format">Any format.</param>
    public static bool IsInWords(string format) => Array.IndexOf(SchemaTypes.FormatsInWords, format) >= 0;

    /// <summary>What is assumed when a property is absent, where it fits the type (otherwise reported).</summary>
    /// <param name="schema">The property.</param>
    /// <param name="type">Its type.</param>
    /// <param name="path">Names that lead to it.</param>
    public NewJson? DefaultOf(JsonNode schema, SourceType type, string path)
    {
        if (schema.Find("default") is not { Value.Kind: not JsonKind.Null } member)
        {
            return null;
        }

        var values = type.Kind == WireKind.Enum ? null : schema.Find("enum")?.Value.Items;
        if (Fits(member.Value, type) && values?.Any(value => value.Text == member.Value.Text) != false)
        {
            return NewJson.Same(member.Value);
        }

        Tell(member, path);
        return null;
    }

    /// <summary>True for a keyword that comes in nowhere.</summary>
    /// <param name="member">A keyword.</param>
    public static bool IsLeftOut(JsonMember member) => Array.IndexOf(LeftOut, member.Name) >= 0;

    /// <summary>True where null is one of the types.</summary>
    /// <param name="schema">Any schema.</param>
    public static bool ListsNull(JsonNode schema) =>
        schema.Find("type")?.Value is { Kind: JsonKind.Array } types && types.Items.Any(item => item.Text == "null");

    /// <summary>Adds a fact; one that says otherwise than another of its name is reported.</summary>
    /// <param name="facts">Takes it.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="member">Where it stands.</param>
    /// <param name="path">Names that lead to what it is of.</param>
    public void Add(
        List<KeyValuePair<string, NewJson>> facts,
        KeyValuePair<string, NewJson> fact,
        JsonMember member,
        string path
    )
    {
        var known = facts.FindIndex(each => each.Key == fact.Key);
        if (known < 0)
        {
            facts.Add(fact);
        }
        else if (facts[known].Value.Inline() != fact.Value.Inline())
        {
            Tell(member, path);
        }
    }

    private KeyValuePair<string, NewJson>? Counts(JsonMember member, SourceType type, JsonNode schema, string path)
    {
        switch (member.Name)
        {
            // Fewer than the enum has that it refers to.
            case "enum" when type.Kind == WireKind.Enum && !HasAllOf(type, member.Value):
                Tell(member, path);
                return null;
            case "enum" when type.Kind != WireKind.Enum:
                if (
                    type.Kind is WireKind.Boolean or WireKind.Integer or WireKind.Number
                    && member.Value.Items is { Count: > 0 and <= MostValues } values
                    && values.All(value => Fits(value, type))
                    && values.Select(value => value.Text).Distinct(StringComparer.Ordinal).Count() == values.Count
                )
                {
                    return NewJson.Member(member.Name, NewJson.Same(member.Value));
                }

                Tell(member, path);
                return null;
            case "format" when type.Kind == WireKind.String && type.Format is null && IsSaid(member.Value.Text):
                Tell(member, path);
                return null;
            case "contentEncoding" when type.Kind == WireKind.String && member.Value.Text != "base64":
                Tell(member, path);
                return null;
            // Up to OpenAPI 3.0 these say whether the bound beside them is one of the values.
            case "exclusiveMinimum" when member.Value is { Kind: JsonKind.Boolean } said:
                return said.IsTrue && schema.Find("minimum") is null
                    ? Told(member, type, path, WireKind.Integer, WireKind.Number)
                    : null;
            case "exclusiveMaximum" when member.Value is { Kind: JsonKind.Boolean } said:
                return said.IsTrue && schema.Find("maximum") is null
                    ? Told(member, type, path, WireKind.Integer, WireKind.Number)
                    : null;
            case "minimum" when schema.Find("exclusiveMinimum")?.Value.IsTrue == true:
                return Bound(member, "exclusiveMinimum", type, path);
            case "maximum" when schema.Find("exclusiveMaximum")?.Value.IsTrue == true:
                return Bound(member, "exclusiveMaximum", type, path);
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                return Bound(member, member.Name, type, path);
            case "multipleOf":
                return type.Kind is WireKind.Integer or WireKind.Number && Number(member.Value) is >= 1e-9 and <= 1e9
                    ? NewJson.Member(member.Name, NewJson.Same(member.Value))
                    : Told(member, type, path, WireKind.Integer, WireKind.Number);
            case "minLength" or "maxLength":
                return IsPlainText(type) && IsCount(member.Value)
                    ? NewJson.Member(member.Name, NewJson.Same(member.Value))
                    : Told(member, type, path, WireKind.String);
            case "pattern":
                return
                    IsPlainText(type)
                    && member.Value.Kind == JsonKind.String
                    && EcmaPattern.Problem(member.Value.Text) is null
                    ? NewJson.Member(member.Name, NewJson.Same(member.Value))
                    : Told(member, type, path, WireKind.String);
            case "minItems" or "maxItems":
                return type.Kind == WireKind.List && IsCount(member.Value)
                    ? NewJson.Member(member.Name, NewJson.Same(member.Value))
                    : Told(member, type, path, WireKind.List);
            case "uniqueItems" when member.Value.IsTrue:
                return type.Kind == WireKind.List ? NewJson.Member(member.Name, NewJson.True) : null;
            case "minProperties" or "maxProperties":
                return type.Kind is WireKind.Map or WireKind.AnyObject && IsCount(member.Value)
                    ? NewJson.Member(member.Name, NewJson.Same(member.Value))
                    : Told(member, type, path, WireKind.Map, WireKind.AnyObject, WireKind.Message);
            case "dependentRequired":
                return type.Kind is WireKind.Map or WireKind.AnyObject && SourceObjectFacts.IsDependent(member.Value)
                    ? NewJson.Member(member.Name, NewJson.Same(member.Value))
                    : Told(member, type, path, WireKind.Map, WireKind.AnyObject, WireKind.Message);
            case "patternProperties" when type.Patterns.IsEmpty && !SourceObjectFacts.IsEmpty(member.Value):
                return Told(member, type, path, WireKind.Map, WireKind.AnyObject, WireKind.Message);
            case "propertyNames" when !member.Value.IsTrue && !SourceObjectFacts.IsEmpty(member.Value):
                return Told(member, type, path, WireKind.Message);
            case "const":
                if (
                    type.Kind is WireKind.Boolean or WireKind.Integer or WireKind.Number or WireKind.String
                    && Fits(member.Value, type)
                )
                {
                    return NewJson.Member(member.Name, NewJson.Same(member.Value));
                }

                Tell(member, path);
                return null;
            default:
                return null;
        }
    }

    private KeyValuePair<string, NewJson>? Bound(JsonMember member, string keyword, SourceType type, string path)
    {
        if (type.Kind is not (WireKind.Integer or WireKind.Number))
        {
            return null;
        }

        var value = Number(member.Value);
        var fits =
            type.Kind == WireKind.Number && !double.IsNaN(value)
            || Math.Floor(value) == value
                && Math.Abs(value) <= (type.Format == "int32" ? int.MaxValue : LargestExactInteger);
        if (fits)
        {
            return NewJson.Member(keyword, NewJson.Same(member.Value));
        }

        Tell(member, path);
        return null;
    }

    /// <summary>Reports a keyword that is of the type and still does not come in; one of another type means nothing.</summary>
    private KeyValuePair<string, NewJson>? Told(JsonMember member, SourceType type, string path, params WireKind[] home)
    {
        if (Array.IndexOf(home, type.Kind) >= 0)
        {
            Tell(member, path);
        }

        return null;
    }

    /// <summary>Reports a statement that does not come in.</summary>
    /// <param name="member">The statement.</param>
    /// <param name="path">Names that lead to what it is of.</param>
    public void Tell(JsonMember member, string path) =>
        diagnostics.Report(
            SchemaImportRules.LeftOut,
            member.Key.Mark,
            $"'{member.Name}' of {path} did not come in: the subset cannot say it so."
        );

    private static bool HasAllOf(SourceType type, JsonNode values) =>
        type.Values.All(value => values.Items.Any(item => item.Kind == JsonKind.String && item.Text == value.Text));

    /// <summary>Google's own formats of texts are for its own libraries.</summary>
    private static bool IsSaid(string format) =>
        format.Length > 0 && !format.StartsWith("google-", StringComparison.Ordinal);

    /// <summary>True for a text that is no other C# type.</summary>
    /// <param name="type">Any type.</param>
    public static bool IsPlainText(SourceType type) =>
        type.Kind == WireKind.String && (type.Format is null || IsInWords(type.Format));

    /// <summary>True for a number of things.</summary>
    /// <param name="value">Any value.</param>
    public static bool IsCount(JsonNode value) =>
        Number(value) is >= 0 and <= int.MaxValue and var count && Math.Floor(count) == count;

    private static double Number(JsonNode value) =>
        value.Kind == JsonKind.Number
        && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;

    private static bool Fits(JsonNode value, SourceType type) =>
        type.Kind switch
        {
            WireKind.Any => true,
            WireKind.Boolean => value.Kind == JsonKind.Boolean,
            WireKind.Integer when type.Format == "int32" => value.Kind == JsonKind.Number
                && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            WireKind.Integer => value.Kind == JsonKind.Number && ValueReader.IsInt64(value.Text),
            WireKind.Number => value.Kind == JsonKind.Number,
            WireKind.String => value.Kind == JsonKind.String
                && (type.Format != "int64" || ValueReader.IsInt64(value.Text)),
            WireKind.Enum => value.Kind == JsonKind.String && type.Values.Any(each => each.Text == value.Text),
            WireKind.AnyObject or WireKind.Map or WireKind.Message => value.Kind == JsonKind.Object,
            WireKind.List => value.Kind == JsonKind.Array && value.Items.All(item => Fits(item, type.Element!)),
            _ => false,
        };
}
