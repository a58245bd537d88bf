namespace NanoBananaContracts.Serialization;

/// <summary>
/// What programs put around Base64, or in its place, when they turn bytes into a text: seen by the first characters, which
/// are escaped as they stood in the JSON.
/// </summary>
internal static class Base64Wrapping
{
    /// <summary>How many characters tell the wrapping.</summary>
    internal const int LongestStart = 16;

    /// <summary>The longest prefix of a data URL that is one.</summary>
    internal const int LongestPrefix = 64;

    /// <summary>Length of the prefix of a data URL with Base64, its comma included.</summary>
    /// <param name="text">A text, or its beginning.</param>
    /// <returns>0 where there is none; -1 where the text ends before that is known.</returns>
    internal static int PrefixLength(ReadOnlySpan<byte> text)
    {
        var scheme = "data:"u8;
        var common = Math.Min(text.Length, scheme.Length);
        if (!text.Slice(0, common).SequenceEqual(scheme.Slice(0, common)))
        {
            return 0;
        }

        for (var at = common; at < text.Length && at < LongestPrefix; at++)
        {
            switch (text[at])
            {
                case (byte)',':
                    return text.Slice(0, at).EndsWith(";base64"u8) ? at + 1 : 0;
                case (byte)'\\' when at + 1 == text.Length:
                    break; // What it escapes is still to come.
                case (byte)'\\' when text[at + 1] == (byte)'/':
                    at++; // image\/png
                    break;
                case <= (byte)' ' or (byte)'"' or (byte)'\\' or > (byte)'~':
                    return 0;
                default:
                    break;
            }
        }

        return text.Length < LongestPrefix ? -1 : 0;
    }

    /// <summary>A text without the blanks, quotation marks and byte order mark in front of it.</summary>
    internal static ReadOnlySpan<byte> WithoutBlanks(ReadOnlySpan<byte> text)
    {
        int length;
        while ((length = BlankLength(text)) > 0)
        {
            text = text.Slice(length);
        }

        return text;
    }

    private static int BlankLength(ReadOnlySpan<byte> text) =>
        text is [(byte)' ' or (byte)'\'' or (byte)'"', ..] ? 1
        : text is [(byte)'\\', (byte)'n' or (byte)'r' or (byte)'t' or (byte)'"', ..] ? 2
        : text is [0xEF, 0xBB, 0xBF, ..] ? 3
        : text.StartsWith("\\uFEFF"u8) || text.StartsWith("\\ufeff"u8) ? 6
        : 0;

    /// <summary>What a text that is no Base64 is, as part of a sentence; <see langword="null"/> where that does not show.</summary>
    internal static string? Name(ReadOnlySpan<byte> text) =>
        text.StartsWith("data:"u8) ? "a data URL"
        : text.StartsWith("b'"u8) || text.StartsWith("b\\\""u8) ? "Python's way to show bytes, b'...'"
        : text.StartsWith("<Buffer "u8) ? "Node's way to show a Buffer"
        : text.StartsWith("{"u8) ? "JSON inside a text"
        : text.StartsWith("["u8)
            ? text.StartsWith("[object "u8) ? "JavaScript's way to show an object"
                : "a list inside a text"
        : text.StartsWith("System."u8) ? "the name of a .NET type"
        : text.StartsWith("\\\\x"u8) ? "hexadecimal"
        : text.StartsWith("http:"u8) || text.StartsWith("https:"u8) ? "an address"
        : null;
}
