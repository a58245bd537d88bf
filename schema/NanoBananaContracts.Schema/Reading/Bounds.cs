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
            inner.Pattern ?? outer.Pattern
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
            || bounds.MinItems > bounds.MaxItems;
    }

    private static double? Largest(double? x, double? y) => x is { } a && y is { } b ? Math.Max(a, b) : x ?? y;

    private static double? Smallest(double? x, double? y) => x is { } a && y is { } b ? Math.Min(a, b) : x ?? y;
}
