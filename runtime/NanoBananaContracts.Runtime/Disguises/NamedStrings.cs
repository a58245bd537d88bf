namespace NanoBananaContracts;

/// <summary>The strings of JSON members of one name: a text that parts or events bring piece by piece.</summary>
/// <remarks>Found in the text, as it works alike on events, on arrays, on bodies that were cut and on JSON in a string.</remarks>
internal static class NamedStrings
{
    private const int LongestName = 100;
    private const int LongestSpace = 100;

    /// <summary>
    /// For each name that stands more than once, where what is in its strings begins and ends; <see langword="null"/> where
    /// there are no members.
    /// </summary>
    /// <param name="text">A text whose escapes are resolved.</param>
    public static IEnumerable<IReadOnlyList<(int Start, int End)>>? In(string text)
    {
        Dictionary<string, List<(int, int)>>? byName = null;
        var at = 0;
        while ((at = text.IndexOf('"', at)) >= 0)
        {
            at++;
            if (StringBehind(text, at, out var nameEnd) is not { } start)
            {
                continue;
            }

            var end = text.IndexOf('"', start) is var quote && quote < 0 ? text.Length : quote;
            byName ??= new(StringComparer.Ordinal);
            var name = text.Substring(at, nameEnd - at);
            if (!byName.TryGetValue(name, out var strings))
            {
                byName.Add(name, strings = []);
            }

            strings.Add((start, end));
            at = end;
        }

        return byName?.Values.Where(strings => strings.Count > 1);
    }

    /// <summary>Where what is in a string begins whose name stands there; <see langword="null"/> where none does.</summary>
    private static int? StringBehind(string text, int at, out int nameEnd)
    {
        nameEnd = at;
        while (nameEnd < text.Length && nameEnd - at < LongestName && IsOfName(text[nameEnd]))
        {
            nameEnd++;
        }

        if (nameEnd == at || nameEnd == text.Length || text[nameEnd] != '"')
        {
            return null;
        }

        var colon = SkipSpace(text, nameEnd + 1);
        if (colon == text.Length || text[colon] != ':')
        {
            return null;
        }

        var quote = SkipSpace(text, colon + 1);
        return quote < text.Length && text[quote] == '"' ? quote + 1 : null;
    }

    private static int SkipSpace(string text, int at)
    {
        var end = Math.Min(text.Length, at + LongestSpace);
        while (at < end && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsOfName(char unit) =>
        Base64Run.IsLetterOrDigit(unit) || unit is '_' or '$' or '@' or '.' or '-';
}
