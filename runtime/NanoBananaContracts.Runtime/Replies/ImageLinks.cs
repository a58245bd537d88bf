namespace NanoBananaContracts;

/// <summary>Finds images that a gateway put into text: a data URL, an element of HTML, a link to a hosted file, bare Base64.</summary>
/// <remarks>
/// A link is one to an image by its address, that of an image file; by its words, image or picture; as a download that ends its
/// line; or as the whole text. A page and a document are none. A link among words behind which something is asked is talk, and
/// so is Markdown or HTML in a code span. What may be either is an image: it is not asked for again at the caller's cost, and
/// the failure has the words too.
/// </remarks>
internal static class ImageLinks
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".webp"];

    private static readonly string[] Documents = ["/", ".pdf", ".htm", ".html", ".zip", ".txt", ".md", ".doc", ".docx"];

    private static readonly string[] Schemes = ["https://", "http://", "sandbox:/", "gs://", "file://"];

    private static readonly string[] Labels = ["image", "picture"];

    // The first characters of the Base64 of a PNG, a JPEG, a WebP, a GIF.
    private static readonly string[] Signatures = ["iVBORw0KGgo", "/9j/", "UklGR", "R0lGOD"];

    // What ends an address; Chinese and Japanese have no space between their signs and what follows.
    private static readonly char[] Separators =
    [
        .. " \t\r\n\"<>`|\u00A0\u3000\uFF1A\uFF0C\u3002\uFF1B\uFF01\uFF1F\u3001\u300C\u300D\uFF08\uFF09\u3010\u3011",
    ];

    private static readonly char[] AroundAddress = [.. "'()[]{}.,;:!?*_~"];

    private const string Closers = "'\")]*_`\u2019\u201D";

    private const int ShortestBase64 = 64;

    /// <summary>What was found, as part of a sentence ("a data URL"), the address of a bare link in it; <see langword="null"/> if nothing.</summary>
    internal static string? Find(string text)
    {
        if (text.IndexOf("data:image/", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return "a data URL";
        }

        if (
            OutOfCode(text, "<img ") is >= 0 and var element
            && text.IndexOf("src", element, StringComparison.OrdinalIgnoreCase) >= 0
        )
        {
            return "an HTML element, <img>,";
        }

        // ![a fox](/files/fox): Markdown says itself that it is an image.
        var image = OutOfCode(text, "![");
        if (image >= 0 && text.IndexOf("](", image, StringComparison.Ordinal) > image)
        {
            return "a Markdown link";
        }

        text = text.Trim();
        var asked = LastQuestion(text);
        return HasLinkToImage(text, asked) ? "a Markdown link"
            : IsBareBase64(text) ? "bare Base64"
            : Address(text, asked) is { } address ? $"a link, {address},"
            : null;
    }

    /// <summary>Where a mark first stands that is not at the beginning of a code span.</summary>
    private static int OutOfCode(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        while (at > 0 && text[at - 1] == '`')
        {
            at = text.IndexOf(mark, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return at;
    }

    private static int LastQuestion(string text)
    {
        for (var at = text.Length - 1; at >= 0; at--)
        {
            if (
                text[at] is '\uFF1F' or '\u061F'
                || text[at] == '?'
                    && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || Closers.IndexOf(text[at + 1]) >= 0)
            )
            {
                return at;
            }
        }

        return -1;
    }

    private static bool HasLinkToImage(string text, int asked)
    {
        var from = 0;
        while (text.IndexOf("](", from, StringComparison.Ordinal) is >= 0 and var middle)
        {
            var start = text.LastIndexOf('[', middle, middle - from + 1);
            var end = text.IndexOf(')', middle);
            if (end < 0)
            {
                return false;
            }

            if (start >= 0 && IsLinkToImage(text, start, middle, end, asked))
            {
                return true;
            }

            from = end + 1;
        }

        return false;
    }

    private static bool IsLinkToImage(string text, int start, int middle, int end, int asked)
    {
        var label = text.Substring(start + 1, middle - start - 1);
        var address = PathOf(text.Substring(middle + 2, end - middle - 2));
        return EndsIn(address, Extensions) ? IsImageFile(address) && !IsTalk(text, start, end, asked)
            : EndsIn(address, Documents) ? false
            : Array.Exists(Labels, word => Has(label, word)) ? !IsTalk(text, start, end, asked)
            : Has(label, "download") ? EndsLine(text, end + 1)
            : start == 0 && end == text.Length - 1;
    }

    /// <summary>The first address of an image file among words, on this host or another: the name of a file alone is none.</summary>
    private static string? Address(string text, int asked)
    {
        var at = 0;
        foreach (var word in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            at = text.IndexOf(word, at, StringComparison.Ordinal);
            var start = Array.ConvertAll(Schemes, scheme => word.IndexOf(scheme, StringComparison.OrdinalIgnoreCase));
            var first = Array.FindAll(start, found => found >= 0) is { Length: > 0 } starts ? starts.Min() : 0;
            var address = word.Substring(first).Trim(AroundAddress);
            if (IsAddress(address) && IsImageFile(PathOf(address)) && !IsTalk(text, at, at + word.Length - 1, asked))
            {
                return address;
            }

            at += word.Length;
        }

        return null;
    }

    private static bool IsAddress(string text) =>
        text.StartsWith("/", StringComparison.Ordinal)
        || Array.Exists(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>An image by its extension, but for the page of a wiki about one, whose name has a colon: <c>File:Fox.jpg</c>.</summary>
    private static bool IsImageFile(string path)
    {
        var name = path.Substring(path.LastIndexOf('/') + 1);
        return EndsIn(path, Extensions) && name.IndexOf(':') < 0 && !Has(name, "%3A");
    }

    private static bool EndsIn(string path, string[] endings) =>
        Array.Exists(endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string PathOf(string address)
    {
        var end = address.IndexOfAny(['?', '#']);
        return end < 0 ? address : address.Substring(0, end);
    }

    /// <summary>Something is asked at the link or behind it, and it does not stand on its own: behind a colon, or as a line.</summary>
    private static bool IsTalk(string text, int start, int end, int asked)
    {
        if (asked < end)
        {
            return false;
        }

        var before = start - 1;
        while (before >= 0 && text[before] is (' ' or '\t' or '*' or '_' or '(' or '<' or '`'))
        {
            before--;
        }

        return before >= 0 && text[before] is not ('\r' or '\n')
            ? text[before] is not (':' or '\uFF1A' or '=')
            : !EndsLine(text, end + 1);
    }

    private static bool EndsLine(string text, int at)
    {
        while (at < text.Length && text[at] is (' ' or '\t' or '.' or '!' or '*' or '_' or ')' or '>' or '`'))
        {
            at++;
        }

        return at >= text.Length || text[at] is '\r' or '\n';
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
