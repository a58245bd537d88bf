namespace NanoBananaContracts.Schema;

/// <summary>Reports keywords that have no effect where they stand.</summary>
internal sealed class KeywordCheck(ReadingContext context)
{
    /// <summary>Reports keywords that do not go with the type.</summary>
    public void CheckType(SchemaNode node, TypeReference type)
    {
        if (node.TypeUnreadable)
        {
            return;
        }

        var shape = SchemaShapes.Of(type.Kind);
        if (
            type.Kind == TypeKind.Enum
            && context.Enums.TryGetValue(type.Name!, out var definition)
            && definition.IsInteger
        )
        {
            shape = SchemaShape.IntegerEnum;
        }

        foreach (var member in node.Json.Members)
        {
            if (Keywords.Find(member.Name) is not { IsAnnotation: false } keyword || keyword.AppliesTo(shape))
            {
                continue;
            }

            if (shape == SchemaShape.Any && node.Type is null && !node.IsAny)
            {
                ReportMissingType(member, keyword);
                continue;
            }

            context.Report(
                SchemaRules.MisplacedKeyword,
                member.Key.Mark,
                $"'{keyword.Name}' has no effect on {SchemaShapes.Name(shape)}.",
                $"Remove it: it counts for {keyword.Home.Words}."
            );
        }
    }

    private void ReportMissingType(JsonMember member, Keyword keyword)
    {
        var type = keyword.Home.ImpliedType;
        if (member.Name == "format")
        {
            foreach (var candidate in SchemaTypes.Names)
            {
                if (type is null && Array.IndexOf(SchemaTypes.Formats(candidate), member.Value.Text) >= 0)
                {
                    type = candidate;
                }
            }
        }

        context.Report(
            SchemaRules.MissingType,
            member.Key.Mark,
            $"'{member.Name}' has no effect on a value of any type.",
            type is null ? null : $"Add \"type\": \"{type}\"."
        );
    }

    /// <summary>Reports keywords that count elsewhere: on a property, on a definition, beside another keyword.</summary>
    public void CheckPlace(SchemaNode node)
    {
        foreach (var member in node.Json.Members)
        {
            var cure =
                Keywords.Find(member.Name) is { } keyword && !keyword.StandsAt(node.Place)
                    ? CureOf(keyword)
                    : CureOf(member.Name, node);
            if (cure is not null)
            {
                context.Report(
                    SchemaRules.MisplacedKeyword,
                    member.Key.Mark,
                    $"'{member.Name}' has no effect here.",
                    cure
                );
            }
        }
    }

    /// <summary>Where to move it; null for one of the file's root, of which the reading of the node has told.</summary>
    private static string? CureOf(Keyword keyword) =>
        (keyword.Places & KeywordPlaces.Frame) != 0 ? null
        : (keyword.Places & KeywordPlaces.Element) != 0 && keyword.IsAnnotation ? "Move it to the object."
        : (keyword.Places & KeywordPlaces.Defined) != 0 ? "Move it to the property or the definition."
        : "Move it to the property.";

    /// <summary>What to do about a keyword that counts at this place, but not beside what stands there.</summary>
    private static string? CureOf(string keyword, SchemaNode node) =>
        keyword switch
        {
            "x-deprecated" when !node.Deprecated => "Add \"deprecated\": true beside it.",
            "x-one-of-name" when node.OneOf.Count + node.AnyOf.Count == 0 =>
                "Remove it: it names the group of a \"oneOf\" or \"anyOf\" beside it.",
            "x-name" when node.Place == SchemaPlace.Definition && node.Becomes == DefinitionKind.Alias =>
                "Remove it: no C# type is made of this definition.",
            "x-name" when node.Place == SchemaPlace.Element && node.Enum is null && !node.IsMessage =>
                "Remove it: no C# type is made of this schema.",
            _ => null,
        };

    /// <summary>Reports a constant that a list or a map would have to keep, and null among their values.</summary>
    /// <param name="element">Schema of the items or values.</param>
    /// <param name="resolved">The same, understood.</param>
    public void RejectOnElement(SchemaNode element, ResolvedType resolved)
    {
        if (resolved.Nullable && resolved.Type.Kind != TypeKind.Any)
        {
            context.Report(
                SchemaRules.UnknownType,
                element.Ref?.Mark ?? element.KeyMark("type"),
                "The items of a list and the values of a map cannot be null.",
                "Write the one type they have, or \"x-any\": true."
            );
        }

        if (resolved.ConstJson is not null)
        {
            context.Report(
                SchemaRules.MisplacedKeyword,
                element.Const is null ? element.Mark : element.KeyMark("const"),
                "'const' has no effect on the items of a list or the values of a map.",
                "Use an \"enum\" with one value."
            );
        }
    }

    /// <summary>Reports keywords beside a reference that cannot change what it names.</summary>
    /// <param name="node">The schema with the reference.</param>
    /// <param name="target">Type of what it names.</param>
    public void CheckBesideReference(SchemaNode node, TypeReference target)
    {
        foreach (var member in node.Json.Members)
        {
            var allowed =
                Keywords.Find(member.Name) is not { } keyword
                || keyword.IsAnnotation
                || (keyword.Name is "allOf" or "oneOf" or "anyOf" && node.Ref is null)
                || (
                    (keyword.Places & KeywordPlaces.Reference) != 0
                    && (!keyword.IsBound || keyword.AppliesTo(SchemaShapes.Of(target.Kind)))
                );
            if (!allowed)
            {
                context.Report(
                    SchemaRules.KeywordBesideReference,
                    member.Key.Mark,
                    $"'{member.Name}' beside a reference cannot change what the reference names."
                );
            }
        }

        CheckPlace(node);
    }

    /// <summary>Reports keywords at a root that is only the frame of its definitions.</summary>
    /// <param name="schema">The root.</param>
    public void CheckFrame(SchemaNode schema)
    {
        foreach (var member in schema.Json.Members)
        {
            if (Keywords.Find(member.Name) is { } keyword && (keyword.Places & KeywordPlaces.Frame) == 0)
            {
                context.Report(
                    SchemaRules.MisplacedKeyword,
                    member.Key.Mark,
                    $"'{keyword.Name}' has no effect at the root of the file.",
                    "Remove it, or move it to the definition it is about."
                );
            }
        }
    }
}
