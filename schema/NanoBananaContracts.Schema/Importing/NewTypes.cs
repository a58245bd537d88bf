namespace NanoBananaContracts.Schema;

/// <summary>Writes types the file does not have yet, and gives keys to the definitions they need.</summary>
internal sealed class NewTypes(ImportContext import)
{
    private const string ReferencePrefix = "#/$defs/";

    private readonly Dictionary<string, string> messages = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<SourceType, string>> enums = [];

    /// <summary>Messages that are referred to and not written yet, with their keys.</summary>
    public Queue<KeyValuePair<string, SourceMessage>> Pending { get; } = new();

    /// <summary>Definitions of new enums.</summary>
    public List<KeyValuePair<string, NewJson>> Enums { get; } = [];

    /// <summary>The keywords of a type, and what they refer to.</summary>
    /// <param name="type">The source's type.</param>
    /// <param name="message">Key of the message it stands in.</param>
    /// <param name="property">The property.</param>
    /// <param name="isList">True within a list.</param>
    public List<KeyValuePair<string, NewJson>> Write(
        SourceType type,
        string message,
        string property,
        bool isList = false
    ) =>
        type.Kind switch
        {
            WireKind.Boolean => [NewJson.Member("type", "boolean")],
            WireKind.Integer => Formatted("integer", type.Format),
            WireKind.Number => Formatted("number", type.Format),
            WireKind.String when type.Format == "byte" =>
            [
                NewJson.Member("type", "string"),
                NewJson.Member("contentEncoding", "base64"),
            ],
            WireKind.String => Formatted("string", type.Format),
            WireKind.Enum => SpelledReference(type)
                ?? [NewJson.Member("$ref", ReferencePrefix + EnumKey(type, message, property, isList))],
            WireKind.Message => [NewJson.Member("$ref", ReferencePrefix + MessageKey(type.Name!))],
            WireKind.List =>
            [
                NewJson.Member("type", "array"),
                NewJson.Member("items", NewJson.Object(WriteElement(type.Element!, message, property), true)),
            ],
            WireKind.Map when !type.Patterns.IsEmpty =>
            [
                NewJson.Member("type", "object"),
                NewJson.Member("patternProperties", WritePatterns(type, message, property)),
                NewJson.Member("additionalProperties", NewJson.False),
            ],
            WireKind.Map =>
            [
                NewJson.Member("type", "object"),
                NewJson.Member(
                    "additionalProperties",
                    NewJson.Object(WriteElement(type.Element!, message, property), true)
                ),
            ],
            WireKind.AnyObject =>
            [
                NewJson.Member("type", "object"),
                NewJson.Member("additionalProperties", NewJson.True),
            ],
            _ => [],
        };

    /// <summary>The keywords of an item or a map value, bounds included.</summary>
    public List<KeyValuePair<string, NewJson>> WriteElement(SourceType type, string message, string property)
    {
        // The only value of an item is an enum of one.
        if (type.Facts?.FirstOrDefault(fact => fact.Key == "const").Value is { } only)
        {
            var members = Write(type with { Format = null }, message, property, isList: true);
            members.Add(NewJson.Member("enum", NewJson.List([only])));
            return members;
        }

        return [.. Write(type, message, property, isList: true), .. type.Facts ?? []];
    }

    /// <summary>What is said of a message as a whole.</summary>
    /// <param name="source">The source's message.</param>
    /// <param name="message">Its key.</param>
    public List<KeyValuePair<string, NewJson>> WriteWhole(SourceMessage source, string message)
    {
        var members = new List<KeyValuePair<string, NewJson>>();
        if (source.Closed)
        {
            members.Add(NewJson.Member("additionalProperties", NewJson.False));
        }
        else if (source.Others is { } others)
        {
            members.Add(
                NewJson.Member("additionalProperties", NewJson.Object(WriteElement(others, message, "others"), true))
            );
        }

        members.AddRange(source.Facts);
        return members;
    }

    private NewJson WritePatterns(SourceType type, string message, string property)
    {
        var value = NewJson.Object(WriteElement(type.Element!, message, property), true);
        return NewJson.Object([.. type.Patterns.Select(pattern => NewJson.Member(pattern, value))], true);
    }

    private static List<KeyValuePair<string, NewJson>> Formatted(string type, string? format) =>
        format is null
            ? [NewJson.Member("type", type)]
            : [NewJson.Member("type", type), NewJson.Member("format", format)];

    /// <summary>Key of a message of the source: the file's own, or a new one.</summary>
    private string MessageKey(string name)
    {
        if (import.Match.TargetOf(name) is { } known)
        {
            import.Adopted.Add(known);
            return import.Target.NameOf(known);
        }

        if (messages.TryGetValue(name, out var key))
        {
            return key;
        }

        var message = import.Source.Find(name)!;
        if (
            import.Target.Find(name) is { } unused
            && TargetSchema.IsMessage(unused)
            && import.Match.SourceOf(unused) is null
        )
        {
            import.Match.Pair(unused, message);
            import.Adopted.Add(unused);
            return name;
        }

        if (!import.Names.TakeMessage(name, out key))
        {
            import.Diagnostics.Report(
                SchemaImportRules.SourceNameClash,
                import.Target.Definitions.Mark,
                $"The source has a new message {name}, and the file uses that name for something else.",
                $"It came in as {key}."
            );
        }

        messages.Add(name, key);
        Pending.Enqueue(new KeyValuePair<string, SourceMessage>(key, message));
        import.Changed(SchemaImportChangeKind.Added, key);
        return key;
    }

