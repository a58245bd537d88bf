using System.Globalization;

namespace NanoBananaContracts.Batch;

/// <summary>One picture of a line, which is one call: line 7 with a count of 3 is 7/1, 7/2 and 7/3.</summary>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Picture">Which of its pictures, from 1.</param>
public readonly record struct BatchItem(int Line, int Picture) : IComparable<BatchItem>
{
    /// <summary>By line, then by picture.</summary>
    /// <param name="other">The other item.</param>
    public int CompareTo(BatchItem other) => (Line, Picture).CompareTo((other.Line, other.Picture));

    /// <summary>Line and picture.</summary>
    /// <returns>Such as <c>7/2</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}/{Picture}");

    /// <summary>Whether the first comes before the second.</summary>
    public static bool operator <(BatchItem left, BatchItem right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first comes behind the second.</summary>
    public static bool operator >(BatchItem left, BatchItem right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first comes before the second, or is it.</summary>
    public static bool operator <=(BatchItem left, BatchItem right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first comes behind the second, or is it.</summary>
    public static bool operator >=(BatchItem left, BatchItem right) => left.CompareTo(right) >= 0;
}
