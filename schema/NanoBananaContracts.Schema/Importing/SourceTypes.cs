namespace NanoBananaContracts.Schema;

/// <summary>Reads the types of a source. Objects that are written in place get a name among its schemas.</summary>
/// <param name="schemas">The schemas of the source, by name; takes those written in place.</param>
/// <param name="objects">Which of them are messages.</param>
/// <param name="facts">Reads what is said beside a type.</param>
/// <param name="whole">Reads what is said of an object.</param>
/// <param name="origin">Whose the source is.</param>
/// <param name="diagnostics">Takes trouble.</param>
internal sealed class SourceTypes(
    Dictionary<string, JsonMember> schemas,
    SourceObjects objects,
    SourceFacts facts,
    SourceObjectFacts whole,
    SourceOrigin origin,
    DiagnosticBag diagnostics
)
{
    private const int DeepestType = 32;

    private readonly HashSet<string> beingRead = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonNode, string> inline = [];

    /// <summary>Reads a type.</summary>
    /// <param name="schema">It.</param>
    /// <param name="path">Names that lead to it.</param>
    /// <param name="depth">How many types it stands in.</param>
    public SourceType Read(JsonNode schema, string path, int depth = 0)
    {
        if (schema.Kind != JsonKind.Object || depth > DeepestType)
        {
            return NotUnderstood(schema, path, "is not a type");
        }

        if ((schema.Find("anyOf") ?? schema.Find("oneOf")) is { Value.Items.Count: > 1 } choice)
        {
            // A choice between a type and null, or between texts.
            var types = choice.Value.Items.Where(item => item.TextOf("type") != "null").ToList();
            var takesNull = types.Count < choice.Value.Items.Count;
            if (types.Count == 1)
            {
                return facts.Add(Read(types[0], path, depth + 1) with { Nullable = true }, schema, path);
            }

            if (types.TrueForAll(objects.IsText))
            {
                facts.TellOfTexts(choice, path);
                return new SourceType(WireKind.String, Nullable: takesNull);
            }
        }

        var type = ReadBareType(schema, path, depth);
        // What is said of an object that is written in place comes in with the object.
        return inline.TryGetValue(schema, out var own) && own == type.Name
            ? type with
            {
                Nullable = schema.Find("nullable")?.Value.IsTrue == true || SourceFacts.ListsNull(schema),
            }
            : ReadNames(facts.Add(type, schema, path), schema, path, depth);
    }

    /// <summary>Adds to an object of any names what these keep to.</summary>
    private SourceType ReadNames(SourceType type, JsonNode schema, string path, int depth)
    {
        if (
            type.Kind is not (WireKind.Map or WireKind.AnyObject)
            || schema.Find("propertyNames") is not { Value.IsTrue: false } member
        )
        {
            return type;
        }

        // That a name is a text goes without saying.
        var names =
            member.Value.Kind == JsonKind.Object && !member.Value.Members.Any(keyword => SaysType(keyword.Name))
                ? facts.Add(new SourceType(WireKind.String), member.Value, path)
                : Read(member.Value, path, depth + 1);
        return whole.AddNames(type, member, names, path);
    }

    private static bool SaysType(string keyword) =>
        keyword is "$ref" or "type" or "enum" or "allOf" or "anyOf" or "oneOf";

    private SourceType ReadBareType(JsonNode schema, string path, int depth)
    {
        if (schema.Find("$ref") is { Value.Kind: JsonKind.String } reference)
        {
            return ReadReference(reference.Value, path, depth);
        }

        // OpenAPI wraps a reference that has a description beside it.
        if (schema.Find("allOf")?.Value is { Items.Count: 1 } wrapper && schema.Find("properties") is null)
        {
            return Read(wrapper.Items[0], path, depth + 1);
        }

        if (schema.Find("enum")?.Value is { Kind: JsonKind.Array } values)
        {
            var read = ReadValues(schema, values);
            if (read.Count > 0)
            {
                if (values.Items.Any(value => value.Kind is not (JsonKind.String or JsonKind.Null)))
                {
                    diagnostics.Report(
                        SchemaImportRules.UnsupportedSource,
                        values.Mark,
                        $"{path} lists values of several types.",
                        "Its texts came in; write the other values by hand where they matter."
                    );
                }

                return new SourceType(WireKind.Enum, Values: read);
            }
        }

        if (SourceObjects.HasSeveralTypes(schema))
        {
            return NotUnderstood(schema, path, "is of several types");
        }

        var format = schema.TextOf("contentEncoding") == "base64" ? "byte" : Format(schema.TextOf("format"));
        return SourceObjects.TypeName(schema) switch
        {
            "boolean" => new SourceType(WireKind.Boolean),
            "integer" => new SourceType(WireKind.Integer, format),
            "number" => new SourceType(WireKind.Number, format),
            "string" => new SourceType(WireKind.String, format ?? SourceFacts.FormatInWords(schema)),
            "array" => new SourceType(WireKind.List, Element: ReadElement(schema, "items", path, depth)),
            "object" => ReadObject(schema, path, depth),
            "any" => new SourceType(WireKind.Any),
            null when SourceFacts.TypeOfConstant(schema) is { } constant => constant,
            null when objects.IsMessage(schema) => new SourceType(WireKind.Message, Name: NameInline(schema, path)),
            null when schema.Find("oneOf") is null && schema.Find("anyOf") is null && schema.Find("allOf") is null =>
                new SourceType(WireKind.Any),
            _ => NotUnderstood(schema, path, "is a type of a kind that is not imported"),
        };
    }

    private SourceType ReadObject(JsonNode schema, string path, int depth)
    {
        if (schema.Find("properties") is not null)
        {
            return new SourceType(WireKind.Message, Name: NameInline(schema, path));
        }

        if (schema.Find("required") is { Value.Items.Count: > 0 } required)
        {
            facts.Tell(required, path);
        }

        var values = schema.Find("additionalProperties")?.Value;
        if (values is not { Kind: JsonKind.Object })
        {
            return SourceObjectFacts.PatternsOf(schema) is { Count: > 0 } patterns
                ? new SourceType(
                    WireKind.Map,
                    Element: Read(schema.Find("patternProperties")!.Value.Members[0].Value, path, depth + 1),
                    Patterns: new EquatableArray<string>(patterns)
                )
                : new SourceType(WireKind.AnyObject);
        }

        var element = Read(values, path, depth + 1);
        return element.Kind == WireKind.Any
            ? new SourceType(WireKind.AnyObject)
            : new SourceType(WireKind.Map, Element: element);
    }

    /// <summary>The name of an object that is written in place: that of its place, as C# would have it.</summary>
    private string NameInline(JsonNode schema, string path)
    {
        if (inline.TryGetValue(schema, out var known))
        {
            return known;
        }

        var made = CSharpName.Safe(string.Concat(path.Split('.').Select(CSharpName.Pascal)), "Object");
        var name = made;
        for (var number = 2; schemas.ContainsKey(name); number++)
        {
            name = FormattableString.Invariant($"{made}{number}");
        }

        inline.Add(schema, name);
        var key = JsonNode.Scalar(
            JsonKind.String,
            name,
            schema.Start,
            schema.Start + 1,
            schema.Mark.Line,
            schema.Mark.Column
        );
        schemas.Add(name, new JsonMember(key, schema));
        return name;
    }

    private SourceType ReadElement(JsonNode schema, string keyword, string path, int depth) =>
        schema.Find(keyword)?.Value is { } element ? Read(element, path, depth + 1) : new SourceType(WireKind.Any);

    private SourceType ReadReference(JsonNode reference, string path, int depth)
    {
        var target = reference.Text;
        var name = objects.NameOf(target);
        if (origin.IsPrefixed(name) && !schemas.ContainsKey(name))
        {
            name = origin.Bare(name);
        }

        if (!schemas.TryGetValue(name, out var member))
        {
            diagnostics.Report(
                SchemaImportRules.DanglingSourceReference,
                reference.Mark,
                $"{path} refers to {Wording.Shown(target)}, which the source does not define."
            );
            return new SourceType(WireKind.Dangling, Name: name);
        }

        if (objects.IsMessage(member.Value))
        {
            return new SourceType(WireKind.Message, Name: name);
        }

        if (!beingRead.Add(name))
        {
            return NotUnderstood(reference, path, $"leads back to {Wording.Shown(name)} and never to an object");
        }

        var type = Read(member.Value, name, depth + 1);
        beingRead.Remove(name);
        return type.Kind == WireKind.Enum ? type with { Name = name } : type;
    }

    private static EquatableArray<SourceValue> ReadValues(JsonNode schema, JsonNode values)
    {
        var words = schema.Find("enumDescriptions")?.Value ?? schema.Find("x-google-enum-descriptions")?.Value;
        var deprecated = schema.Find("enumDeprecated")?.Value ?? schema.Find("x-google-enum-deprecated")?.Value;
        var read = new List<SourceValue>(values.Items.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < values.Items.Count; i++)
        {
            if (values.Items[i].Kind == JsonKind.String && seen.Add(values.Items[i].Text))
            {
                var description =
                    words is not null && i < words.Items.Count ? SourceDocument.Plain(words.Items[i].Text) : null;
                var isDeprecated = deprecated is not null && i < deprecated.Items.Count && deprecated.Items[i].IsTrue;
                read.Add(new SourceValue(values.Items[i].Text, description, isDeprecated));
            }
        }

        return new EquatableArray<SourceValue>(read);
    }

    private SourceType NotUnderstood(JsonNode schema, string path, string what)
    {
        diagnostics.Report(SchemaImportRules.UnsupportedSource, schema.Mark, path + " " + what + ".");
        return new SourceType(WireKind.Any);
    }

    /// <summary>Our names of the formats; those that mean nothing to us are dropped.</summary>
    private static string? Format(string? format) =>
        format switch
        {
            "google-datetime" or "date-time" => "date-time",
            "google-duration" or "duration" => "duration",
            "int32" or "int64" or "float" or "double" or "byte" => format,
            _ => null,
        };
}
