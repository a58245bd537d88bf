using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>Messages: an object whose properties and groups are checked together and have their C# names.</summary>
internal sealed class MessageReader(ReadingContext context, ShapeReader shapes)
{
    /// <summary>Reads a message.</summary>
    /// <param name="message">What was queued of it.</param>
    public MessageDefinition Read(PendingMessage message)
    {
        var node = message.Node;
        var shape = shapes.Read(node, message.Name, node.Mark);
        var required = CheckRequired(shape);
        var groups = CheckGroups(shape, required, message.Name);
        var groupNames = new GroupNames(shape, groups);
        var names = new Dictionary<string, PropertyDefinition>(StringComparer.Ordinal);
        var properties = new List<PropertyDefinition>(shape.Properties.Count);
        foreach (var draft in shape.Properties)
        {
            var property = draft with { Required = required.ContainsKey(draft.JsonName) };
            if (property is { Required: true, ReadOnly: true })
            {
                context.Report(
                    SchemaRules.RequiredReadOnly,
                    required[property.JsonName],
                    $"{Wording.Shown(property.JsonName)} is required, and read-only: a request could never have it."
                );
                property = property with { Required = false };
            }

            properties.Add(property with { Name = PropertyName(property, message, shape, groupNames, names) });
        }

        return new MessageDefinition(
            message.Name,
            message.SchemaName,
            node.Description,
            node.Deprecation,
            new EquatableArray<PropertyDefinition>(properties.ToArray()),
            groups,
            shape.Closed,
            shape.Additional,
            MessageDirection.None,
            node.Mark
        )
        {
            Constraints = shape.Constraints,
        };
    }

    /// <summary>A C# name that no other member of the record has.</summary>
    private string PropertyName(
        PropertyDefinition property,
        PendingMessage message,
        ObjectShape shape,
        GroupNames groups,
        Dictionary<string, PropertyDefinition> names
    )
    {
        var name = property.Name;
        if (groups.Taker(name, property.JsonName) is { } taker)
        {
            context.Report(
                SchemaRules.ReservedName,
                property.Mark,
                $"{Wording.Shown(property.JsonName)} would be named '{name}' in C#, like {taker}.",
                "Give it an \"x-name\", or the group another name (\"x-one-of-name\")."
            );
            name += "_";
        }
        else if (ReservedNames.InMessage(name, message.Name, shape.Additional is not null))
        {
            context.Report(
                SchemaRules.ReservedName,
                property.Mark,
                name == message.Name
                    ? $"{Wording.Shown(property.JsonName)} would be named '{name}' in C#, like the record it stands in."
                    : $"{Wording.Shown(property.JsonName)} would be named '{name}' in C#, which every record has already.",
                "Give it an \"x-name\"."
            );
            name += "_";
        }
        else if (ReservedNames.MakerOf(name) == message.Name && groups.IsMaker(message.Name))
        {
            context.Report(
                SchemaRules.ReservedName,
                property.Mark,
                $"The method that makes a record of {Wording.Shown(property.JsonName)} would be named '{message.Name}' in C#, like the record.",
                "Give the property or the record an \"x-name\"."
            );
            name += "_";
        }

        while (names.TryGetValue(name, out var other))
        {
            context.Report(
                SchemaRules.DuplicatePropertyName,
                property.Mark,
                $"{Wording.Shown(property.JsonName)} and {Wording.Shown(other.JsonName)} are both named '{name}' in C#."
            );
            name += "_" + names.Count.ToString(CultureInfo.InvariantCulture);
        }

        names.Add(name, property);
        return name;
    }

    /// <summary>Names of <c>required</c> that are properties, each with the place that requires it.</summary>
    private Dictionary<string, SourceMark> CheckRequired(ObjectShape shape)
    {
        var required = new Dictionary<string, SourceMark>(StringComparer.Ordinal);
        foreach (var name in shape.Required)
        {
            if (shape.IndexOf(name.Text) >= 0)
            {
                required[name.Text] = name.Mark;
            }
            else
            {
                ReportNoProperty(shape, name);
            }
        }

        return required;
    }

    private void ReportNoProperty(ObjectShape shape, JsonNode name) =>
        context.Report(
            SchemaRules.RequiredUnknownProperty,
            name.Mark,
            $"There is no property {Wording.Shown(name.Text)} here.",
            context.Suggestion.DidYouMean(name.Text, shape.Properties.ConvertAll(property => property.JsonName))
        );

    /// <summary>Groups whose members are properties; a member that is required by itself leaves nothing to choose.</summary>
    private EquatableArray<OneOfGroup> CheckGroups(
        ObjectShape shape,
        Dictionary<string, SourceMark> required,
        string messageName
    )
    {
        var groups = new List<OneOfGroup>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var makers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var draft in shape.Groups)
        {
            makers.UnionWith(
                GroupNames.Makers(shape, draft.Members.Select(member => member.Text), draft.Required && draft.Exclusive)
            );
        }

        foreach (var draft in shape.Groups)
        {
            var members = new List<string>();
            foreach (var member in draft.Members)
            {
                if (shape.IndexOf(member.Text) < 0)
                {
                    ReportNoProperty(shape, member);
                    continue;
                }

                members.Add(member.Text);
                if (draft.Exclusive && required.TryGetValue(member.Text, out var mark))
                {
                    context.Report(
                        SchemaRules.RequiredInGroup,
                        mark,
                        $"{Wording.Shown(member.Text)} is required, and one of several of which only one may be set."
                    );
                    required.Remove(member.Text);
                }
            }

            if (
                ReservedNames.InMessage(draft.Name, messageName, shape.Additional is not null)
                || ReservedNames.CasesOf(draft.Name) == messageName
                || makers.Contains(draft.Name)
                || makers.Contains(ReservedNames.CasesOf(draft.Name))
            )
            {
                context.Report(
                    SchemaRules.ReservedName,
                    draft.Mark,
                    $"The group would be named '{draft.Name}' in C#, which the record needs for something else.",
                    "Give it another name (\"x-one-of-name\")."
                );
                continue;
            }

            if (names.Contains(draft.Name) || names.Contains(ReservedNames.CasesOf(draft.Name)))
            {
                context.Report(
                    SchemaRules.DuplicateGroupName,
                    draft.Mark,
                    $"Another group of this object is named '{draft.Name}' too."
                );
                continue;
            }

            names.Add(draft.Name);
            names.Add(ReservedNames.CasesOf(draft.Name));
            if (members.Count > 0)
            {
                groups.Add(
                    new OneOfGroup(
                        draft.Name,
                        new EquatableArray<string>(members.ToArray()),
                        draft.Required,
                        draft.Exclusive,
                        draft.Mark
                    )
                );
            }
        }

        return new EquatableArray<OneOfGroup>(groups.ToArray());
    }
}
