using System;

namespace NanoBananaContracts.Schema;

/// <summary>References and aliases.</summary>
internal sealed partial class ModelBuilder
{
    private const string DefinitionPrefix = "#/$defs/";

    /// <summary>The definition a <c>$ref</c> names, or null (reported).</summary>
    private Definition? Find(JsonNode reference)
    {
        var pointer = reference.Text;
        if (pointer == "#")
        {
            if (root is null)
            {
                diagnostics.Report(
                    SchemaRules.DanglingReference,
                    reference.Mark,
                    "'#' refers to the root of the file, which is not a type."
                );
            }

            return root;
        }

        if (!pointer.StartsWith(DefinitionPrefix, StringComparison.Ordinal))
        {
            diagnostics.Report(
                SchemaRules.UnsupportedReference,
                reference.Mark,
                $"{Wording.Shown(pointer)} does not refer to a definition of this file.",
                pointer.StartsWith("#/definitions/", StringComparison.Ordinal)
                        ? "Rename \"definitions\" to \"$defs\", here and at the root."
                    : definitions.ContainsKey(pointer) ? $"Write \"#/$defs/{pointer}\"."
                    : null
            );
            return null;
        }

        var name = Unescape(pointer.Substring(DefinitionPrefix.Length));
        if (name is null)
        {
            diagnostics.Report(
                SchemaRules.UnsupportedReference,
                reference.Mark,
                $"{Wording.Shown(pointer)} points inside a definition.",
                "Give what it points to a name under \"$defs\", and refer to that."
            );
            return null;
        }

        if (definitions.TryGetValue(name, out var definition))
        {
            return definition;
        }

        diagnostics.Report(
            SchemaRules.DanglingReference,
            reference.Mark,
            $"There is no definition {Wording.Shown(name)}.",
            suggestion.DidYouMean(name, definitions.Keys)
        );
        return null;
    }

    /// <summary>A JSON pointer's token as the name it stands for; null when it is more than one token.</summary>
    private static string? Unescape(string token) =>
        token.IndexOf('/') >= 0 ? null : Uri.UnescapeDataString(token).Replace("~1", "/").Replace("~0", "~");

    /// <summary>The branch of an <c>allOf</c> that only wraps a reference, as OpenAPI documents write one; else null.</summary>
    private static SchemaNode? SingleReference(SchemaNode node) =>
        node.AllOf.Count == 1
        && node.AllOf[0] is { Ref: not null, Json.Members.Count: 1 }
        && node is { HasProperties: false, OneOf.Count: 0, AnyOf.Count: 0, Required.Count: 0 }
            ? node.AllOf[0]
            : null;

    private ResolvedType ResolveAlias(Definition definition, SourceMark from)
    {
        if (definition.Resolved is { } known)
        {
            return known;
        }

        if (definition.Resolving)
        {
            diagnostics.Report(
                SchemaRules.ReferenceCycle,
                from,
                $"{Wording.Shown(definition.Key)} leads back to itself and never to an object."
            );
            return ResolvedType.Any;
        }

        definition.Resolving = true;
        var node = definition.Node;
        var resolved = Resolve(node, definition.Name);
        definition.Resolving = false;
        return definition.Resolved = resolved with
        {
            Description = node.Description ?? resolved.Description,
            Deprecated = node.Deprecation ?? resolved.Deprecated,
        };
    }

    private ResolvedType ResolveReference(SchemaNode node, JsonNode reference)
    {
        if (Find(reference) is not { } definition)
        {
            return ResolvedType.Any;
        }

        var target = definition.Kind switch
        {
            DefinitionKind.Message => new ResolvedType(
                new TypeReference(TypeKind.Message, definition.Name),
                Constraints.None
            ),
            DefinitionKind.Enum => new ResolvedType(
                new TypeReference(TypeKind.Enum, definition.Name),
                Constraints.None
            ),
            _ => ResolveAlias(definition, reference.Mark),
        };
        CheckBesideReference(node, target.Type);
        return target with
        {
            Bounds = Tightened(node, target.Bounds, BoundsOf(node, target.Type.Kind), target.Type.Kind),
            AllowedValues = node.Enum is null ? target.AllowedValues : Narrowed(node, target),
            Spelling = SpellingOf(node, target.Type) ?? target.Spelling,
            ConstJson = node.Const is null ? target.ConstJson : ConstOf(node, target),
        };
    }

    private void CheckBesideReference(SchemaNode node, TypeReference target)
    {
        foreach (var member in node.Json.Members)
        {
            var allowed = member.Name switch
            {
                "$ref" or "enum" or "const" or "x-spelling" => true,
                "allOf" => node.Ref is null,
                _ => SchemaKeywords.IsAnnotation(member.Name)
                    || !SchemaVocabulary.Known.Contains(member.Name)
                    || SchemaKeywords.IsBound(member.Name)
                        && SchemaKeywords.AppliesTo(member.Name, ShapeOf(target.Kind)),
            };
            if (!allowed)
            {
                diagnostics.Report(
                    SchemaRules.KeywordBesideReference,
                    member.Key.Mark,
                    $"'{member.Name}' beside a reference cannot change what the reference names."
                );
            }
        }

        CheckPlace(node);
    }
}
