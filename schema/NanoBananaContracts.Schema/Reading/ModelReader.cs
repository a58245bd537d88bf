namespace NanoBananaContracts.Schema;

/// <summary>Reads the model of a schema: definitions, then enums, messages and operations. One reader reads one schema.</summary>
internal sealed class ModelReader
{
    private readonly ReadingContext context;
    private readonly SchemaNodeReader nodes;
    private readonly DefinitionTable definitions;
    private readonly KeywordCheck check;
    private readonly EnumReader enums;
    private readonly TypeReader types;
    private readonly MessageReader messages;
    private readonly OperationReader operations;

    public ModelReader(DiagnosticBag findings)
    {
        context = new ReadingContext(findings);
        nodes = new SchemaNodeReader(findings, context.Suggestion);
        definitions = new DefinitionTable(context, nodes);
        check = new KeywordCheck(context);
        enums = new EnumReader(context, check);
        var bounds = new BoundsReader(context);
        var values = new ValueReader(context);
        types = new TypeReader(context, definitions, check, enums, bounds, values);
        var shapes = new ShapeReader(context, definitions, check, types, bounds, values);
        messages = new MessageReader(context, shapes);
        operations = new OperationReader(context, definitions, types);
    }

    /// <summary>Reads the model.</summary>
    /// <param name="json">The schema file.</param>
    public SchemaModel Read(JsonNode json)
    {
        if (json.Kind != JsonKind.Object)
        {
            context.Report(SchemaRules.NotASchema, json.Mark, $"{json.Describe()} stands where a schema is needed.");
            return new SchemaModel(null, null, default, default, default, default);
        }

        if (IsForeign(json))
        {
            return new SchemaModel(null, null, default, default, default, default);
        }

        var schema = nodes.Read(json, SchemaPlace.Root, "", json.Mark)!;
        var ordered = definitions.Read(schema);
        if (!schema.IsType)
        {
            CheckFrame(schema);
        }

        // Enums first: properties refer to their values.
        foreach (var definition in ordered)
        {
            if (definition.Kind == DefinitionKind.Enum)
            {
                enums.Read(definition.Node, definition.Name, definition.Key);
            }
        }

        foreach (var definition in ordered)
        {
            if (definition.Kind == DefinitionKind.Message)
            {
                context.Pending.Enqueue(new PendingMessage(definition.Node, definition.Name, definition.Key));
            }
            else if (definition.Kind == DefinitionKind.Alias)
            {
                types.ReadAlias(definition, definition.Node.Mark);
            }
        }

        var size = new SchemaSize(context);
        var read = new List<MessageDefinition>();
        var fits = true;
        while (fits && context.Pending.Count > 0)
        {
            var message = messages.Read(context.Pending.Dequeue());
            fits = size.Takes(message);
            read.Add(message);
        }

        fits = fits && size.Takes(context.Enums.Values);
        var calls = fits ? operations.Read(json.Find("x-operations")?.Value) : [];
        if (!fits || !size.Takes(calls))
        {
            // Not a part of it, which would refer to what is missing.
            return new SchemaModel(schema.Title, schema.Description, default, default, default, default);
        }

        return new SchemaModel(
            schema.Title,
            schema.Description,
            Sorted(MessageReach.Directed(read, calls), message => message.Name),
            Sorted(context.Enums.Values, definition => definition.Name),
            Sorted(calls, operation => operation.Name),
            Sorted(
                context
                    .Enums.Values.SelectMany(definition => definition.Spellings)
                    .Concat(schema.Dialects)
                    .Distinct(StringComparer.Ordinal),
                name => name
            )
        );
    }

    /// <summary>True for a description of an API in another language (reported, once).</summary>
    private bool IsForeign(JsonNode json)
    {
        var (member, language) =
            (json.Find("openapi") ?? json.Find("swagger")) is { } version ? (version, "an OpenAPI document")
            : json.Find("kind") is { Value: { Kind: JsonKind.String, Text: "discovery#restDescription" } } kind
                ? (kind, "a discovery document")
            : (null, "");
        if (member is null)
        {
            return false;
        }

        context.Report(
            SchemaRules.UnsupportedDialect,
            member.Key.Mark,
            $"This is {language}, not a contract.",
            "Make a contract of it: nanobanana schema import FILE --into my.schema.json."
        );
        return true;
    }

    private void CheckFrame(SchemaNode schema)
    {
        if (schema.Ref is { } reference)
        {
            definitions.Find(reference);
        }

        check.CheckFrame(schema);
    }

    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name) =>
        new(items.OrderBy(name, StringComparer.Ordinal));
}
