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
        "patternProperties",
        "propertyNames",
        "dependentRequired",
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
            if (Array.IndexOf(LeftOut, member.Name) >= 0)
            {
                Tell(member, path);
            }
            else if (Counts(member, type, path) is { } fact && !facts.Exists(known => known.Key == fact.Key))
            {
                facts.Add(fact);
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

    /// <summary>Reports what is said of an object as a whole and does not come in with it.</summary>
    /// <param name="schema">The object.</param>
    /// <param name="message">Its name.</param>
    public void TellOfObject(JsonNode schema, string message)
    {
        foreach (var member in schema.Members)
        {
            if (member.Name is "oneOf" or "anyOf")
            {
                diagnostics.Report(
                    SchemaImportRules.LeftOut,
                    member.Key.Mark,
                    $"{message} is one of several objects. The fields of all of them came in, and none that only some of them require is required; which of them go together did not.",
                    "Say that with a oneOf of required fields where it matters."
                );
            }
            else if (member.Name is "minProperties" or "maxProperties" || Array.IndexOf(LeftOut, member.Name) >= 0)
            {
                Tell(member, message);
            }
        }
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

    private static bool ListsNull(JsonNode schema) =>
        schema.Find("type")?.Value is { Kind: JsonKind.Array } types && types.Items.Any(item => item.Text == "null");

    private KeyValuePair<string, NewJson>? Counts(JsonMember member, SourceType type, string path)
    {
        switch (member.Name)
        {
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
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum":
                return type.Kind is WireKind.Integer or WireKind.Number && member.Value.Kind == JsonKind.Number
                    ? Bound(member, type, path)
                    : Told(member, type, path, WireKind.Integer, WireKind.Number);
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

    private KeyValuePair<string, NewJson>? Bound(JsonMember member, SourceType type, string path)
    {
        var value = Number(member.Value);
        var fits =
            type.Kind == WireKind.Number
            || Math.Floor(value) == value
                && Math.Abs(value) <= (type.Format == "int32" ? int.MaxValue : LargestExactInteger);
        if (fits)
        {
            return NewJson.Member(member.Name, NewJson.Same(member.Value));
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

    private void Tell(JsonMember member, string path) =>
        diagnostics.Report(
            SchemaImportRules.LeftOut,
            member.Key.Mark,
            $"'{member.Name}' of {path} did not come in: the subset cannot say it so."
        );

    /// <summary>Google's own formats of texts are for its own libraries.</summary>
    private static bool IsSaid(string format) =>
        format.Length > 0 && !format.StartsWith("google-", StringComparison.Ordinal);

    private static bool IsPlainText(SourceType type) =>
        type.Kind == WireKind.String && (type.Format is null || IsInWords(type.Format));

    private static bool IsCount(JsonNode value) =>
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