    /// <summary>Key of an enum with these values: the file's own where it has one, or a new one.</summary>
    private string EnumKey(SourceType type, string message, string property, bool isList)
    {
        if (KnownEnum(type) is { } enumeration)
        {
            Adopt(enumeration, type, null);
            return import.Target.NameOf(enumeration);
        }

        foreach (var known in enums)
        {
            if (SameValues(known.Key, type))
            {
                return known.Value;
            }
        }

        var key = import.Names.TakeEnum(type.Name, message, property, isList);
        enums.Add(new KeyValuePair<SourceType, string>(type, key));
        Enums.Add(NewJson.Member(key, NewEnum(type)));
        import.Changed(SchemaImportChangeKind.Added, key);
        return key;
    }

    /// <summary>
    /// An enum of the file that the source describes with these values elsewhere, or that lists them itself and is nowhere
    /// described with others: those come in too, and would be allowed at both.
    /// </summary>
    private JsonNode? KnownEnum(SourceType type)
    {
        foreach (var use in import.Match.Enums)
        {
            foreach (var known in use.Value)
            {
                if (import.Target.IsDefinition(use.Key) && known.Spelling is null && SameValues(known.Type, type))
                {
                    return use.Key;
                }
            }
        }

        foreach (var definition in import.Target.Definitions.Members)
        {
            if (HasValues(definition.Value, type) && !IsDescribed(definition.Value))
            {
                return definition.Value;
            }
        }

        return null;
    }

    private bool IsDescribed(JsonNode enumeration) =>
        import.Match.Enums.TryGetValue(enumeration, out var uses) && uses.Exists(use => use.Spelling is null);

    /// <summary>Lets a new property use an enum of the file, which then has not vanished, and nor have its values.</summary>
    private void Adopt(JsonNode enumeration, SourceType type, string? spelling)
    {
        import.Match.Feed(enumeration, type, spelling);
        import.Adopted.Add(enumeration);
    }

    /// <summary>A reference to an enum of the file that has these values under one of its spellings, or null.</summary>
    private List<KeyValuePair<string, NewJson>>? SpelledReference(SourceType type)
    {
        foreach (var definition in import.Target.Definitions.Members)
        {
            foreach (var spelling in definition.Value.Find("x-spellings")?.Value.Members ?? [])
            {
                if (IsSpelling(definition.Value, spelling.Value, type))
                {
                    Adopt(definition.Value, type, spelling.Name);
                    return
                    [
                        NewJson.Member("$ref", ReferencePrefix + definition.Name),
                        NewJson.Member("x-spelling", spelling.Name),
                    ];
                }
            }
        }

        return null;
    }

    /// <summary>True when the source's values are those of the enum, each as the spelling has it.</summary>
    private static bool IsSpelling(JsonNode definition, JsonNode spelling, SourceType type)
    {
        var values = definition.Find("enum")?.Value.Items ?? [];
        if (values.Count != type.Values.Count || values.Count == 0)
        {
            return false;
        }

        var spelt = new HashSet<string>(
            values.Select(value => spelling.Find(value.Text)?.Value.Text ?? value.Text),
            StringComparer.Ordinal
        );
        return type.Values.All(value => spelt.Contains(value.Text));
    }

    private static bool SameValues(SourceType a, SourceType b) =>
        a.Values.Select(value => value.Text).SequenceEqual(b.Values.Select(value => value.Text));

    private static bool HasValues(JsonNode definition, SourceType type) =>
        definition.Find("enum")?.Value.Items is { } values
        && values.Select(value => value.Text).SequenceEqual(type.Values.Select(value => value.Text));

    private NewJson NewEnum(SourceType type)
    {
        var texts = new List<string>();
        var words = new List<string>();
        var deprecated = new List<string>();
        foreach (var value in type.Values)
        {
            texts.Add(value.Text);
            words.Add(import.Options.WithDescriptions ? value.Description ?? "" : "");
            if (value.Deprecated)
            {
                deprecated.Add(value.Text);
            }
        }

        var members = new List<KeyValuePair<string, NewJson>>
        {
            NewJson.Member("type", "string"),
            NewJson.Member("enum", NewJson.Strings(texts)),
        };
        if (CommonPrefix(texts) is { } prefix)
        {
            members.Add(NewJson.Member("x-enum-prefix", prefix));
        }

        if (words.Exists(word => word.Length > 0))
        {
            members.Add(NewJson.Member("x-enum-descriptions", NewJson.Strings(words)));
        }

        if (deprecated.Count > 0)
        {
            members.Add(NewJson.Member("x-enum-deprecated", NewJson.Strings(deprecated)));
        }

        import.Scope.MarkDefinition(members);
        return NewJson.Object(members);
    }

    /// <summary>The enum's own name in capitals, which the value for "not said" always carries.</summary>
    public static string? CommonPrefix(IEnumerable<string> texts)
    {
        const string NotSaid = "_UNSPECIFIED";
        return texts.FirstOrDefault() is { } first && first.EndsWith(NotSaid, StringComparison.Ordinal)
            ? first.Substring(0, first.Length - NotSaid.Length + 1)
            : null;
    }
}
