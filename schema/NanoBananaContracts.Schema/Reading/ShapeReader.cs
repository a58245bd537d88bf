namespace NanoBananaContracts.Schema;

/// <summary>
/// What a schema and the parts it is made of say about one object: properties, what is required, one-of groups.
/// </summary>
internal sealed class ShapeReader
{
    /// <summary>Most properties taken in by composition in one file; many times what any contract known needs.</summary>
    // Below the most that a file may have (SchemaSize), so that the better cure comes first.
    private const int MaxComposed = 8_000;

    /// <summary>
    /// Most properties of one object; several times what any contract known needs. What the compiler needs for the code
    /// of an object grows with the square of them.
    /// </summary>
    private const int MaxProperties = 1_000;

    // Null while a shape is being made: meeting it again is a cycle.
    private readonly Dictionary<SchemaNode, ObjectShape?> shapes = [];
    private readonly ReadingContext context;
    private readonly DefinitionTable definitions;
    private readonly KeywordCheck check;
    private readonly TypeReader types;
    private readonly BoundsReader bounds;
    private readonly ValueReader values;
    private readonly GroupReader groups;
    private int composed;
    private bool composedTooMuch;

    public ShapeReader(
        ReadingContext context,
        DefinitionTable definitions,
        KeywordCheck check,
        TypeReader types,
        BoundsReader bounds,
        ValueReader values
    )
    {
        this.context = context;
        this.definitions = definitions;
        this.check = check;
        this.types = types;
        this.bounds = bounds;
        this.values = values;
        groups = new GroupReader(context, this);
    }

    /// <summary>Reads the shape of an object; an empty one where it is made of itself (reported).</summary>
    /// <param name="node">Its schema.</param>
    /// <param name="owner">C# name that inline types in it are named after.</param>
    /// <param name="from">Place that leads here.</param>
    public ObjectShape Read(SchemaNode node, string owner, SourceMark from)
    {
        if (shapes.TryGetValue(node, out var known))
        {
            if (known is null)
            {
                context.Report(SchemaRules.CompositionCycle, from, $"{Wording.Shown(node.Path)} is made of itself.");
            }

            return known ?? new ObjectShape();
        }

        if (!context.Enter(node, from))
        {
            return new ObjectShape();
        }

        shapes[node] = null;
        var shape = new ObjectShape();
        foreach (var part in node.AllOf)
        {
            if (ReadPart(part, owner, "allOf") is { } source)
            {
                Merge(shape, source, part);
            }
        }

        foreach (var property in node.Properties)
        {
            AddOwn(shape, property, owner);
        }

        node.Required.ForEach(shape.Require);
        groups.Read(shape, node, owner, "oneOf");
        groups.Read(shape, node, owner, "anyOf");
        ReadAdditional(shape, node, owner);
        shape.Constraints = shape.Constraints.Tighten(bounds.OfObject(node, SchemaShape.Object));
        if (shape.Properties.Count > MaxProperties)
        {
            context.Report(
                SchemaRules.TooManyProperties,
                node.Mark,
                FormattableString.Invariant(
                    $"{Wording.Shown(node.Path)} has {shape.Properties.Count} properties; {MaxProperties} are the most that an object can have."
                )
            );
            shape.Cut(MaxProperties);
        }

        check.CheckPlace(node);
        check.CheckType(node, new TypeReference(TypeKind.Message));
        shapes[node] = shape;
        context.Leave();
        return shape;
    }

    /// <summary>The shape of a branch, or null when it is not an object (reported).</summary>
    public ObjectShape? ReadPart(SchemaNode part, string owner, string keyword)
    {
        if (part.Ref is { } reference)
        {
            check.CheckBesideReference(part, new TypeReference(TypeKind.Any));
            var definition = definitions.Find(reference);
            for (
                var steps = 0;
                steps < ReadingContext.MaxDepth && definition is { Kind: DefinitionKind.Alias };
                steps++
            )
            {
                var next = definition.Node.Ref ?? definition.Node.SingleReference?.Ref;
                if (next is null)
                {
                    break;
                }

                // What is wrong with the alias itself is reported where it stands.
                var before = context.Findings.Count;
                definition = definitions.Find(next);
                context.Findings.Truncate(before);
            }

            if (definition is null)
            {
                return null;
            }

            if (definition.Kind == DefinitionKind.Message)
            {
                return Read(definition.Node, definition.Name, reference.Mark);
            }

            if (definition.Resolved != ResolvedType.Any)
            {
                context.Report(
                    SchemaRules.BranchNotObject,
                    reference.Mark,
                    $"{Wording.Shown(definition.Key)} is not an object, so '{keyword}' cannot take its properties."
                );
            }

            return null;
        }

        if (part.IsObject || part.Json is { Kind: JsonKind.Object, Members.Count: 0 })
        {
            return Read(part, owner, part.Mark);
        }

        context.Report(SchemaRules.BranchNotObject, part.Mark, $"This branch of '{keyword}' is not an object.");
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

        var inherited = shape.Properties[at];
        if (!SameType(inherited, draft))
        {
            ReportConflict(draft.JsonName, property.Key.Mark);
            return;
        }

        // Both count: what it says here comes first, bounds add up.
        shape.Properties[at] = draft with
        {
            Description = draft.Description ?? inherited.Description,
            Constraints = bounds.Tighten(
                property.Schema,
                inherited.Constraints,
                draft.Constraints,
                inherited.Type.Kind
            ),
        };
    }

