namespace NanoBananaContracts.Schema;

/// <summary>Brings messages that are on both sides up to the source.</summary>
internal sealed class MessageMerge(
    ImportContext import,
    NewTypes types,
    NewProperties properties,
    VanishedMarks vanished
)
{
    /// <summary>Keywords that say what type a value has.</summary>
    private static readonly string[] TypeKeywords =
    [
        "$ref",
        "type",
        "format",
        "contentEncoding",
        "contentMediaType",
        "items",
        "additionalProperties",
        "patternProperties",
        "enum",
    ];

    /// <summary>Brings one in.</summary>
    /// <param name="message">The file's.</param>
    public void Merge(JsonNode message)
    {
        var name = import.Target.NameOf(message);
        var counterpart = import.Match.SourceOf(message)!;
        if (import.Target.IsDefinition(message) && name != counterpart.Name)
        {
            import.Changed(SchemaImportChangeKind.Matched, name, counterpart.Name + " in the source");
        }

        var change = new MemberChange();
        if (import.Scope.Owns(message))
        {
            Describe(message, counterpart.Description, name, change);
            Deprecate(message, counterpart.Deprecated, name, change);
            vanished.Return(message, name, change);
        }

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in import.Target.PropertiesOf(message))
        {
            present.Add(property.Name);
        }

        foreach (var property in message.Find("properties")?.Value.Members ?? [])
        {
            if (counterpart.Find(property.Name) is { } same)
            {
                if (import.Scope.Changes(message, property.Value))
                {
                    MergeProperty(property.Value, same, message);
                }
                else
                {
                    Compare(property.Value, same, name);
                }
            }
            else if (!counterpart.LeftOut.Contains(property.Name) && import.Scope.Governs(message, property.Value))
            {
                vanished.Mark(property.Value, name + "." + property.Name);
            }
        }

        // A message that was only named, for the source to fill, takes what the source requires.
        var isStub = present.Count == 0 && message.Find("required") is null;
        var required = new List<string>();
        var added = new MemberChange();
        var taken = properties.NamesIn(message, counterpart);
        foreach (var property in counterpart.Properties)
        {
            if (!present.Contains(property.Name) && properties.Add(added, property, taken, message))
            {
                import.Changed(SchemaImportChangeKind.Added, name + "." + property.Name, Hint(message));
                if (counterpart.Required.Contains(property.Name) && isStub)
                {
                    // What only the service sets cannot be required of whoever sends.
                    required.AddRange(property.ReadOnly ? [] : [property.Name]);
                }
                else if (counterpart.Required.Contains(property.Name))
                {
                    import.Diagnostics.Report(
                        SchemaImportRules.LeftOut,
                        property.Mark,
                        $"The source requires {name}.{property.Name}, and what is required of a message that is there is for people to say.",
                        "Add it to \"required\" where that is so."
                    );
                }
            }
        }

        AddProperties(message, added, change);
        if (required.Count > 0)
        {
            change.Add("required", NewJson.Strings(required));
        }

        if (isStub)
        {
            var whole = types.WriteWhole(counterpart, name).Where(fact => message.Find(fact.Key) is null);
            change.Added.AddRange(whole);
        }

        import.Apply(message, change);
    }

    /// <summary>What no description of an API says and people must: whether a new field is one of those to choose from.</summary>
    private static string? Hint(JsonNode message) =>
        message.Find("oneOf") is null && message.Find("anyOf") is null
            ? null
            : "the object chooses between fields: add a branch if this is one of them";

    private void AddProperties(JsonNode message, MemberChange added, MemberChange change)
    {
        if (added.IsEmpty)
        {
            return;
        }

        if (message.Find("properties")?.Value is { Kind: JsonKind.Object } properties)
        {
            import.Apply(properties, added);
        }
        else
        {
            change.Add("properties", NewJson.Object(added.Added));
        }
    }

    /// <summary>Says where another API's field of that name has another shape; what it is here is not for the source to say.</summary>
    private void Compare(JsonNode property, SourceProperty same, string message)
    {
        if (!import.Match.Agree(import.Target.TypeOf(property), same.Type))
        {
            import.Diagnostics.Report(
                SchemaImportRules.OtherShape,
                same.Mark,
                $"{message}.{same.Name} is {Shown(same.Type)} in the source, and something else in the file."
            );
        }
    }

    private void MergeProperty(JsonNode property, SourceProperty same, JsonNode owner)
    {
        var message = import.Target.NameOf(owner);
        if (property.Kind != JsonKind.Object)
        {
            return;
        }

        var path = message + "." + same.Name;
        var change = new MemberChange();
        Describe(property, same.Description, path, change);
        Deprecate(property, same.Deprecated, path, change);
        var isRequired = owner.Find("required")?.Value.Items.Any(name => name.Text == same.Name) == true;
        if (same.ReadOnly && isRequired && property.Find("readOnly") is null)
        {
            import.Diagnostics.Report(
                SchemaImportRules.LeftOut,
                same.Mark,
                $"{path} is read-only in the source, and required here: it can only be one of the two.",
                "Take it out of \"required\" where the source is right, and import again."
            );
        }
        else if (same.ReadOnly && property.Find("readOnly") is null)
        {
            change.Add("readOnly", NewJson.True);
            import.Changed(SchemaImportChangeKind.Changed, path, "read-only");
        }

        vanished.Return(property, path, change);
        if (import.Scope.OutdatedMark(property) is { } mark)
        {
            change.Removed.Add(mark);
            import.Changed(SchemaImportChangeKind.Changed, path, SourceScope.KnownToAll);
        }

        var ours = import.Target.TypeOf(property);
        if (!import.Match.Agree(ours, same.Type))
        {
            ChangeType(property, same.Type, path, types.Write(same.Type, message, same.Name), change);
        }

        import.Apply(property, change);
    }

    private void ChangeType(
        JsonNode property,
        SourceType type,
        string path,
        List<KeyValuePair<string, NewJson>> replacement,
        MemberChange change
    )
    {
        var placed = false;
        foreach (var member in property.Members)
        {
            if (Array.IndexOf(TypeKeywords, member.Name) < 0 && TargetSchema.NullableReference(member) is null)
            {
                continue;
            }

            if (placed || replacement.Count == 0)
            {
                change.Removed.Add(member);
            }
            else
            {
                change.Replaced.Add(member, replacement);
                placed = true;
            }
        }

        if (!placed)
        {
            change.Added.AddRange(replacement);
        }

        import.Changed(SchemaImportChangeKind.Changed, path, "now " + Shown(type));
    }

    private void Describe(JsonNode node, string? words, string path, MemberChange change)
    {
        if (import.Options.WithDescriptions && words is not null && node.Find("description") is null)
        {
            change.Add("description", NewJson.String(words));
            import.Changed(SchemaImportChangeKind.Changed, path, "described");
        }
    }

    private void Deprecate(JsonNode node, bool deprecated, string path, MemberChange change)
    {
        if (deprecated && node.Find("deprecated") is null)
        {
            change.Add("deprecated", NewJson.True);
            import.Changed(SchemaImportChangeKind.Changed, path, "deprecated");
        }
    }

    private static string Shown(SourceType type) =>
        type.Kind switch
        {
            WireKind.List => "a list: " + Shown(type.Element!),
            WireKind.Map => "a map: " + Shown(type.Element!),
            WireKind.Message => type.Name!,
            WireKind.AnyObject => "any object",
            WireKind.Enum => "an enum",
            _ => type.Format ?? type.Kind.ToString().ToLowerInvariant(),
        };
}
