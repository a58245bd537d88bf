namespace NanoBananaContracts.Schema;

/// <summary>Writes what an import found into the file.</summary>
internal sealed class ImportMerge
{
    private readonly ImportContext import;
    private readonly NewTypes types;
    private readonly NewProperties properties;
    private readonly VanishedMarks vanished;
    private readonly MessageMerge messages;
    private readonly EnumMerge enums;
    private readonly List<KeyValuePair<string, NewJson>> written = [];

    public ImportMerge(ImportContext import)
    {
        this.import = import;
        types = new NewTypes(import);
        properties = new NewProperties(import, types);
        vanished = new VanishedMarks(import);
        messages = new MessageMerge(import, types, properties, vanished);
        enums = new EnumMerge(import);
    }

    /// <summary>Makes every change.</summary>
    /// <returns>The new text.</returns>
    public string Run()
    {
        // A new property can match further messages of the file, or need new ones, whose properties can do the same.
        for (var i = 0; i < import.Match.Messages.Count || types.Pending.Count > 0; )
        {
            if (i < import.Match.Messages.Count)
            {
                messages.Merge(import.Match.Messages[i++]);
            }
            else
            {
                WriteMessage(types.Pending.Dequeue());
            }
        }

        foreach (var use in import.Match.Enums)
        {
            enums.Merge(use.Key, use.Value);
        }

        AddDefinitions(written, "properties");
        AddDefinitions(types.Enums, "enum");
        vanished.MarkDefinitions();
        return import.Edits.Apply();
    }

    private void WriteMessage(KeyValuePair<string, SourceMessage> pending)
    {
        var (key, message) = (pending.Key, pending.Value);
        var added = new MemberChange();
        var taken = new PropertyNames(key, CSharpName.Pascal(key), message.Others is not null, message);
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in message.Properties)
        {
            // What only the service sets cannot be required of whoever sends.
            if (properties.Add(added, property, taken) && !property.ReadOnly)
            {
                present.Add(property.Name);
            }
        }

        var members = new List<KeyValuePair<string, NewJson>> { NewJson.Member("type", "object") };
        properties.AddFacts(members, message.Description, message.Deprecated);
        import.Scope.MarkDefinition(members);
        members.Add(NewJson.Member("properties", NewJson.Object(added.Added)));
        var required = message.Required.Where(present.Contains).ToList();
        if (required.Count > 0)
        {
            members.Add(NewJson.Member("required", NewJson.Strings(required)));
        }

        members.AddRange(types.WriteWhole(message, key));

        written.Add(NewJson.Member(key, NewJson.Object(members)));
    }

    /// <summary>Puts definitions behind the last of their kind, so that messages and enums stay apart where they are.</summary>
    private void AddDefinitions(List<KeyValuePair<string, NewJson>> added, string keyword)
    {
        if (added.Count == 0)
        {
            return;
        }

        for (var i = import.Target.Definitions.Members.Count - 1; i >= 0; i--)
        {
            if (import.Target.Definitions.Members[i].Value.Find(keyword) is not null)
            {
                import.Layout.InsertAfter(import.Edits, import.Target.Definitions.Members[i], added);
                return;
            }
        }

        import.Layout.InsertAfter(
            import.Edits,
            import.Target.Definitions.Members[import.Target.Definitions.Members.Count - 1],
            added
        );
    }
}
