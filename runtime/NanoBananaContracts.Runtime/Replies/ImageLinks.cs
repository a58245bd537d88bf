namespace NanoBananaContracts;

/// <summary>Finds images that a gateway put into text: a data URL, or a link to a hosted file.</summary>
internal static class ImageLinks
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp"];

    /// <summary>What was found, as part of a sentence ("a data URL"); <see langword="null"/> if nothing.</summary>
    internal static string? Find(string text)
    {
        if (text.IndexOf("data:image/", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return "a data URL";
        }

        // ![a fox](https://host/fox): Markdown says itself that it is an image.
        var image = text.IndexOf("![", StringComparison.Ordinal);
        if (image >= 0 && text.IndexOf("](http", image, StringComparison.OrdinalIgnoreCase) > image)
        {
            return "a Markdown link";
        }

        return IsBareLink(text.Trim()) ? "a link" : null;
    }

    /// <summary>A text that is nothing but the address of an image file. A link inside a sentence may be a source.</summary>
    private static bool IsBareLink(string text)
    {
        if (
            !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        )
        {
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        var end = text.IndexOfAny(['?', '#']);
        var path = end < 0 ? text : text.Substring(0, end);
        return Array.Exists(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }
}
