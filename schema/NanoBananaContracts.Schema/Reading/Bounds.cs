namespace NanoBananaContracts.Schema;

/// <summary>Arithmetic of bounds.</summary>
internal static class Bounds
{
    /// <summary>Both bounds at once: the tighter of each. A pattern of <paramref name="inner"/> wins.</summary>
    /// <param name="outer">Bounds of a definition.</param>
    /// <param name="inner">Bounds where it is used.</param>
    public static Constraints Tighten(this Constraints outer, Constraints inner) =>
        inner == Constraints.None ? outer
        : outer == Constraints.None ? inner
        : new Constraints(
            Largest(outer.Minimum, inner.Minimum),
            Smallest(outer.Maximum, inner.Maximum),
            Largest(outer.ExclusiveMinimum, inner.ExclusiveMinimum),
            Smallest(outer.ExclusiveMaximum, inner.ExclusiveMaximum),
            (int?)Largest(outer.MinLength, inner.MinLength),
            (int?)Smallest(outer.MaxLength, inner.MaxLength),
            (int?)Largest(outer.MinItems, inner.MinItems),
            (int?)Smallest(outer.MaxItems, inner.MaxItems),
            inner.Pattern ?? outer.Pattern,
            CommonMultiple(outer.MultipleOf, inner.MultipleOf),
            outer.UniqueItems || inner.UniqueItems,
            (int?)Largest(outer.MinProperties, inner.MinProperties),
            (int?)Smallest(outer.MaxProperties, inner.MaxProperties),
            Common(outer.Values, inner.Values),
            outer.Names is { } names && inner.Names is { } more ? names.Tighten(more) : inner.Names ?? outer.Names,
            new EquatableArray<DependentFields>(outer.Dependent.Concat(inner.Dependent).Distinct())
        );

    /// <summary>True when no value can meet the bounds.</summary>
    /// <param name="bounds">Bounds.</param>
    /// <param name="integer">True when only whole numbers count.</param>
    public static bool Contradict(this Constraints bounds, bool integer)
    {
        var step = integer ? 1 : 0;
        var lower = Largest(bounds.Minimum, bounds.ExclusiveMinimum + step);
        var upper = Smallest(bounds.Maximum, bounds.ExclusiveMaximum - step);
        var touching =
            !integer && lower == upper && (lower == bounds.ExclusiveMinimum || upper == bounds.ExclusiveMaximum);
        return lower > upper
            || touching && lower is not null
            || bounds.MinLength > bounds.MaxLength
            || bounds.MinItems > bounds.MaxItems
            || bounds.MinProperties > bounds.MaxProperties;
    }

    private static EquatableArray<string> Common(EquatableArray<string> x, EquatableArray<string> y) =>
        x.IsEmpty ? y
        : y.IsEmpty ? x
        : new EquatableArray<string>(x.Where(y.Contains));

    /// <summary>The least number that is a multiple of both; exact, since both are decimal and of bounded size.</summary>
    private static double? CommonMultiple(double? x, double? y)
    {
        if (x is not { } a || y is not { } b)
        {
            return x ?? y;
        }

        var (larger, smaller) = ((decimal)Math.Max(a, b), (decimal)Math.Min(a, b));
        var product = larger;
        while (smaller != 0)
        {
            (larger, smaller) = (smaller, larger % smaller);
        }

        return (double)(product / larger * (decimal)Math.Min(a, b));
    }

    private static double? Largest(double? x, double? y) => x is { } a && y is { } b ? Math.Max(a, b) : x ?? y;

    private static double? Smallest(double? x, double? y) => x is { } a && y is { } b ? Math.Min(a, b) : x ?? y;
}
