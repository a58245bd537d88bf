namespace NanoBananaContracts.Serialization;

/// <summary>Names that may stand before the colon of a header, or as the scheme of its value (RFC 9110, token).</summary>
internal static class HeaderName
{
    private const string Separators = "\"(),/:;<=>?@[\\]{}";

    internal static bool IsToken(string text) => text.Length > 0 && text.All(IsOfToken);

    internal static string Checked(string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("A header name cannot be empty.", nameof(name));
        }

        foreach (var c in name)
        {
            if (!IsOfToken(c))
            {
                throw new ArgumentException($"U+{(int)c:X4} cannot stand in a header name.", nameof(name));
            }
        }

        return name;
    }

    private static bool IsOfToken(char unit) => unit is > ' ' and <= '~' && Separators.IndexOf(unit) < 0;
}
