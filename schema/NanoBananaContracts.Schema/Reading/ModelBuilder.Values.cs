using System;
using System.Collections.Generic;
using System.Globalization;

namespace NanoBananaContracts.Schema;

/// <summary>Bounds, defaults, constants, and values of an enum where it is used.</summary>
internal sealed partial class ModelBuilder
{
    private const double LargestExactInteger = 9007199254740992;

    /// <summary>Bounds that the type takes and that do not contradict each other.</summary>
    private Constraints BoundsOf(SchemaNode node, TypeKind kind)
    {
        var bounds = node.Constraints;
        if (bounds == Constraints.None)
        {
            return bounds;
        }

        var shape = ShapeOf(kind);
        var kept = Constraints.None;
        if (SchemaKeywords.AppliesTo("minimum", shape))
        {
            kept = kept with
            {
                Minimum = InRange(node, "minimum", bounds.Minimum, kind),
                Maximum = InRange(node, "maximum", bounds.Maximum, kind),
                ExclusiveMinimum = InRange(node, "exclusiveMinimum", bounds.ExclusiveMinimum, kind),
                ExclusiveMaximum = InRange(node, "exclusiveMaximum", bounds.ExclusiveMaximum, kind),
            };
            CheckNumbers(node, kept, kind);
        }

        if (SchemaKeywords.AppliesTo("minLength", shape))
        {
            kept = kept with { MinLength = bounds.MinLength, MaxLength = bounds.MaxLength, Pattern = bounds.Pattern };
            if (kept.MinLength > kept.MaxLength)
            {
                Contradiction(node, "minLength", "maxLength");
            }
        }

        if (SchemaKeywords.AppliesTo("minItems", shape))
        {
            kept = kept with { MinItems = bounds.MinItems, MaxItems = bounds.MaxItems };
            if (kept.MinItems > kept.MaxItems)
            {
                Contradiction(node, "minItems", "maxItems");
            }
        }

        return kept;
    }

    private double? InRange(SchemaNode node, string keyword, double? bound, TypeKind kind)
    {
        if (bound is not { } value)
        {
            return null;
        }

        var problem = kind switch
        {
            TypeKind.Int32 when value is < int.MinValue or > int.MaxValue => "An int32 cannot reach it.",
            TypeKind.Int32 or TypeKind.Int64 when Math.Floor(value) != value => "An integer has no fraction.",
            TypeKind.Int64 when Math.Abs(value) > LargestExactInteger => "Bounds are exact up to 2 to the 53rd only.",
            _ => null,
        };
        if (problem is null)
        {
            return value;
        }

        diagnostics.Report(
            SchemaRules.BadBound,
            node.Json.Find(keyword)!.Value.Mark,
            $"'{keyword}' cannot be {Wording.Shown(node.Json.Find(keyword)!.Value.Text)}: {char.ToLowerInvariant(problem[0])}{problem.Substring(1)}"
        );
        return null;
    }

    private void CheckNumbers(SchemaNode node, Constraints bounds, TypeKind kind)
    {
        // An integer between two neighbours is none: 1 < x < 2.
        var step = kind is TypeKind.Int32 or TypeKind.Int64 ? 1 : 0;
        var (lower, lowerName) =
            bounds.ExclusiveMinimum is { } above && !(bounds.Minimum > above)
                ? (above + step, "exclusiveMinimum")
                : (bounds.Minimum, "minimum");
        var (upper, upperName) =
            bounds.ExclusiveMaximum is { } below && !(bounds.Maximum < below)
                ? (below - step, "exclusiveMaximum")
                : (bounds.Maximum, "maximum");
        var touching = step == 0 && (lowerName == "exclusiveMinimum" || upperName == "exclusiveMaximum");
        if (lower > upper || touching && lower == upper)
        {
            Contradiction(node, lowerName, upperName);
        }
    }

    /// <summary>Bounds of a definition and of the place that uses it, together; reported where only both contradict.</summary>
    private Constraints Tightened(SchemaNode node, Constraints outer, Constraints inner, TypeKind kind)
    {
        var both = outer.Tighten(inner);
        var integer = kind is TypeKind.Int32 or TypeKind.Int64;
        if (!both.Contradict(integer) || outer.Contradict(integer) || inner.Contradict(integer))
        {
            return both;
        }

        foreach (var member in node.Json.Members)
        {
            if (SchemaKeywords.IsBound(member.Name))
            {
                diagnostics.Report(
                    SchemaRules.ContradictoryBounds,
                    member.Key.Mark,
                    "No value can meet the bounds here and those of the definition it refers to."
                );
                break;
            }
        }

        return both;
    }

    private void Contradiction(SchemaNode node, string lower, string upper)
    {
        var (low, high) = (node.Json.Find(lower)!, node.Json.Find(upper)!);
        diagnostics.Report(
            SchemaRules.ContradictoryBounds,
            low.Value.Mark,
            $"No value can meet '{lower}' {Wording.Shown(low.Value.Text)} and '{upper}' {Wording.Shown(high.Value.Text)}."
        );
    }

    private string? SpellingOf(SchemaNode node, TypeReference type)
    {
        if (node.Spelling is not { } spelling)
        {
            return null;
        }

        if (EnumOf(type) is not { } definition)
        {
            if (Innermost(type).Kind != TypeKind.Any)
            {
                diagnostics.Report(
                    SchemaRules.NotAnEnum,
                    node.KeyMark("x-spelling"),
                    "'x-spelling' stands on something that is not an enum."
                );
            }

            return null;
        }

        foreach (var known in definition.Spellings)
        {
            if (known == spelling.Text)
            {
                return known;
            }
        }

        diagnostics.Report(
            SchemaRules.UnknownSpelling,
            spelling.Mark,
            $"'{definition.SchemaName}' has no spelling {Wording.Shown(spelling.Text)}.",
            suggestion.DidYouMean(spelling.Text, definition.Spellings)
        );
        return null;
    }

