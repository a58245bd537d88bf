namespace NanoBananaContracts.Schema;

/// <summary>Bounds that a type takes and a value can meet.</summary>
internal sealed class BoundsReader(ReadingContext context)
{
    private const double LargestExactInteger = 9007199254740992;

    /// <summary>Most values of an <c>enum</c> that becomes no C# enum: the compiler meets them in one expression.</summary>
    private const int MaxValues = 100;

    /// <summary>Bounds that the type takes and that do not contradict each other.</summary>
    public Constraints Read(SchemaNode node, TypeKind kind)
    {
        var bounds = node.Constraints;
        var kept = kind == TypeKind.Enum ? Constraints.None : ValuesOf(node, kind);
        if (bounds == Constraints.None)
        {
            return kept;
        }

        var shape = SchemaShapes.Of(kind);
        if (Keywords.Find("minimum")!.AppliesTo(shape))
        {
            kept = kept with
            {
                Minimum = InRange(node, "minimum", bounds.Minimum, kind),
                Maximum = InRange(node, "maximum", bounds.Maximum, kind),
                ExclusiveMinimum = InRange(node, "exclusiveMinimum", bounds.ExclusiveMinimum, kind),
                ExclusiveMaximum = InRange(node, "exclusiveMaximum", bounds.ExclusiveMaximum, kind),
                MultipleOf = bounds.MultipleOf,
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
            kept = kept with
            {
                MinItems = bounds.MinItems,
                MaxItems = bounds.MaxItems,
                UniqueItems = bounds.UniqueItems,
            };
            if (kept.MinItems > kept.MaxItems)
            {
                Contradiction(node, "minItems", "maxItems");
            }
        }

        return Keywords.Find("minProperties")!.AppliesTo(shape) ? kept.Tighten(OfObject(node, shape)) : kept;
    }

    /// <summary>Bounds of how many fields an object may have, of their names, and which go together.</summary>
    /// <param name="node">Its schema.</param>
    /// <param name="shape">What it is.</param>
    public Constraints OfObject(SchemaNode node, SchemaShape shape)
    {
        var bounds = node.Constraints;
        if (bounds.MinProperties > bounds.MaxProperties)
        {
            Contradiction(node, "minProperties", "maxProperties");
        }

        return new Constraints(
            MinProperties: bounds.MinProperties,
            MaxProperties: bounds.MaxProperties,
            Names: Keywords.Find("propertyNames")!.AppliesTo(shape) ? bounds.Names : null,
            Dependent: bounds.Dependent
        );
    }

    /// <summary>The only values of what is no enum.</summary>
    private Constraints ValuesOf(SchemaNode node, TypeKind kind)
    {
        if (node.Enum is not { } values || node.IsNamedEnum)
        {
            return Constraints.None;
        }

        if (values.Count > MaxValues)
        {
            context.Report(
                SchemaRules.MixedEnum,
                node.KeyMark("enum"),
                FormattableString.Invariant(
                    $"Values that are neither all texts nor all integers are checked one by one, and there are {values.Count}; {MaxValues} are the most."
                ),
                "Describe them in words."
            );
            return Constraints.None;
        }

        var texts = new List<string>();
        foreach (var value in kind == TypeKind.Any ? values : node.Choices)
        {
            var text = JsonText.Compact(value);
            if (
                kind is TypeKind.Single or TypeKind.Double
                    ? value.Kind != JsonKind.Number
                    : kind == TypeKind.Boolean && value.Kind != JsonKind.Boolean
            )
            {
                context.Report(
                    SchemaRules.MixedEnum,
                    value.Mark,
                    $"{value.Describe()} is not {SchemaShapes.Name(SchemaShapes.Of(kind))}, which the type says.",
                    "Remove it, or the type."
                );
            }
            else if (texts.Contains(text))
            {
                context.Report(
                    SchemaRules.DuplicateEnumValue,
                    value.Mark,
                    $"The value {Wording.Shown(text)} is already there."
                );
            }
            else
            {
                texts.Add(text);
            }
        }

        return new Constraints(Values: new EquatableArray<string>(texts));
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
