namespace NanoBananaContracts.Schema;

/// <summary>Marks what the source no longer has, and takes the mark off what it has again.</summary>
internal sealed class VanishedMarks(ImportContext import)
{
    /// <summary>Marks a node, unless it is marked: the first revision without it is when it went.</summary>
    public void Mark(JsonNode node, string path)
    {
        if (node.Kind != JsonKind.Object || node.Find(ImportContext.Vanished) is not null)
        {
            return;
        }

        var change = new MemberChange();
        change.Add(ImportContext.Vanished, NewJson.String(import.Source.Revision));
        import.Apply(node, change);
        import.Changed(SchemaImportChangeKind.Vanished, path);
    }

    /// <summary>Takes the mark off what the source has again.</summary>
    public void Return(JsonNode node, string path, MemberChange change)
    {
        if (node.Find(ImportContext.Vanished) is { } mark)
        {
            change.Removed.Add(mark);
            import.Changed(SchemaImportChangeKind.Returned, path);
        }
    }

    /// <summary>
    /// A definition has vanished when the operations reach it only through properties that have: it is found in the
    /// file's own graph, and not in the graph without them.
    /// </summary>
    public void MarkDefinitions()
    {
        var reached = new HashSet<JsonNode>();
        var surviving = new HashSet<JsonNode>();
        foreach (var root in import.Target.Roots())
        {
            Reach(root.Value, reached, onlySurviving: false);
            Reach(root.Value, surviving, onlySurviving: true);
        }

        // What a new property leads to is there to stay, though nothing in the file led to it.
        foreach (var definition in import.Adopted)
        {
            Reach(definition, surviving, onlySurviving: true);
        }

        foreach (var definition in import.Target.Definitions.Members)
        {
            if (surviving.Contains(definition.Value))
            {
                // Of the others the merge has taken it.
                if (import.Match.SourceOf(definition.Value) is null || !import.Scope.Owns(definition.Value))
                {
                    var change = new MemberChange();
                    Return(definition.Value, definition.Name, change);
                    import.Apply(definition.Value, change);
                }
            }
            else if (reached.Contains(definition.Value))
            {
                Mark(definition.Value, definition.Name);
            }
        }
    }

    private void Reach(JsonNode start, HashSet<JsonNode> seen, bool onlySurviving)
    {
        var pending = new Stack<JsonNode>();
        pending.Push(start);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            var counterpart = onlySurviving ? import.Match.SourceOf(node) : null;
            foreach (var property in import.Target.PropertiesOf(node))
            {
                if (counterpart is not null && !Leads(counterpart, node, property))
                {
                    continue;
                }

                if (import.Target.UsedBy(property.Value) is { } used)
                {
                    pending.Push(used);
                }
            }
        }
    }

    /// <summary>True when a property leads, after the import, where it led before.</summary>
    private bool Leads(SourceMessage counterpart, JsonNode message, JsonMember property)
    {
        if (counterpart.Find(property.Name) is { } same)
        {
            return !import.Scope.Changes(message, property.Value)
                || import.Match.Agree(import.Target.TypeOf(property.Value), same.Type);
        }

        return counterpart.LeftOut.Contains(property.Name)
            || (!import.Scope.Governs(message, property.Value) && property.Value.Find(ImportContext.Vanished) is null);
    }
}
