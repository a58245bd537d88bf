namespace NanoBananaContracts;

/// <summary>A number of things in a sentence.</summary>
internal static class Counted
{
    /// <summary><c>1 image</c>, <c>2 images</c>.</summary>
    internal static string Of(int number, string unit) => FormattableString.Invariant($"{number} {Unit(number, unit)}");

    /// <summary><c>image</c> of one, <c>images</c> of any other number.</summary>
    internal static string Unit(int number, string unit) => number == 1 ? unit : unit + "s";
}
