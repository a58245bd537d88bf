using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>This part marks what the source no longer has, and takes the mark off what it has again.</summary>
internal sealed partial class ImportMerge
{
    private void MarkVanished(JsonNode node, string path)
    {
        // The first revision without it stays: that is when it went.
        if (node.Kind != JsonKind.Object || node.Find(Vanished) is not null)
        {
            return;
        }

        var change = new MemberChange();
        change.Add(Vanished, NewJson.String(source.Revision));
        Finish(node, change);
        Changed(SchemaImportChangeKind.Vanished, path);
    }

    private void Return(JsonNode node, string path, MemberChange change)
    {
        if (node.Find(Vanished) is { } mark)
        {
            change.Removed.Add(mark);
            Changed(SchemaImportChangeKind.Returned, path);
        }
    }

    /// <summary>
    /// A definition has vanished when the operations reach it only through properties that have: it is found in the
    /// file's own graph, and not in the graph without them.
    /// </summary>
    private void MarkDefinitions()
    {
        var reached = new HashSet<JsonNode>();
        foreach (var root in target.Roots())
        {
            Reach(root.Value, reached, onlySurviving: false);
            Reach(root.Value, surviving, onlySurviving: true);
        }

        // What a new property leads to is there to stay, though nothing in the file led to it.
        foreach (var definition in adopted)
        {
            Reach(definition, surviving, onlySurviving: true);
        }

        foreach (var definition in target.Definitions.Members)
        {
            if (surviving.Contains(definition.Value))
            {
                if (match.SourceOf(definition.Value) is null)
                {
                    var change = new MemberChange();
                    Return(definition.Value, definition.Name, change);
                    Finish(definition.Value, change);
                }
            }
            else if (reached.Contains(definition.Value))
            {
                MarkVanished(definition.Value, definition.Name);
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

            var counterpart = onlySurviving ? match.SourceOf(node) : null;
            foreach (var property in target.PropertiesOf(node))
            {
                var type = target.TypeOf(property.Value);
                if (counterpart is not null && !Leads(counterpart, property.Name, type))
                {
                    continue;
                }

                while (type.Element is { } element)
                {
                    type = element;
                }

                if (type.Node is { } used)
                {
                    pending.Push(used);
                }
            }
        }
    }

    /// <summary>True when a property leads, after the import, where it led before.</summary>
    private bool Leads(SourceMessage counterpart, string property, TargetType type) =>
        counterpart.Find(property) is { } same ? match.Agree(type, same.Type) : counterpart.LeftOut.Contains(property);
}