    private void Merge(ObjectShape shape, ObjectShape source, SchemaNode part)
    {
        MergeProperties(shape, source, part);
        source.Required.ForEach(shape.Require);
        source.Groups.ForEach(shape.Add);
        shape.Additional ??= source.Additional;
        if (!composedTooMuch)
        {
            shape.Constraints = shape.Constraints.Tighten(source.Constraints);
        }

        if (source.Closed)
        {
            ReportClosed(part, "allOf");
        }
    }

    /// <summary>Reports a branch that bounds the number of fields, or lets one ask for another: only all of them together could.</summary>
    public void RejectBounds(ObjectShape source, SchemaNode part, string keyword)
    {
        if (source.Constraints != Constraints.None)
        {
            context.Report(
                SchemaRules.MisplacedKeyword,
                part.Ref?.Mark ?? part.Mark,
                $"A branch of '{keyword}' cannot say how many fields there are, or which go together.",
                "Say it of the object."
            );
        }
    }

    /// <summary>Takes the properties of a part into the shape.</summary>
    public void MergeProperties(ObjectShape shape, ObjectShape source, SchemaNode part)
    {
        composed +=
            source.Properties.Count
            + source.Required.Count
            + source.Constraints.Dependent.Sum(each => 1 + each.Required.Count);
        if (composed > MaxComposed)
        {
            if (!composedTooMuch)
            {
                composedTooMuch = true;
                context.Report(
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
            var at = shape.IndexOf(property.JsonName);
            if (at < 0)
            {
                shape.Add(property);
            }
            else if (!SameType(shape.Properties[at], property))
            {
                ReportConflict(property.JsonName, part.Mark);
            }
        }
    }

    /// <summary>Reports a part that forbids what the other parts have.</summary>
    public void ReportClosed(SchemaNode part, string keyword) =>
        context.Report(
            SchemaRules.ClosedPart,
            part.Ref?.Mark ?? part.KeyMark("additionalProperties"),
            $"A part of '{keyword}' says \"additionalProperties\": false, which forbids the properties of the other parts."
        );

    private void ReportConflict(string jsonName, SourceMark mark) =>
        context.Report(
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

        var value = types.Read(schema, owner + "Value");
        check.RejectOnElement(schema, value);
        if (value.Bounds != Constraints.None)
        {
            context.Report(
                SchemaRules.MisplacedKeyword,
                schema.Mark,
                "Bounds on additional properties beside 'properties' are not checked.",
                "Remove them, or give the property a name."
            );
        }

        shape.Additional = value.Type;
    }

    private PropertyDefinition ReadProperty(SchemaProperty property, string owner)
    {
        var schema = property.Schema;
        var name = context.Names.Of(schema, property.JsonName);
        var type = types.Read(schema, owner + name);
        if (schema.ReadOnly && schema.WriteOnly)
        {
            context.Report(
                SchemaRules.ReadOnlyAndWriteOnly,
                schema.KeyMark("writeOnly"),
                $"{Wording.Shown(property.JsonName)} is read-only and write-only: nobody could set it."
            );
        }

        return new PropertyDefinition(
            property.JsonName,
            name,
            type.Type,
            schema.Description ?? type.Description,
            Required: false,
            schema.ReadOnly,
            schema.WriteOnly && !schema.ReadOnly,
            schema.Deprecation ?? type.Deprecated,
            values.DefaultOf(schema, type),
            type.ConstJson,
            type.Bounds,
            type.AllowedValues,
            type.Spelling,
            new EquatableArray<string>([.. schema.Providers]),
            property.Key.Mark
        )
        {
            Nullable = type.Nullable,
        };
    }
}
