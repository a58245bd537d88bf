namespace NanoBananaContracts.Schema;

/// <summary>Writes new properties under C# names that are free, so that what an import writes is a schema that still builds.</summary>
internal sealed class NewProperties(ImportContext import, NewTypes types)
{
    /// <summary>The names in a message of the file.</summary>
    public PropertyNames NamesIn(JsonNode message, SourceMessage counterpart)
    {
        var key = import.Target.NameOf(message);
        var record = import.Target.IsDefinition(message) ? CSharpName.Pascal(key) : "";
        var isExtended = message.Find("additionalProperties")?.Value is { Kind: JsonKind.Object };
        var taken = new PropertyNames(key, message.TextOf("x-name") ?? record, isExtended, counterpart);
        foreach (var property in import.Target.PropertiesOf(message))
        {
            taken.WireNames[property.Value.TextOf("x-name") ?? CSharpName.Pascal(property.Name)] = property.Name;
        }

        return taken;
    }

    /// <summary>Adds a property of the source under a name that C# allows there, or leaves it out where it has one already.</summary>
    /// <param name="added">Takes the property.</param>
    /// <param name="property">The property.</param>
    /// <param name="taken">The names in its message; takes the new one.</param>
    /// <param name="message">Its message, where that is in the file already.</param>
    /// <returns>True when it was added.</returns>
    public bool Add(MemberChange added, SourceProperty property, PropertyNames taken, JsonNode? message = null)
    {
        var name = CSharpName.Pascal(property.Name);
        if (taken.WireNames.TryGetValue(name, out var other))
        {
            import.Diagnostics.Report(
                SchemaImportRules.SourceNameClash,
                property.Mark,
                $"{taken.Message}.{property.Name} and {other}, which is there already, make the same C# name, {name}.",
                $"{property.Name} was left out."
            );
            return false;
        }

        string? given = null;
        if (ReservedNames.InMessage(name, taken.Record, taken.IsExtended))
        {
            given = name + "Value";
            for (var number = 2; taken.Has(given); number++)
            {
                given = FormattableString.Invariant($"{name}Value{number}");
            }

            import.Diagnostics.Report(
                SchemaImportRules.SourceNameClash,
                property.Mark,
                $"{taken.Message}.{property.Name} would be named {name} in C#, which the record needs for itself.",
                $"It came in with the x-name {given}."
            );
        }

        taken.WireNames.Add(given ?? name, property.Name);
        added.Add(property.Name, NewProperty(property, taken.Message, given, message));
        return true;
    }

    private NewJson NewProperty(SourceProperty property, string message, string? givenName, JsonNode? container)
    {
        var members = types.Write(property.Type, message, property.Name);
        if (property.Type.Nullable && members.Count > 0)
        {
            members[0] =
                members[0].Key == "type"
                    ? NewJson.Member("type", NewJson.List([members[0].Value, NewJson.String("null")]))
                    : NewJson.Member(
                        "anyOf",
                        NewJson.List([
                            NewJson.Object([members[0]], true),
                            NewJson.Object([NewJson.Member("type", "null")], true),
                        ])
                    );
        }

        for (var element = property.Type.Element; element is not null; element = element.Element)
        {
            if (element is { Nullable: true, Kind: not WireKind.Any })
            {
                import.Diagnostics.Report(
                    SchemaImportRules.LeftOut,
                    property.Mark,
                    $"What {message}.{property.Name} holds may be null in the source, which no item of a list and no value of a map can be here."
                );
            }
        }

        members.AddRange(property.Type.Facts ?? []);
        if (property.Default is { } assumed)
        {
            members.Add(NewJson.Member("default", assumed));
        }

        if (givenName is not null)
        {
            members.Add(NewJson.Member("x-name", givenName));
        }

        AddFacts(members, property.Description, property.Deprecated);
        if (property.ReadOnly)
        {
            members.Add(NewJson.Member("readOnly", NewJson.True));
        }

        if (container is not null)
        {
            import.Scope.MarkProperty(container, members);
        }

        return NewJson.Object(members);
    }

    /// <summary>Adds what the source says beside the type.</summary>
    /// <param name="members">Takes it.</param>
    /// <param name="words">Its words, or null.</param>
    /// <param name="deprecated">Whether it is deprecated.</param>
    public void AddFacts(List<KeyValuePair<string, NewJson>> members, string? words, bool deprecated)
    {
        if (import.Options.WithDescriptions && words is not null)
        {
            members.Add(NewJson.Member("description", NewJson.String(words)));
        }

        if (deprecated)
        {
            members.Add(NewJson.Member("deprecated", NewJson.True));
        }
    }
}

/// <summary>C# names in one message.</summary>
/// <param name="message">Key of the message.</param>
/// <param name="record">Its own C# name; empty where it is written in place.</param>
/// <param name="isExtended">True where it types the fields that are not named.</param>
/// <param name="counterpart">The message of the source, whose names are not to be taken by others.</param>
internal sealed class PropertyNames(string message, string record, bool isExtended, SourceMessage counterpart)
{
    public string Message => message;

    public string Record => record;

    public bool IsExtended => isExtended;

    /// <summary>Wire name of each property by its C# name.</summary>
    public Dictionary<string, string> WireNames { get; } = new(StringComparer.Ordinal);

    /// <summary>True when a property has the name, or is about to come in under it.</summary>
    public bool Has(string name)
    {
        if (WireNames.ContainsKey(name))
        {
            return true;
        }

        foreach (var property in counterpart.Properties)
        {
            if (CSharpName.Pascal(property.Name) == name)
            {
                return true;
            }
        }

        return false;
    }
}
