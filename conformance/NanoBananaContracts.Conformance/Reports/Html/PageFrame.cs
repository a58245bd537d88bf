using System.Security.Cryptography;
using System.Text;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// The frame of a page that needs nothing else: no network, no fonts, no scripts from elsewhere. Its own policy names the
/// style and the scripts by their hashes, so that nothing else runs even where markup should slip in.
/// </summary>
internal static class PageFrame
{
    private static readonly string Style = string.Concat(
        // What a medium changes comes last.
        new[] { "tokens.css", "page.css", "rows.css", "matrix.css", "media.css" }.Select(Resource)
    );

    private static readonly string[] Scripts = [Resource("filter.js"), Resource("unfold.js"), Resource("copy.js")];

    private static readonly string Policy =
        $"default-src 'none'; img-src data:; style-src {Hash(Style)}; script-src {string.Join(' ', Scripts.Select(Hash))}; base-uri 'none'; form-action 'none'";

    /// <summary>Puts a page together.</summary>
    /// <param name="title">The title; a text.</param>
    /// <param name="body">The body; markup.</param>
    public static string Around(string title, string body)
    {
        var scripts = string.Concat(Scripts.Select(script => $"<script type=\"module\">{script}</script>\n"));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>{HtmlText.Of(title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            {body}{scripts}</body>
            </html>

            """;
    }

    private static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using var stream =
            typeof(PageFrame).Assembly.GetManifestResourceStream("NanoBananaContracts.Conformance.Reports.Html." + name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser takes the hash of what it has read, where every line end is LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
