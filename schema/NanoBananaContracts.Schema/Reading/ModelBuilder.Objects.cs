using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>Objects: their properties, and what <c>allOf</c> brings in.</summary>
internal sealed partial class ModelBuilder
{
    /// <summary>Most properties taken in by composition in one file; ten times what any contract known needs.</summary>
    private const int MaxComposed = 100_000;

    private int composed;
    private bool composedTooMuch;

    // Null while a shape is being made: meeting it again is a cycle.
    private readonly Dictionary<SchemaNode, ObjectShape?> shapes = [];

    private ObjectShape Flatten(SchemaNode node, string owner, SourceMark from)
    {
        if (shapes.TryGetValue(node, out var known))
        {
            if (known is null)
            {
                diagnostics.Report(
                    SchemaRules.CompositionCycle,
                    from,
                    $"{Wording.Shown(node.Path)} is made of itself."
                );
            }

            return known ?? new ObjectShape();
        }

        if (depth >= MaxDepth)
        {
            diagnostics.Report(
                SchemaRules.ReferenceChainTooLong,
                from,
                $"{Wording.Shown(node.Path)} is reached through too many definitions."
            );
            return new ObjectShape();
        }

        depth++;
        shapes[node] = null;
        var shape = new ObjectShape();
        foreach (var part in node.AllOf)
        {
            if (ShapeOfPart(part, owner, "allOf") is { } source)
            {
                Merge(shape, source, part);
            }
        }

        foreach (var property in node.Properties)
        {
            AddOwn(shape, property, owner);
        }

        node.Required.ForEach(shape.Require);
        ReadGroup(shape, node, owner, "oneOf");
        ReadGroup(shape, node, owner, "anyOf");
        ReadAdditional(shape, node, owner);
        CheckPlace(node);
        CheckApplicable(node, new TypeReference(TypeKind.Message));
        shapes[node] = shape;
        depth--;
        return shape;
    }

    /// <summary>The shape of a branch, or null when it is not an object (reported).</summary>
    private ObjectShape? ShapeOfPart(SchemaNode part, string owner, string keyword)
    {
        if (part.Ref is { } reference)
        {
            CheckBesideReference(part, AnyType);
            var definition = Find(reference);
            for (var steps = 0; steps < MaxDepth && definition is { Kind: DefinitionKind.Alias }; steps++)
            {
                var next = definition.Node.Ref ?? SingleReference(definition.Node)?.Ref;
                if (next is null)
                {
                    break;
                }

                // What is wrong with the alias itself is reported where it stands.
                var before = diagnostics.Count;
                definition = Find(next);
                diagnostics.Truncate(before);
            }

            if (definition is null)
            {
                return null;
            }

            if (definition.Kind == DefinitionKind.Message)
            {
                return Flatten(definition.Node, definition.Name, reference.Mark);
            }

            if (definition.Resolved != ResolvedType.Any)
            {
                diagnostics.Report(
                    SchemaRules.BranchNotObject,
                    reference.Mark,
                    $"{Wording.Shown(definition.Key)} is not an object, so '{keyword}' cannot take its properties."
                );
            }

            return null;
        }

        if (IsObject(part) || part.Json is { Kind: JsonKind.Object, Members.Count: 0 })
        {
            return Flatten(part, owner, part.Mark);
        }

        diagnostics.Report(SchemaRules.BranchNotObject, part.Mark, $"This branch of '{keyword}' is not an object.");
        return null;
    }

    private void AddOwn(ObjectShape shape, SchemaProperty property, string owner)
    {
        var draft = ReadProperty(property, owner);
        var at = shape.IndexOf(property.JsonName);
        if (at < 0)
        {
            shape.Add(draft);
            return;
        }

        var inherited = shape.Properties[at].Definition;
        if (!SameType(inherited, draft.Definition))
        {
            ReportConflict(draft.Definition.JsonName, property.Key.Mark);
            return;
        }

        // Both count: what it says here comes first, bounds add up.
        shape.Properties[at] = draft with
        {
            Definition = draft.Definition with
            {
                Description = draft.Definition.Description ?? inherited.Description,
                Constraints = Tightened(
                    property.Schema,
                    inherited.Constraints,
                    draft.Definition.Constraints,
                    inherited.Type.Kind
                ),
            },
        };
    }

    private void Merge(ObjectShape shape, ObjectShape source, SchemaNode part)
    {
        MergeProperties(shape, source, part);
        source.Required.ForEach(shape.Require);
        source.Groups.ForEach(shape.Add);
        shape.Additional ??= source.Additional;
        if (source.Closed)
        {
            ReportClosed(part, "allOf");
        }
    }

