using System;
using System.Collections.Generic;

namespace NanoBananaContracts.Schema;

/// <summary>The type of a property, an item or a map value.</summary>
internal sealed partial class ModelBuilder
{
    private static readonly TypeReference AnyType = new(TypeKind.Any);

    /// <summary>Understands a schema as a type.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="hint">C# name for an inline object or enum in it.</param>
    private ResolvedType Resolve(SchemaNode node, string hint)
    {
        if (node.IsNever)
        {
            diagnostics.Report(
                SchemaRules.NotASchema,
                node.Json.Mark,
                "'false' allows no value at all.",
                "Remove it, or write what it may be."
            );
            return ResolvedType.Any;
        }

        if (depth >= MaxDepth)
        {
            diagnostics.Report(
                SchemaRules.ReferenceChainTooLong,
                node.Mark,
                $"{Wording.Shown(node.Path)} is reached through too many definitions."
            );
            return ResolvedType.Any;
        }

        depth++;
        var resolved =
            node.Ref is not null ? ResolveReference(node, node.Ref)
            : SingleReference(node) is { Ref: { } wrapped } ? ResolveReference(node, wrapped)
            : ResolveOwn(node, hint);
        depth--;
        return resolved;
    }

    private ResolvedType ResolveOwn(SchemaNode node, string hint)
    {
        if (node.Enum is not null)
        {
            var name = typeNames.Take(InlineName(node, hint), node.Path, node.Mark);
            BuildEnum(node, name, node.Path);
            return Finish(node, new TypeReference(TypeKind.Enum, name));
        }

        if (IsMap(node))
        {
            return ResolveMap(node, hint);
        }

        if (IsMessage(node) && node.Place is SchemaPlace.Property or SchemaPlace.Element)
        {
            var name = typeNames.Take(InlineName(node, hint), node.Path, node.Mark);
            pending.Enqueue(new PendingMessage(node, name, node.Path));
            CheckPlace(node);
            return new ResolvedType(new TypeReference(TypeKind.Message, name), Constraints.None);
        }

        if (IsObject(node))
        {
            return ResolveFreeObject(node);
        }

        if (node.Type == "array" || node.Type is null && node.Items is not null)
        {
            return ResolveList(node, hint);
        }

        return Finish(node, new TypeReference(ScalarKind(node)));
    }

    private string InlineName(SchemaNode node, string hint) =>
        node.Place == SchemaPlace.Element && node.Name is not null ? NameOf(node, hint, "_") : hint;

    private ResolvedType ResolveMap(SchemaNode node, string hint)
    {
        var value = Resolve(node.AdditionalProperties!, hint + "Value");
        RejectElementConst(node.AdditionalProperties!, value);
        return Finish(node, new TypeReference(TypeKind.Map, null, value.Type, OrNull(value.Bounds))) with
        {
            AllowedValues = value.AllowedValues,
            Spelling = value.Spelling,
        };
    }

    private ResolvedType ResolveFreeObject(SchemaNode node)
    {
        if (node.OneOf.Count + node.AnyOf.Count + node.AllOf.Count > 0)
        {
            // No branch is an object: a value of several types, which no C# type can be.
            var keyword =
                node.OneOf.Count > 0 ? "oneOf"
                : node.AnyOf.Count > 0 ? "anyOf"
                : "allOf";
            diagnostics.Report(
                SchemaRules.BranchNotObject,
                node.KeyMark(keyword),
                $"No branch of '{keyword}' is an object."
            );
            return ResolvedType.Any;
        }

        return Finish(node, new TypeReference(TypeKind.AnyObject));
    }

    private ResolvedType ResolveList(SchemaNode node, string hint)
    {
        if (node.Items is null)
        {
            return Finish(node, new TypeReference(TypeKind.List, null, AnyType));
        }

        var item = Resolve(node.Items, hint + "Item");
        RejectElementConst(node.Items, item);
        return Finish(node, new TypeReference(TypeKind.List, null, item.Type, OrNull(item.Bounds))) with
        {
            AllowedValues = item.AllowedValues,
            Spelling = item.Spelling,
        };
    }

    /// <summary>Bounds, const and spelling of a schema whose type is known; keywords that do not go with it are reported.</summary>
    private ResolvedType Finish(SchemaNode node, TypeReference type)
    {
        CheckPlace(node);
        CheckApplicable(node, type);
        var resolved = new ResolvedType(type, BoundsOf(node, type.Kind), default, SpellingOf(node, type));
        return node.Const is null ? resolved : resolved with { ConstJson = ConstOf(node, resolved) };
    }

