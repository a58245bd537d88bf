namespace NanoBananaContracts.Schema;

/// <summary>Keywords that have no effect where they stand.</summary>
internal sealed partial class ModelBuilder
{
    private static SchemaShape ShapeOf(TypeKind kind) =>
        kind switch
        {
            TypeKind.Boolean => SchemaShape.Boolean,
            TypeKind.Int32 or TypeKind.Int64 => SchemaShape.Integer,
            TypeKind.Int64String => SchemaShape.Int64Text,
            TypeKind.Single or TypeKind.Double => SchemaShape.Number,
            TypeKind.String => SchemaShape.Text,
            TypeKind.Base64 => SchemaShape.Base64,
            TypeKind.Timestamp or TypeKind.Duration => SchemaShape.Time,
            TypeKind.AnyObject => SchemaShape.AnyObject,
            TypeKind.Message => SchemaShape.Object,
            TypeKind.Enum => SchemaShape.TextEnum,
            TypeKind.List => SchemaShape.List,
            TypeKind.Map => SchemaShape.Map,
            _ => SchemaShape.Any,
        };

    /// <summary>Reports keywords that do not go with the type.</summary>
    private void CheckApplicable(SchemaNode node, TypeReference type)
    {
        if (node.TypeUnreadable)
        {
            return;
        }

        var shape = ShapeOf(type.Kind);
        if (type.Kind == TypeKind.Enum && enums.TryGetValue(type.Name!, out var definition) && definition.IsInteger)
        {
            shape = SchemaShape.IntegerEnum;
        }

        foreach (var member in node.Json.Members)
        {
            var keyword = member.Name;
            if (
                !SchemaVocabulary.Known.Contains(keyword)
                || SchemaKeywords.IsAnnotation(keyword)
                || SchemaKeywords.AppliesTo(keyword, shape)
            )
            {
                continue;
            }

            if (shape == SchemaShape.Any && node.Type is null && !node.IsAny)
            {
                ReportMissingType(member, node);
                continue;
            }

            diagnostics.Report(
                SchemaRules.MisplacedKeyword,
                member.Key.Mark,
                $"'{keyword}' has no effect on {SchemaKeywords.Name(shape)}.",
                $"Remove it: it counts for {SchemaKeywords.Home(keyword)}."
            );
        }
    }

    private void ReportMissingType(JsonMember member, SchemaNode node)
    {
        var type = SchemaKeywords.ImpliedType(member.Name);
        if (member.Name == "format")
        {
            foreach (var candidate in SchemaVocabulary.Types)
            {
                if (type is null && System.Array.IndexOf(SchemaVocabulary.Formats(candidate), member.Value.Text) >= 0)
                {
                    type = candidate;
                }
            }
        }

        diagnostics.Report(
            SchemaRules.MissingType,
            member.Key.Mark,
            $"'{member.Name}' has no effect on a value of any type.",
            type is null ? null : $"Add \"type\": \"{type}\"."
        );
    }

    /// <summary>Reports keywords that count elsewhere: on a property, on a definition, beside another keyword.</summary>
    private void CheckPlace(SchemaNode node)
    {
        var property = node.Place == SchemaPlace.Property;
        foreach (var member in node.Json.Members)
        {
            var cure = member.Name switch
            {
                "default" or "readOnly" or "writeOnly" when !property => "Move it to the property.",
                "const" when node.Place is SchemaPlace.Root or SchemaPlace.Definition => "Move it to the property.",
                "deprecated" or "x-deprecated" when node.Place is SchemaPlace.Element or SchemaPlace.Branch =>
                    "Move it to the property or the definition.",
                "x-deprecated" when !node.Deprecated => "Add \"deprecated\": true beside it.",
                "x-one-of-name" when node.OneOf.Count + node.AnyOf.Count == 0 =>
                    "Remove it: it names the group of a \"oneOf\" or \"anyOf\" beside it.",
                "x-name" when node.Place == SchemaPlace.Branch => "Move it to the object.",
                "x-name" when node.Place == SchemaPlace.Definition && KindOf(node) == DefinitionKind.Alias =>
                    "Remove it: no C# type is made of this definition.",
                "x-name" when node.Place == SchemaPlace.Element && node.Enum is null && !IsMessage(node) =>
                    "Remove it: no C# type is made of this schema.",
                _ => null,
            };
            if (cure is not null)
            {
                diagnostics.Report(
                    SchemaRules.MisplacedKeyword,
                    member.Key.Mark,
                    $"'{member.Name}' has no effect here.",
                    cure
                );
            }
        }
    }

    private void RejectElementConst(SchemaNode element, ResolvedType resolved)
    {
        if (resolved.ConstJson is not null)
        {
            diagnostics.Report(
                SchemaRules.MisplacedKeyword,
                element.Const is null ? element.Mark : element.KeyMark("const"),
                "'const' has no effect on the items of a list or the values of a map.",
                "Use an \"enum\" with one value."
            );
        }
    }
}
