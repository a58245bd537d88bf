namespace NanoBananaContracts.Http;

/// <summary>Names that may stand before the colon of a header, or as the scheme of its value (RFC 9110, token).</summary>
internal static class HeaderName
{
    internal static string Checked(string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("A header name cannot be empty.", nameof(name));
        }

        foreach (var c in name)
        {
            if (c is <= ' ' or > '~' || "\"(),/:;<=>?@[\\]{}".IndexOf(c) >= 0)
            {
                throw new ArgumentException($"U+{(int)c:X4} cannot stand in a header name.", nameof(name));
            }
        }

        return name;
    }
}
