using System.Net;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Texts of clients and of recorded streams in a page: never markup, and links only to the web.</summary>
internal static class HtmlText
{
    /// <summary>The text, in an element or in an attribute in double quotes.</summary>
    public static string Of(string text) => WebUtility.HtmlEncode(ForeignText.Lines(text));

    /// <summary>The end of a link that leads to the element whose id was written by <see cref="Of"/>.</summary>
    public static string Fragment(string id) => "#" + Uri.EscapeDataString(ForeignText.Lines(id));

    /// <summary>Where a behaviour was seen: a link only where the whole source is one, and only to the web.</summary>
    public static string Source(string source) =>
        Uri.TryCreate(source, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && !source.Contains(' ', StringComparison.Ordinal)
            ? $"<a href=\"{Of(source)}\" rel=\"noreferrer\">{Of(source["https://".Length..])}</a>"
            : Of(source);
}