    private TypeKind ScalarKind(SchemaNode node)
    {
        if (node.IsAny || node.TypeUnreadable)
        {
            return TypeKind.Any;
        }

        switch (node.Type)
        {
            case "string":
                return StringKind(node);
            case "integer":
                return FormatOf(node, "integer") == "int32" ? TypeKind.Int32 : TypeKind.Int64;
            case "number":
                return FormatOf(node, "number") == "float" ? TypeKind.Single : TypeKind.Double;
            case "boolean":
                return TypeKind.Boolean;
            default:
                return node.Const is { } value ? KindOfConst(value) : TypeKind.Any;
        }
    }

    private static TypeKind KindOfConst(JsonNode value) =>
        value.Kind switch
        {
            JsonKind.String => TypeKind.String,
            JsonKind.Boolean => TypeKind.Boolean,
            JsonKind.Number => IsInt64(value.Text) ? TypeKind.Int64 : TypeKind.Double,
            _ => TypeKind.Any,
        };

    private TypeKind StringKind(SchemaNode node)
    {
        var encoded = false;
        if (node.ContentEncoding is { } encoding)
        {
            encoded = encoding.Text == "base64";
            if (!encoded)
            {
                diagnostics.Report(
                    SchemaRules.UnknownFormat,
                    encoding.Mark,
                    $"{Wording.Shown(encoding.Text)} is not an encoding of the subset.",
                    "Write \"base64\", the only one."
                );
            }
        }

        var kind = FormatOf(node, "string") switch
        {
            "byte" => TypeKind.Base64,
            "date-time" or "google-datetime" => TypeKind.Timestamp,
            "duration" or "google-duration" => TypeKind.Duration,
            "int64" => TypeKind.Int64String,
            _ => encoded ? TypeKind.Base64 : TypeKind.String,
        };
        if (encoded && kind != TypeKind.Base64)
        {
            diagnostics.Report(
                SchemaRules.UnknownFormat,
                node.Format!.Mark,
                $"The format {Wording.Shown(node.Format.Text)} does not go with \"contentEncoding\": \"base64\".",
                "Keep one of the two."
            );
        }

        return kind;
    }

    /// <summary>The format, or null where there is none or it does not go with the type (reported).</summary>
    private string? FormatOf(SchemaNode node, string type)
    {
        if (node.Format is not { } format)
        {
            return null;
        }

        var formats = SchemaVocabulary.Formats(type);
        if (Array.IndexOf(formats, format.Text) >= 0)
        {
            return format.Text;
        }

        var others = new List<string>();
        foreach (var other in SchemaVocabulary.Types)
        {
            if (other != type && Array.IndexOf(SchemaVocabulary.Formats(other), format.Text) >= 0)
            {
                others.Add($"\"type\": \"{other}\"");
            }
        }

        diagnostics.Report(
            SchemaRules.UnknownFormat,
            format.Mark,
            $"{Wording.Shown(format.Text)} is not a format of the type {type}.",
            others.Count > 0
                ? $"It goes with {string.Join(" and ", others)}; the type {type} takes {string.Join(", ", formats)}."
                : suggestion.DidYouMean(format.Text, formats)
                    ?? $"Remove it, or use one of {string.Join(", ", formats)}."
        );
        return null;
    }

    private static Constraints? OrNull(Constraints bounds) => bounds == Constraints.None ? null : bounds;

    /// <summary>True when the schema is about objects.</summary>
    private static bool IsObject(SchemaNode node) =>
        node.Type == "object"
        || node.Type is null
            && !node.IsAny
            && (
                node.HasProperties
                || node.AdditionalProperties is not null
                || node.AdditionalAllowed is not null
                || node.HasRequired
                || node.OneOf.Count > 0
                || node.AnyOf.Count > 0
                || node.AllOf.Count > 0
            );

    /// <summary>True for <c>additionalProperties: {...}</c> with no properties of its own.</summary>
    private static bool IsMap(SchemaNode node) =>
        IsObject(node) && node.AdditionalProperties is not null && !HasParts(node);

    /// <summary>True when a record is made of it.</summary>
    private static bool IsMessage(SchemaNode node)
    {
        if (!IsObject(node) || IsMap(node))
        {
            return false;
        }

        if (node.HasProperties || node.HasRequired)
        {
            return true;
        }

        if (HasParts(node))
        {
            return HasObjectBranch(node.AllOf) || HasObjectBranch(node.OneOf) || HasObjectBranch(node.AnyOf);
        }

        // An object without a word about its content: a named one is an empty record, an inline one is any object.
        return node.AdditionalAllowed == false
            || node.AdditionalAllowed is null && node.Place == SchemaPlace.Definition;
    }

    private static bool HasParts(SchemaNode node) =>
        node.HasProperties || node.HasRequired || node.OneOf.Count > 0 || node.AnyOf.Count > 0 || node.AllOf.Count > 0;

    private static bool HasObjectBranch(List<SchemaNode> branches)
    {
        foreach (var branch in branches)
        {
            if (branch.Ref is not null || IsObject(branch))
            {
                return true;
            }
        }

        return false;
    }
}
