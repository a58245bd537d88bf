namespace NanoBananaContracts;

/// <summary>
/// A model id is free text (ids come and go), but it becomes part of an address: only what cannot change the address
/// is allowed in it.
/// </summary>
internal static class ModelId
{
    private const string Prefix = "models/";

    /// <summary>What a provider's ids may have beside the usual characters.</summary>
    internal const string Further = "/:";

    /// <summary>What is wrong with <paramref name="id"/>, as the end of a sentence; <see langword="null"/> if nothing.</summary>
    /// <param name="id">The id.</param>
    /// <param name="further">The further characters of the provider's ids: <c>/</c>, <c>:</c>, both or none.</param>
    internal static string? Problem(string id, string further)
    {
        var bare = Bare(id);
        if (bare.Length == 0)
        {
            return "is empty.";
        }

        if (bare.Length > 200)
        {
            return "is longer than 200 characters.";
        }

        for (var i = 0; i < bare.Length; i++)
        {
            if (!IsAllowed(bare[i]) && further.IndexOf(bare[i]) < 0)
            {
                return WrongCharacter(bare, i, further);
            }
        }

        // Each word of the path by itself: none may lead upwards, or be missing.
        foreach (var word in bare.Split('/'))
        {
            if (word is "" or "." or "..")
            {
                return "is not a model id.";
            }
        }

        return null;
    }

    /// <summary>The id without <c>models/</c>, which the address has already.</summary>
    internal static string Bare(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) ? id.Substring(Prefix.Length) : id;

    /// <summary>
    /// The id as it stands in a path: <c>/</c> divides words there as well, and <c>:</c> is escaped, since behind the last one
    /// stands the operation.
    /// </summary>
    internal static string Escaped(string id) => Uri.EscapeDataString(id).Replace("%2F", "/");

    private static string WrongCharacter(string bare, int at, string further)
    {
        var can = "letters, digits, '.', '_', '-' and '@' can";
        var elsewhere =
            Further.IndexOf(bare[at]) >= 0
                ? ", and this one where the provider's file names it in modelIdCharacters"
                : string.Concat(further.Select(one => $", and '{one}' at this provider"));
        return $"has a character that cannot stand in a model id (U+{(int)bare[at]:X4} at {at + 1}); {can}{elsewhere}.";
    }

    private static bool IsAllowed(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-' or '@';
}
