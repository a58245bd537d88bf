namespace NanoBananaContracts.Schema;

/// <summary>Bounds that a type takes and a value can meet.</summary>
internal sealed class BoundsReader(ReadingContext context)
{
    private const double LargestExactInteger = 9007199254740992;

    /// <summary>Bounds that the type takes and that do not contradict each other.</summary>
    public Constraints Read(SchemaNode node, TypeKind kind)
    {
        var bounds = node.Constraints;
        if (bounds == Constraints.None)
        {
            return bounds;
        }

        var shape = SchemaShapes.Of(kind);
        var kept = Constraints.None;
        if (Keywords.Find("minimum")!.AppliesTo(shape))
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

        if (Keywords.Find("minLength")!.AppliesTo(shape))
        {
            kept = kept with { MinLength = bounds.MinLength, MaxLength = bounds.MaxLength, Pattern = bounds.Pattern };
            if (kept.MinLength > kept.MaxLength)
            {
                Contradiction(node, "minLength", "maxLength");
            }
        }

        if (Keywords.Find("minItems")!.AppliesTo(shape))
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

        context.Report(
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
    public Constraints Tighten(SchemaNode node, Constraints outer, Constraints inner, TypeKind kind)
    {
        var both = outer.Tighten(inner);
        var integer = kind is TypeKind.Int32 or TypeKind.Int64;
        if (!both.Contradict(integer) || outer.Contradict(integer) || inner.Contradict(integer))
        {
            return both;
        }

        foreach (var member in node.Json.Members)
        {
            if (Keywords.Find(member.Name) is { IsBound: true })
            {
                context.Report(
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
        context.Report(
            SchemaRules.ContradictoryBounds,
            low.Value.Mark,
            $"No value can meet '{lower}' {Wording.Shown(low.Value.Text)} and '{upper}' {Wording.Shown(high.Value.Text)}."
        );
    }
}
