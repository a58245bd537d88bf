namespace NanoBananaContracts;

/// <summary>
/// A model id is free text (ids come and go), but it becomes part of an address: only what cannot change the address
/// is allowed in it.
/// </summary>
internal static class ModelId
{
    private const string Prefix = "models/";

    /// <summary>What is wrong with <paramref name="id"/>, as the end of a sentence; <see langword="null"/> if nothing.</summary>
    internal static string? Problem(string id)
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
            if (!IsAllowed(bare[i]))
            {
                return $"has a character that cannot stand in a model id (U+{(int)bare[i]:X4} at {i + 1}); "
                    + "letters, digits, '.', '_', '-' and '@' can.";
            }
        }

        return bare is "." or ".." ? "is not a model id." : null;
    }

    /// <summary>The id without <c>models/</c>, which the address has already.</summary>
    internal static string Bare(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) ? id.Substring(Prefix.Length) : id;

    private static bool IsAllowed(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-' or '@';
}
