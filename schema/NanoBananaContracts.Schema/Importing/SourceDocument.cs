namespace NanoBananaContracts.Schema;

/// <summary>
/// The messages of an API description: a Google discovery document or an OpenAPI 3 document. The two differ in where
/// things stand and what they are called, hardly in what they say. Messages are read when asked for, so that trouble in
/// parts of the API nobody imports is nobody's trouble.
/// </summary>
internal sealed class SourceDocument
{
    private readonly Dictionary<string, JsonMember> schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceMessage?> messages = new(StringComparer.Ordinal);
    private readonly DiagnosticBag diagnostics;
    private readonly SourceFacts facts;
    private readonly SourceObjects objects;
    private readonly SourceTypes types;
    private readonly SourceObjectFacts whole;

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
        whole = new SourceObjectFacts(facts, diagnostics);
        types = new SourceTypes(this.schemas, objects, facts, whole, origin, diagnostics);
        Revision = revision;
        Origin = origin;
        foreach (var member in schemas.Members)
        {
            this.schemas[member.Name] = member;
        }

        // Under the file's names too; a name that is another message's stays that one's.
        foreach (var member in schemas.Members)
        {
            if (origin.IsPrefixed(member.Name) && !this.schemas.ContainsKey(origin.Bare(member.Name)))
            {
                this.schemas.Add(origin.Bare(member.Name), member);
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

    private SourceMessage ReadMessage(string message, JsonNode schema)
    {
        var properties = new List<SourceProperty>();
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        var byCSharpName = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
        foreach (var field in objects.PropertiesOf(schema))
        {
            var property = field.Property;
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
            properties.Add(ReadProperty(field, message));
        }

        TellOfUnknown(schema, message, properties, leftOut);

        var readOnly = new HashSet<string>(
            properties.Where(property => property.ReadOnly).Select(property => property.Name),
            StringComparer.Ordinal
        );
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
            ReadOthers(schema, message),
            whole.Of([.. objects.WholeOf(schema)], message, readOnly),
            leftOut
        );
    }

    /// <summary>The type of the fields that are not named, less its bounds, which nothing checks there.</summary>
    private SourceType? ReadOthers(JsonNode schema, string message)
    {
        if (schema.Find("additionalProperties") is not { Value: { Kind: JsonKind.Object, Members.Count: > 0 } } member)
        {
            return null;
        }

        var type = types.Read(member.Value, message + ".others");
        if (type.Facts is { Count: > 0 } || (type.Nullable && type.Kind != WireKind.Any))
        {
            diagnostics.Report(
                SchemaImportRules.LeftOut,
                member.Key.Mark,
                $"The fields of {message} that are not named came in with their type alone: bounds and null cannot be said of them."
            );
        }

        return type.Kind == WireKind.Any ? null : type with { Facts = null };
    }

    /// <summary>Reports names that are required and are no properties: nothing here can ask for them.</summary>
    private void TellOfUnknown(
        JsonNode schema,
        string message,
        List<SourceProperty> properties,
        ICollection<string> leftOut
    )
    {
        var known = new HashSet<string>(properties.Select(property => property.Name), StringComparer.Ordinal);
        foreach (var name in objects.RequiredOf(schema).Where(name => name.Kind == JsonKind.String))
        {
            if (!leftOut.Contains(name.Text) && known.Add(name.Text))
            {
                diagnostics.Report(
                    SchemaImportRules.LeftOut,
                    name.Mark,
                    $"{message} requires {Wording.Shown(name.Text)}, which is none of its properties. That did not come in."
                );
            }
        }
    }

    private SourceProperty ReadProperty(SourceField field, string message)
    {
        var property = field.Property;
        var path = message + "." + property.Name;
        var type =
            field.Others.Count > 0 && !field.Always ? ReadDiffering(field, path) : types.Read(property.Value, path);
        if (field.Others.Count > 0)
        {
            diagnostics.Report(
                SchemaImportRules.LeftOut,
                field.Others[0].Key.Mark,
                field.Always
                    ? $"{path} is told here again, and otherwise. What is told here did not come in."
                    : $"{path} is told otherwise in another of the objects that {message} may be. What both take came in, and no values or bounds."
            );
        }

        return new SourceProperty(
            property.Name,
            type,
            Words(property.Value),
            IsTrue(property.Value, "readOnly"),
            IsTrue(property.Value, "deprecated"),
            property.Key.Mark,
            field.Others.Count > 0 && !field.Always ? null : facts.DefaultOf(property.Value, type, path)
        );
    }

    /// <summary>The type of what several objects have and each tells otherwise: one's alone would refuse the others' values.</summary>
    private SourceType ReadDiffering(SourceField field, string path)
    {
        var all = field.Others.Select(other => other.Value).Append(field.Property.Value).ToList();
        var isNullable = all.Exists(one => one.Find("nullable")?.Value.IsTrue == true || SourceFacts.ListsNull(one));
        return all.TrueForAll(objects.IsText) ? new SourceType(WireKind.String, Nullable: isNullable)
            : SourceObjects.TypeName(all[0]) is "boolean" or "integer" or "number"
            && all.TrueForAll(one =>
                !SourceObjects.HasSeveralTypes(one) && SourceObjects.TypeName(one) == SourceObjects.TypeName(all[0])
            )
                ? types.Read(all[0], path) with
                {
                    Format = null,
                    Facts = null,
                    Nullable = isNullable,
                }
            : new SourceType(WireKind.Any);
    }

    private static bool IsTrue(JsonNode schema, string keyword) => schema.Find(keyword)?.Value.IsTrue == true;

    private static string? Words(JsonNode schema) => schema.TextOf("description") is { } words ? Plain(words) : null;

    /// <summary>Words on one line; null for none.</summary>
    /// <param name="words">Words.</param>
    public static string? Plain(string words)
    {
        var plain = string.Join(" ", words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return plain.Length == 0 ? null : plain;
    }
}