    private void MergeProperties(ObjectShape shape, ObjectShape source, SchemaNode part)
    {
        composed += source.Properties.Count + source.Required.Count;
        if (composed > MaxComposed)
        {
            if (!composedTooMuch)
            {
                composedTooMuch = true;
                diagnostics.Report(
                    SchemaRules.CompositionTooLarge,
                    part.Ref?.Mark ?? part.Mark,
                    FormattableString.Invariant(
                        $"The objects of this file take in more than {MaxComposed} properties from each other."
                    )
                );
            }

            return;
        }

        foreach (var property in source.Properties)
        {
            var at = shape.IndexOf(property.Definition.JsonName);
            if (at < 0)
            {
                shape.Add(property);
            }
            else if (!SameType(shape.Properties[at].Definition, property.Definition))
            {
                ReportConflict(property.Definition.JsonName, part.Mark);
            }
        }
    }

    private void ReportClosed(SchemaNode part, string keyword) =>
        diagnostics.Report(
            SchemaRules.ClosedPart,
            part.Ref?.Mark ?? part.KeyMark("additionalProperties"),
            $"A part of '{keyword}' says \"additionalProperties\": false, which forbids the properties of the other parts."
        );

    private void ReportConflict(string jsonName, SourceMark mark) =>
        diagnostics.Report(
            SchemaRules.ConflictingProperty,
            mark,
            $"{Wording.Shown(jsonName)} has another type in another part of this object."
        );

    private static bool SameType(PropertyDefinition x, PropertyDefinition y) => x.Type == y.Type;

    private void ReadAdditional(ObjectShape shape, SchemaNode node, string owner)
    {
        if (node.AdditionalAllowed is { } allowed)
        {
            shape.Closed = !allowed;
        }

        if (node.AdditionalProperties is not { } schema)
        {
            return;
        }

        var value = Resolve(schema, owner + "Value");
        RejectElementConst(schema, value);
        if (value.Bounds != Constraints.None)
        {
            diagnostics.Report(
                SchemaRules.MisplacedKeyword,
                schema.Mark,
                "Bounds on additional properties beside 'properties' are not checked.",
                "Remove them, or give the property a name."
            );
        }

        shape.Additional = value.Type;
    }

    private PropertyDraft ReadProperty(SchemaProperty property, string owner)
    {
        var schema = property.Schema;
        var name = NameOf(schema, property.JsonName, "_");
        var type = Resolve(schema, owner + name);
        if (schema.ReadOnly && schema.WriteOnly)
        {
            diagnostics.Report(
                SchemaRules.ReadOnlyAndWriteOnly,
                schema.KeyMark("writeOnly"),
                $"{Wording.Shown(property.JsonName)} is read-only and write-only: nobody could set it."
            );
        }

        return new PropertyDraft(
            new PropertyDefinition(
                property.JsonName,
                name,
                type.Type,
                schema.Description ?? type.Description,
                Required: false,
                schema.ReadOnly,
                schema.WriteOnly && !schema.ReadOnly,
                schema.Deprecation ?? type.Deprecated,
                DefaultOf(schema, type),
                type.ConstJson,
                type.Bounds,
                type.AllowedValues,
                type.Spelling,
                property.Key.Mark
            )
        );
    }

    private MessageDefinition BuildMessage(PendingMessage message)
    {
        var node = message.Node;
        var shape = Flatten(node, message.Name, node.Mark);
        var required = CheckRequired(shape);
        var groups = CheckGroups(shape, required, message.Name);
        var groupNames = new GroupNames(shape, groups);
        var names = new Dictionary<string, PropertyDefinition>(StringComparer.Ordinal);
        var properties = new List<PropertyDefinition>(shape.Properties.Count);
        foreach (var draft in shape.Properties)
        {
            var property = draft.Definition with { Required = required.ContainsKey(draft.Definition.JsonName) };
            if (property is { Required: true, ReadOnly: true })
            {
                diagnostics.Report(
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
        );
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
            diagnostics.Report(
                SchemaRules.ReservedName,
                property.Mark,
                $"{Wording.Shown(property.JsonName)} would be named '{name}' in C#, like {taker}.",
                "Give it an \"x-name\", or the group another name (\"x-one-of-name\")."
            );
            name += "_";
        }
        else if (ReservedNames.InMessage(name, message.Name, shape.Additional is not null))
        {
            diagnostics.Report(
                SchemaRules.ReservedName,
                property.Mark,
                name == message.Name
                    ? $"{Wording.Shown(property.JsonName)} would be named '{name}' in C#, like the record it stands in."
                    : $"{Wording.Shown(property.JsonName)} would be named '{name}' in C#, which every record has already.",
                "Give it an \"x-name\"."
            );
            name += "_";
        }

        while (names.TryGetValue(name, out var other))
        {
            diagnostics.Report(
                SchemaRules.DuplicatePropertyName,
                property.Mark,
                $"{Wording.Shown(property.JsonName)} and {Wording.Shown(other.JsonName)} are both named '{name}' in C#."
            );
            name += "_" + names.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
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
        diagnostics.Report(
            SchemaRules.RequiredUnknownProperty,
            name.Mark,
            $"There is no property {Wording.Shown(name.Text)} here.",
            suggestion.DidYouMean(name.Text, shape.Properties.ConvertAll(property => property.Definition.JsonName))
        );
}
