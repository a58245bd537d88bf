namespace NanoBananaContracts;

/// <summary>Finds images that a gateway put into text: a data URL, an element of HTML, a link to a hosted file, bare Base64.</summary>
internal static class ImageLinks
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp"];

    private static readonly string[] Labels = ["download", "image", "picture"];

    // The first characters of the Base64 of a PNG, a JPEG, a WebP, a GIF.
    private static readonly string[] Signatures = ["iVBORw0KGgo", "/9j/", "UklGR", "R0lGOD"];

    // What ends an address; Chinese and Japanese have no space between their signs and what follows.
    private static readonly char[] Separators =
    [
        .. " \t\r\n\"<>`|\u00A0\u3000\uFF1A\uFF0C\u3002\uFF1B\uFF01\u3001\u300C\u300D\uFF08\uFF09\u3010\u3011",
    ];

    private static readonly char[] AroundAddress = [.. "'()[]{}.,;:!?*_~"];

    private const int ShortestBase64 = 64;

    /// <summary>What was found, as part of a sentence ("a data URL"), the address of a bare link in it; <see langword="null"/> if nothing.</summary>
    internal static string? Find(string text)
    {
        if (text.IndexOf("data:image/", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return "a data URL";
        }

        if (
            text.IndexOf("<img ", StringComparison.OrdinalIgnoreCase) is >= 0 and var element
            && text.IndexOf("src", element, StringComparison.OrdinalIgnoreCase) >= 0
        )
        {
            return "an HTML element, <img>,";
        }

        // ![a fox](/files/fox): Markdown says itself that it is an image.
        var image = text.IndexOf("![", StringComparison.Ordinal);
        if (image >= 0 && text.IndexOf("](", image, StringComparison.Ordinal) > image)
        {
            return "a Markdown link";
        }

        text = text.Trim();
        return HasLinkToImage(text) ? "a Markdown link"
            : IsBareBase64(text) ? "bare Base64"
            : Address(text) is { } address ? $"a link, {address},"
            : null;
    }

    /// <summary>A link that says it is one to an image, by its words or its address, or is all there is: a source in a sentence is not.</summary>
    private static bool HasLinkToImage(string text)
    {
        for (
            var middle = text.IndexOf("](", StringComparison.Ordinal);
            middle >= 0;
            middle = text.IndexOf("](", middle + 2, StringComparison.Ordinal)
        )
        {
            var start = text.LastIndexOf('[', middle);
            var end = text.IndexOf(')', middle);
            if (start < 0 || end < 0)
            {
                continue;
            }

            var label = text.Substring(start + 1, middle - start - 1);
            var isAll = start == 0 && end == text.Length - 1;
            if (
                isAll
                || Array.Exists(Labels, word => label.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
                || IsImageAddress(text.Substring(middle + 2, end - middle - 2))
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first address of an image file among words, on this host or another: the name of a file alone is none.</summary>
    private static string? Address(string text)
    {
        foreach (var word in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            var scheme = word.IndexOf("http", StringComparison.OrdinalIgnoreCase);
            var address = (scheme < 0 ? word : word.Substring(scheme)).Trim(AroundAddress);
            if (IsAddress(address) && IsImageAddress(address))
            {
                return address;
            }
        }

        return null;
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("/", StringComparison.Ordinal);

    private static bool IsImageAddress(string address)
    {
        var end = address.IndexOfAny(['?', '#']);
        var path = end < 0 ? address : address.Substring(0, end);
        return Array.Exists(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsBareBase64(string text) =>
        text.Length >= ShortestBase64
        && !HasWhiteSpace(text.Substring(0, ShortestBase64))
        && Array.Exists(Signatures, signature => text.StartsWith(signature, StringComparison.Ordinal));

    private static bool HasWhiteSpace(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                return true;
            }
        }

        return false;
    }
}
