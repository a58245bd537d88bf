using System.Globalization;

namespace NanoBananaContracts.Batch;

/// <summary>A mistake in a list, found before anything is sent.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The byte of the line, from 1, where that is known.</param>
/// <param name="Message">What is wrong and what to do, in one line; it never has a key.</param>
public sealed record BatchMistake(int Line, int? Column, string Message)
{
    /// <summary>Place and message.</summary>
    /// <returns>Such as <c>line 7, column 12: ...</c>.</returns>
    public override string ToString() =>
        Column is { } column
            ? string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {column}: {Message}")
            : string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Message}");
}
