namespace NanoBananaContracts.Schema;

/// <summary>How the texts of a file are named in a finding about them.</summary>
internal static class Wording
{
    private const int ShownLength = 60;
    private const int LineLength = 1_000;

    /// <summary>A text in single quotes for a message: control characters escaped, a long one cut.</summary>
    /// <param name="value">Any text.</param>
    public static string Shown(string value)
    {
        var start = Start(value, ShownLength);
        return "'" + HiddenCharacters.Escaped(start) + (start.Length < value.Length ? "...'" : "'");
    }

    /// <summary>
    /// A text, or a sentence about one, that stays on its line: hidden characters escaped, a long one cut. A build reads
    /// what stands on a line of its own as a message of a compiler.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static string Line(string text)
    {
        var start = Start(text, LineLength);
        return HiddenCharacters.Escaped(start) + (start.Length < text.Length ? "..." : "");
    }

    private static string Start(string text, int length) =>
        text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text.Substring(0, length - 1)
        : text.Substring(0, length);
}
