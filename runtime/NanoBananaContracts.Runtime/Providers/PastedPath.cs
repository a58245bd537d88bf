namespace NanoBananaContracts;

/// <summary>
/// The path of a provider's models in an address that was pasted from an example:
/// <c>/v1/projects/p/locations/l/publishers/google/models/m:generateContent</c>, or the beginning of it.
/// </summary>
internal static class PastedPath
{
    /// <summary>Number of the first word of it among those of the address; -1 where the address does not end in it.</summary>
    /// <param name="words">The path of the address, taken apart at <c>/</c>; the first word is empty.</param>
    /// <param name="template">The path of the provider's models.</param>
    /// <param name="values">Takes what stands there for the names in braces.</param>
    internal static int Start(string[] words, string template, IDictionary<string, string>? values = null)
    {
        var places = template.Substring(1).Split('/');
        for (var start = 1; start < words.Length; start++)
        {
            // A word in braces alone would be any word, and a path of one's own.
            if (words[start] != places[0] || !Fits(words, start, places))
            {
                continue;
            }

            for (var at = start; values is not null && at < words.Length; at++)
            {
                if (IsPlace(places[at - start]))
                {
                    values[places[at - start].Trim('{', '}')] = words[at];
                }
            }

            return start;
        }

        return -1;
    }

    private static bool Fits(string[] words, int start, string[] places)
    {
        var fits = words.Length - start <= places.Length;
        for (var at = start; fits && at < words.Length; at++)
        {
            fits = words[at].Length > 0 && (IsPlace(places[at - start]) || words[at] == places[at - start]);
        }

        return fits;
    }

    private static bool IsPlace(string word) => word[0] == '{';
}
