namespace NanoBananaContracts.Schema;

/// <summary>
/// The messages of an API description: a Google discovery document or an OpenAPI 3 document. The two differ in where
/// things stand and what they are called, hardly in what they say. Messages are read when asked for, so that trouble in
/// parts of the API nobody imports is nobody's trouble.
/// </summary>
internal sealed class SourceDocument
{
    private const int DeepestType = 32;

    private readonly Dictionary<string, JsonMember> schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceMessage?> messages = new(StringComparer.Ordinal);
    private readonly HashSet<string> beingRead = new(StringComparer.Ordinal);
    private readonly Dictionary<JsonNode, string> inline = [];
    private readonly DiagnosticBag diagnostics;
    private readonly SourceFacts facts;
    private readonly SourceObjects objects;

    private SourceDocument(
        JsonNode schemas,
        string referencePrefix,
        string revision,
        SourceOrigin origin,
        DiagnosticBag diagnostics
    )
    {
        objects = new SourceObjects(this.schemas, referencePrefix);
        this.diagnostics = diagnostics;
        facts = new SourceFacts(diagnostics);
        Revision = revision;
        Origin = origin;
        foreach (var member in schemas.Members)
        {
            this.schemas[member.Name] = member;
        }

        // Under the file's names too; a name that is another message's stays that one's.
        foreach (var member in schemas.Members)
        {
            if (IsPrefixed(member.Name) && !this.schemas.ContainsKey(Bare(member.Name)))
            {
                this.schemas.Add(Bare(member.Name), member);
                this.schemas.Remove(member.Name);
            }
        }
    }

    /// <summary>Whose it is.</summary>
    public SourceOrigin Origin { get; }

    /// <summary>The revision the source gives itself, or <c>unknown</c>.</summary>
    public string Revision { get; }

    /// <summary>The calls of an OpenAPI document, by their paths; null in a discovery document, where all bodies are JSON.</summary>
    public JsonNode? Paths { get; private set; }

    /// <summary>Tells the two formats apart by what they say of themselves.</summary>
    /// <param name="root">The document.</param>
    /// <param name="wanted">Names of the messages that the file's operations send and read.</param>
    /// <param name="diagnostics">Takes trouble.</param>
    /// <returns>The document, or null when it is neither.</returns>
    public static SourceDocument? Open(JsonNode root, IReadOnlyList<string> wanted, DiagnosticBag diagnostics)
    {
        var kind = root.TextOf("kind");
        var openApi = root.TextOf("openapi");
        if (root.Kind == JsonKind.Object && openApi?.StartsWith("3.", StringComparison.Ordinal) == true)
        {
            var info = root.Find("info")?.Value;
            var revision = info is null ? null : info.TextOf("x-google-revision") ?? info.TextOf("version");
            if (root.Find("components")?.Value.Find("schemas")?.Value is { Kind: JsonKind.Object } components)
            {
                return new SourceDocument(
                    components,
                    "#/components/schemas/",
                    revision ?? "unknown",
                    SourceOrigin.Of(root, components, wanted),
                    diagnostics
                )
                {
                    Paths = root.Find("paths")?.Value,
                };
            }

            diagnostics.Report(
                SchemaImportRules.UnknownSource,
                root.Mark,
                "The OpenAPI document has no schemas under components."
            );
            return null;
        }

        if (
            root.Kind == JsonKind.Object
            && (kind == "discovery#restDescription" || root.Find("discoveryVersion") is not null)
            && root.Find("schemas")?.Value is { Kind: JsonKind.Object } discovered
        )
        {
            return new SourceDocument(
                discovered,
                "",
                root.TextOf("revision") ?? "unknown",
                SourceOrigin.Of(root, discovered, wanted),
                diagnostics
            );
        }

        diagnostics.Report(
            SchemaImportRules.UnknownSource,
            root.Mark,
            openApi is null
                ? "This is neither a discovery document nor an OpenAPI document."
                : "OpenAPI " + openApi + " is not supported."
        );
        return null;
    }

    /// <summary>The message of that name, or null when there is none.</summary>
    /// <param name="name">Name in the source.</param>
    public SourceMessage? Find(string name)
    {
        if (!messages.TryGetValue(name, out var message))
        {
            message =
                schemas.TryGetValue(name, out var member) && objects.IsMessage(member.Value)
                    ? ReadMessage(name, member.Value)
                    : null;
            messages.Add(name, message);
        }

        return message;
    }

    private bool IsPrefixed(string name) =>
        Origin.NamePrefix.Length > 0
        && name.Length > Origin.NamePrefix.Length
        && name.StartsWith(Origin.NamePrefix, StringComparison.Ordinal);