    /// <summary>Values of an <c>enum</c> beside a reference to an enum: those of the enum that are allowed there.</summary>
    private EquatableArray<string> Narrowed(SchemaNode node, ResolvedType target)
    {
        if (EnumOf(target.Type) is not { } definition)
        {
            if (Innermost(target.Type).Kind != TypeKind.Any)
            {
                diagnostics.Report(
                    SchemaRules.NotAnEnum,
                    node.KeyMark("enum"),
                    "'enum' beside a reference narrows an enum, and this is not a reference to one."
                );
            }

            return default;
        }

        var known = new Dictionary<string, EnumValue>(StringComparer.Ordinal);
        foreach (var value in definition.Values)
        {
            known[value.Text] = value;
        }

        var allowed = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Enum!)
        {
            if (
                item.Kind != (definition.IsInteger ? JsonKind.Number : JsonKind.String)
                || !known.ContainsKey(item.Text)
            )
            {
                diagnostics.Report(
                    SchemaRules.UnknownEnumValue,
                    item.Mark,
                    $"{Wording.Shown(item.Text)} is not a value of '{definition.SchemaName}'.",
                    suggestion.DidYouMean(item.Text, known.Keys)
                );
            }
            else if (seen.Add(item.Text))
            {
                allowed.Add(item.Text);
            }
            else
            {
                diagnostics.Report(
                    SchemaRules.DuplicateEnumValue,
                    item.Mark,
                    $"The value {Wording.Shown(item.Text)} is listed twice."
                );
            }
        }

        if (node.Enum.Count == 0)
        {
            diagnostics.Report(SchemaRules.EmptyEnum, node.KeyMark("enum"), "No value is allowed here.");
        }

        return new EquatableArray<string>(allowed.ToArray());
    }

    private string? ConstOf(SchemaNode node, ResolvedType type) => FittingValue(node.Const!, "const", type);

    private string? DefaultOf(SchemaNode node, ResolvedType type) =>
        node.Default is null ? null : FittingValue(node.Default, "default", type);

    private string? FittingValue(JsonNode value, string keyword, ResolvedType type)
    {
        if (Fits(value, type.Type, type.AllowedValues))
        {
            return JsonText.Compact(value);
        }

        diagnostics.Report(
            SchemaRules.DefaultDoesNotFit,
            value.Mark,
            $"{value.Describe()} of '{keyword}' is not {Wanted(type)}."
        );
        return null;
    }

    private string Wanted(ResolvedType type) =>
        type.Type.Kind == TypeKind.Enum ? $"a value of '{EnumOf(type.Type)?.SchemaName}' that is allowed here"
        : type.Type.Kind == TypeKind.Int32 ? "an integer of 32 bits"
        : SchemaKeywords.Name(ShapeOf(type.Type.Kind));

    private bool Fits(JsonNode value, TypeReference type, EquatableArray<string> allowed)
    {
        switch (type.Kind)
        {
            case TypeKind.Boolean:
                return value.Kind == JsonKind.Boolean;
            case TypeKind.Int32:
                return value.Kind == JsonKind.Number
                    && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            case TypeKind.Int64:
                return value.Kind == JsonKind.Number && IsInt64(value.Text);
            case TypeKind.Int64String:
                return value.Kind == JsonKind.String && IsInt64(value.Text);
            case TypeKind.Single:
            case TypeKind.Double:
                return value.Kind == JsonKind.Number
                    || value.Kind == JsonKind.String && value.Text is "NaN" or "Infinity" or "-Infinity";
            case TypeKind.String:
            case TypeKind.Base64:
            case TypeKind.Timestamp:
            case TypeKind.Duration:
                return value.Kind == JsonKind.String;
            case TypeKind.AnyObject:
            case TypeKind.Message:
            case TypeKind.Map:
                return value.Kind == JsonKind.Object;
            case TypeKind.Enum:
                return EnumOf(type) is not { } definition || IsValue(value, definition, allowed);
            case TypeKind.List:
                if (value.Kind != JsonKind.Array)
                {
                    return false;
                }

                foreach (var item in value.Items)
                {
                    if (!Fits(item, type.Element!, allowed))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    private static bool IsValue(JsonNode value, EnumDefinition definition, EquatableArray<string> allowed)
    {
        if (value.Kind != (definition.IsInteger ? JsonKind.Number : JsonKind.String))
        {
            return false;
        }

        foreach (var text in allowed)
        {
            if (text == value.Text)
            {
                return true;
            }
        }

        foreach (var known in definition.Values)
        {
            if (known.Text == value.Text)
            {
                return allowed.IsEmpty;
            }
        }

        return false;
    }

    private static bool IsInt64(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static TypeReference Innermost(TypeReference type)
    {
        while (type.Element is { } element)
        {
            type = element;
        }

        return type;
    }

    /// <summary>The enum a type is, or is a list or map of; else null.</summary>
    private EnumDefinition? EnumOf(TypeReference type)
    {
        var inner = Innermost(type);
        return inner.Kind == TypeKind.Enum && enums.TryGetValue(inner.Name!, out var definition) ? definition : null;
    }
}
