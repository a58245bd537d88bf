namespace NanoBananaContracts.Schema;

/// <summary>How the texts of a file are named in a finding about them.</summary>
internal static class Wording
{
    private const int ShownLength = 60;

    /// <summary>A text in single quotes for a message: control characters escaped, a long one cut.</summary>
    /// <param name="value">Any text.</param>
    public static string Shown(string value)
    {
        var cut = value.Length > ShownLength;
        var length = cut ? ShownLength : value.Length;
        if (cut && char.IsHighSurrogate(value[length - 1]))
        {
            length--;
        }

        return "'" + HiddenCharacters.Escaped(value.Substring(0, length)) + (cut ? "...'" : "'");
    }
}
