namespace NanoBananaContracts.Schema;

/// <summary>
/// Where a node of the model stands in its schema file. Any two marks are equal, on purpose: a model is compared by
/// what it says, so that an edit which only moves lines regenerates nothing. Compare <see cref="Line"/> and
/// <see cref="Column"/> when the place itself matters.
/// </summary>
/// <param name="line">One-based line.</param>
/// <param name="column">One-based column, in UTF-16 code units.</param>
/// <param name="length">Length of the marked text on that line, in UTF-16 code units.</param>
public readonly struct SourceMark(int line, int column, int length = 1) : IEquatable<SourceMark>
{
    /// <summary>One-based line.</summary>
    public int Line { get; } = line;

    /// <summary>One-based column, in UTF-16 code units.</summary>
    public int Column { get; } = column;

    /// <summary>Length of the marked text on that line, in UTF-16 code units.</summary>
    public int Length { get; } = length;

    /// <summary>Always true; see the type.</summary>
    /// <param name="other">Another mark.</param>
    public bool Equals(SourceMark other) => true;

    /// <summary>True for every mark; see the type.</summary>
    /// <param name="obj">Another mark.</param>
    public override bool Equals(object? obj) => obj is SourceMark;

    /// <summary>The same for every mark; see the type.</summary>
    public override int GetHashCode() => 0;

    /// <summary><c>(line,column)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({Line},{Column})");

    /// <summary>Always true; see the type.</summary>
    public static bool operator ==(SourceMark left, SourceMark right) => left.Equals(right);

    /// <summary>Always false; see the type.</summary>
    public static bool operator !=(SourceMark left, SourceMark right) => !left.Equals(right);
}