    private string Bare(string name) => name.Substring(Origin.NamePrefix.Length);

    private SourceMessage ReadMessage(string message, JsonNode schema)
    {
        var properties = new List<SourceProperty>();
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        var byCSharpName = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        foreach (var property in objects.PropertiesOf(schema))
        {
            var name = CSharpName.Pascal(property.Name);
            if (name.Length == 0)
            {
                diagnostics.Report(
                    SchemaImportRules.UnsupportedSource,
                    property.Key.Mark,
                    $"{message} has a property {Wording.Shown(property.Name)}, of which no C# name can be made.",
                    "It was left out; where it matters write it by hand, with an x-name."
                );
                leftOut.Add(property.Name);
                continue;
            }

            if (byCSharpName.TryGetValue(name, out var other))
            {
                // Google names a field with a leading underscore where the plain name stands beside it: the plain one
                // is the one to use.
                var loser = other.Name[0] == '_' ? other : property;
                var winner = loser == other ? property : other;
                diagnostics.Report(
                    SchemaImportRules.SourceNameClash,
                    loser.Key.Mark,
                    $"{message}.{loser.Name} and {message}.{winner.Name} make the same C# name, {name}.",
                    $"{loser.Name} was left out."
                );
                leftOut.Add(loser.Name);
                properties.RemoveAll(read => read.Name == loser.Name);
                if (loser == property)
                {
                    continue;
                }
            }

            byCSharpName[name] = property;
            properties.Add(ReadProperty(property, message));
        }

        facts.TellOfObject(schema, message);
        return new SourceMessage(
            message,
            Words(schema),
            IsTrue(schema, "deprecated"),
            properties,
            [
                .. objects
                    .RequiredOf(schema)
                    .Where(name => name.Kind == JsonKind.String)
                    .Select(name => name.Text)
                    .Distinct(StringComparer.Ordinal),
            ],
            schema.Find("additionalProperties")?.Value is { Kind: JsonKind.Boolean, IsTrue: false },
            leftOut
        );
    }

    private SourceProperty ReadProperty(JsonMember property, string message)
    {
        var path = message + "." + property.Name;
        var type = ReadType(property.Value, path, 0);
        return new SourceProperty(
            property.Name,
            type,
            Words(property.Value),
            IsTrue(property.Value, "readOnly"),
            IsTrue(property.Value, "deprecated"),
            property.Key.Mark,
            facts.DefaultOf(property.Value, type, path)
        );
    }

    private SourceType ReadType(JsonNode schema, string path, int depth)
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
                return ReadType(types[0], path, depth + 1) with { Nullable = true };
            }

            if (types.TrueForAll(objects.IsText))
            {
                facts.TellOfTexts(choice, path);
                return new SourceType(WireKind.String, Nullable: takesNull);
            }
        }

        var type = ReadBareType(schema, path, depth);
        return schema.Find("$ref") is null ? facts.Add(type, schema, path) : type;
    }

    private SourceType ReadBareType(JsonNode schema, string path, int depth)
    {
        if (schema.Find("$ref") is { Value.Kind: JsonKind.String } reference)
        {
            return ReadReference(reference.Value, path, depth);
        }

        // OpenAPI wraps a reference that has a description beside it.
        if (schema.Find("allOf")?.Value is { Items.Count: 1 } wrapper)
        {
            return ReadType(wrapper.Items[0], path, depth + 1);
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

        var values = schema.Find("additionalProperties")?.Value;
        if (values is not { Kind: JsonKind.Object })
        {
            return new SourceType(WireKind.AnyObject);
        }

        var element = ReadType(values, path, depth + 1);
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
        schema.Find(keyword)?.Value is { } element ? ReadType(element, path, depth + 1) : new SourceType(WireKind.Any);

    private SourceType ReadReference(JsonNode reference, string path, int depth)
    {
        var target = reference.Text;
        var name = objects.NameOf(target);
        if (IsPrefixed(name) && !schemas.ContainsKey(name))
        {
            name = Bare(name);
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

        var type = ReadType(member.Value, name, depth + 1);
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
                var description = words is not null && i < words.Items.Count ? Plain(words.Items[i].Text) : null;
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

    private static bool IsTrue(JsonNode schema, string keyword) => schema.Find(keyword)?.Value.IsTrue == true;

    private static string? Words(JsonNode schema) => schema.TextOf("description") is { } words ? Plain(words) : null;

    private static string? Plain(string words)
    {
        var plain = string.Join(" ", words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return plain.Length == 0 ? null : plain;
    }
}
