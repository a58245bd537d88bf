namespace NanoBananaContracts.Schema;

/// <summary>Types of properties, items and map values. Inline objects are queued, not read here.</summary>
internal sealed class TypeReader(
    ReadingContext context,
    DefinitionTable definitions,
    KeywordCheck check,
    EnumReader enums,
    BoundsReader bounds,
    ValueReader values
)
{
    private readonly ScalarReader scalars = new(context);

    /// <summary>Understands a schema as a type.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="hint">C# name for an inline object or enum in it.</param>
    public ResolvedType Read(SchemaNode node, string hint)
    {
        if (node.IsNever)
        {
            context.Report(
                SchemaRules.NotASchema,
                node.Json.Mark,
                "'false' allows no value at all.",
                "Remove it, or write what it may be."
            );
            return ResolvedType.Any;
        }

        if (!context.Enter(node, node.Mark))
        {
            return ResolvedType.Any;
        }

        var resolved =
            node.Ref is not null ? ReadReference(node, node.Ref)
            : node.SingleReference is { Ref: { } wrapped } ? ReadReference(node, wrapped)
            : ReadOwn(node, hint);
        context.Leave();
        return resolved;
    }

    private ResolvedType ReadOwn(SchemaNode node, string hint)
    {
        if (node.IsNamedEnum)
        {
            var name = context.Names.Take(InlineName(node, hint), node.Path, isEnum: true, node.Mark);
            enums.Read(node, name, node.Path);
            return Finish(node, new TypeReference(TypeKind.Enum, name));
        }

        if (node.IsMap)
        {
            return ReadMap(node, hint);
        }

        if (node.IsMessage && node.Place is SchemaPlace.Property or SchemaPlace.Element)
        {
            var name = context.Names.Take(InlineName(node, hint), node.Path, isEnum: false, node.Mark);
            context.Pending.Enqueue(new PendingMessage(node, name, node.Path));
            check.CheckPlace(node);
            return new ResolvedType(
                new TypeReference(TypeKind.Message, name),
                Constraints.None,
                Nullable: node.IsNullable
            );
        }

        if (node.IsObject)
        {
            return ReadFreeObject(node);
        }

        if (node.Type == "array" || node.Type is null && node.Items is not null)
        {
            return ReadList(node, hint);
        }

        return Finish(node, new TypeReference(scalars.Read(node)));
    }

    private string InlineName(SchemaNode node, string hint) =>
        node.Place == SchemaPlace.Element && node.Name is not null ? context.Names.Of(node, hint) : hint;

    private ResolvedType ReadMap(SchemaNode node, string hint)
    {
        if (node.PatternProperties is not null && node.AdditionalAllowed != false)
        {
            context.Report(
                SchemaRules.UnsupportedKeyword,
                node.KeyMark("patternProperties"),
                "'patternProperties' leaves open what other names stand for.",
                "Add \"additionalProperties\": false, or use \"additionalProperties\" with one schema for every value."
            );
        }

        var schema = node.AdditionalProperties ?? node.PatternProperties!;
        var value = Read(schema, hint + "Value");
        check.RejectOnElement(schema, value);
        return Finish(node, new TypeReference(TypeKind.Map, null, value.Type, OrNull(value.Bounds))) with
        {
            AllowedValues = value.AllowedValues,
            Spelling = value.Spelling,
        };
    }

    private ResolvedType ReadFreeObject(SchemaNode node)
    {
        if (node.OneOf.Count + node.AnyOf.Count + node.AllOf.Count > 0)
        {
            // No branch is an object: a value of several types, which no C# type can be.
            var keyword =
                node.OneOf.Count > 0 ? "oneOf"
                : node.AnyOf.Count > 0 ? "anyOf"
                : "allOf";
            context.Report(
                SchemaRules.BranchNotObject,
                node.KeyMark(keyword),
                $"No branch of '{keyword}' is an object."
            );
            return ResolvedType.Any;
        }

        return Finish(node, new TypeReference(TypeKind.AnyObject));
    }

    private ResolvedType ReadList(SchemaNode node, string hint)
    {
        if (node.Items is null)
        {
            return Finish(node, new TypeReference(TypeKind.List, null, new TypeReference(TypeKind.Any)));
        }

        var item = Read(node.Items, hint + "Item");
        check.RejectOnElement(node.Items, item);
        return Finish(node, new TypeReference(TypeKind.List, null, item.Type, OrNull(item.Bounds))) with
        {
            AllowedValues = item.AllowedValues,
            Spelling = item.Spelling,
        };
    }

    /// <summary>Bounds, const and spelling of a schema whose type is known; keywords that do not go with it are reported.</summary>
    private ResolvedType Finish(SchemaNode node, TypeReference type)
    {
        check.CheckPlace(node);
        check.CheckType(node, type);
        var resolved = new ResolvedType(
            type,
            bounds.Read(node, type.Kind),
            default,
            values.SpellingOf(node, type),
            Nullable: node.IsNullable
        );
        return node.Const is null ? resolved : resolved with { ConstJson = values.ConstOf(node, resolved) };
    }

    private static Constraints? OrNull(Constraints bounds) => bounds == Constraints.None ? null : bounds;

    /// <summary>What a definition that makes no C# type stands for.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="from">Place that refers to it.</param>
    public ResolvedType ReadAlias(Definition definition, SourceMark from)
    {
        if (definition.Resolved is { } known)
        {
            return known;
        }

        if (definition.Resolving)
        {
            context.Report(
                SchemaRules.ReferenceCycle,
                from,
                $"{Wording.Shown(definition.Key)} leads back to itself and never to an object."
            );
            return ResolvedType.Any;
        }

        definition.Resolving = true;
        var node = definition.Node;
        var resolved = Read(node, definition.Name);
        definition.Resolving = false;
        return definition.Resolved = resolved with
        {
            Description = node.Description ?? resolved.Description,
            Deprecated = node.Deprecation ?? resolved.Deprecated,
        };
    }

    private ResolvedType ReadReference(SchemaNode node, JsonNode reference)
    {
        if (definitions.Find(reference) is not { } definition)
        {
            return ResolvedType.Any;
        }

        var target = definition.Kind switch
        {
            DefinitionKind.Message => new ResolvedType(
                new TypeReference(TypeKind.Message, definition.Name),
                Constraints.None,
                Nullable: definition.Node.IsNullable
            ),
            DefinitionKind.Enum => new ResolvedType(
                new TypeReference(TypeKind.Enum, definition.Name),
                Constraints.None,
                Nullable: definition.Node.IsNullable
            ),
            _ => ReadAlias(definition, reference.Mark),
        };
        check.CheckBesideReference(node, target.Type);
        return target with
        {
            Bounds = bounds.Tighten(node, target.Bounds, bounds.Read(node, target.Type.Kind), target.Type.Kind),
            AllowedValues = node.Enum is null ? target.AllowedValues : values.Narrowed(node, target),
            Spelling = values.SpellingOf(node, target.Type) ?? target.Spelling,
            ConstJson = node.Const is null ? target.ConstJson : values.ConstOf(node, target),
            Nullable = target.Nullable || node.ChoosesNull,
        };
    }
}
