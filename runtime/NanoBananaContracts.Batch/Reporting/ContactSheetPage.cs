using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Batch;

/// <summary>One page of a contact sheet. Every text in it is data: what a list, a model or a service wrote is never markup.</summary>
/// <param name="title">What the batch is called.</param>
/// <param name="summary">How it stands.</param>
/// <param name="number">Which page this is, from 1.</param>
/// <param name="isLast">Whether none follows.</param>
internal sealed class ContactSheetPage(string title, BatchSummary summary, int number, bool isLast)
{
    private const int MostOfAPrompt = 280;
    private const int MostOfAMessage = 600;
    private const int MostLinksToFailures = 50;

    private static readonly string Style = Resource("tokens.css") + Resource("contact-sheet.css");

    // Pages opened from a disk have no origin that 'self' could mean in every browser; 'file:' lets pictures of a disk into such
    // a page, and no browser lets them into one from the web.
    private static readonly string Policy =
        $"default-src 'none'; img-src 'self' file:; style-src {Hash(Style)}; base-uri 'none'; form-action 'none'";

    private readonly StringBuilder html = new();

    /// <summary>Renders the page.</summary>
    /// <param name="entries">What is done and what has failed, in order.</param>
    public string Render(IReadOnlyList<JournalEntry> entries)
    {
        html.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="referrer" content="no-referrer">
            <title>{Text(title)}: contact sheet</title>
            <style>{Style}</style>
            </head>
            <body>
            <header>
            <h1>{Text(title)}</h1>

            """
        );
        AppendSummary();
        AppendPages("Pages");
        AppendFailures(entries);
        html.Append("</header>\n<main>\n");
        if (entries.Count == 0)
        {
            html.Append("<p class=\"none\">No picture is there yet.</p>\n");
        }
        else
        {
            html.Append("<ol class=\"sheet\">\n");
            foreach (var entry in entries)
            {
                AppendCard(entry);
            }

            html.Append("</ol>\n");
        }

        html.Append("</main>\n<footer>\n");
        AppendPages("Pages, again");
        html.Append("</footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    private void AppendSummary()
    {
        Append($"<p class=\"meta\"><b>{summary.Done:N0}</b> of {summary.Items:N0} pictures");
        if (summary.Failed > 0)
        {
            Append($", <b class=\"bad\">{summary.Failed:N0} failed</b>");
        }

        if (summary.Waiting + summary.UnderWay > 0)
        {
            Append($", {summary.Waiting + summary.UnderWay:N0} still to be made");
        }

        Append($", {Usd(summary.SpentMicroUsd)} spent");
        if (summary.Interrupted > 0)
        {
            Append(
                $"; of that at most {Usd(summary.InterruptedMicroUsd)} for interrupted calls ({summary.Interrupted:N0})"
            );
        }

        html.Append("</p>\n");
    }

    private void AppendPages(string label)
    {
        if (number == 1 && isLast)
        {
            return;
        }

        Append($"<nav class=\"pages\" aria-label=\"{label}\">\n");
        if (number > 1)
        {
            Append($"<a rel=\"prev\" href=\"{ContactSheet.NameOf(number - 1)}\">Page before</a>\n");
        }

        Append($"<span>Page {number}</span>\n");
        if (!isLast)
        {
            Append($"<a rel=\"next\" href=\"{ContactSheet.NameOf(number + 1)}\">Next page</a>\n");
        }

        html.Append("</nav>\n");
    }

    /// <summary>What has no picture comes first: nobody should have to look for it.</summary>
    private void AppendFailures(IReadOnlyList<JournalEntry> entries)
    {
        JournalEntry[] failed = [.. entries.Where(entry => entry.State == ItemState.Failed)];
        if (failed.Length == 0)
        {
            return;
        }

        Append($"<nav class=\"failed\" aria-label=\"What failed\">{failed.Length:N0} failed on this page:");
        foreach (var entry in failed.Take(MostLinksToFailures))
        {
            Append($" <a href=\"#{IdOf(entry)}\">{entry.Item}</a>");
        }

        html.Append(failed.Length > MostLinksToFailures ? " ...</nav>\n" : "</nav>\n");
    }

    private void AppendCard(JournalEntry entry)
    {
        Append($"<li id=\"{IdOf(entry)}\">\n<figure>\n");
        if (entry.Picture is { } picture)
        {
            var address = Text(Uri.EscapeDataString(picture.File));
            Append(
                $"<a href=\"{address}\"><img src=\"{address}\" width=\"{picture.Width}\" height=\"{picture.Height}\" alt=\"Picture {entry.Item}\" loading=\"lazy\" decoding=\"async\"></a>\n<figcaption>\n"
            );
        }
        else
        {
            html.Append(
                $"<div class=\"missing\"><b>{entry.Failure?.Kind.ToString() ?? "No picture"}</b> {Text(Shortened(entry.Failure?.Message ?? "", MostOfAMessage))}</div>\n<figcaption>\n"
            );
        }

        Append($"<p class=\"prompt\" dir=\"auto\">{Text(Shortened(entry.Line.Prompt, MostOfAPrompt))}</p>\n");
        AppendFacts(entry);
        html.Append("</figcaption>\n</figure>\n</li>\n");
    }

    private void AppendFacts(JournalEntry entry)
    {
        html.Append("<p class=\"facts\">");
        html.Append(
            entry.Picture is { } picture
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"<code>{Text(picture.File)}</code> {picture.Width} x {picture.Height}, {Usd(entry.CostMicroUsd)}"
                )
                : $"<code>{entry.Item}</code> {Usd(entry.CostMicroUsd)}"
        );
        if (entry.Attempts > 1)
        {
            Append($", {entry.Attempts} attempts");
        }

        if (entry.Interrupted > 0)
        {
            Append($", {entry.Interrupted} interrupted");
        }

        html.Append("</p>\n");
    }

    private void Append(FormattableString text) => html.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string IdOf(JournalEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"p{entry.Item.Line}-{entry.Item.Picture}");

    private static string Usd(long microUsd) =>
        "USD " + PicturePrices.ToUsd(microUsd).ToString("0.00####", CultureInfo.InvariantCulture);

    private static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + " ...";
    }

    /// <summary>
    /// A text in an element or an attribute, on one line. What joins emoji and parts the letters of Persian words is no hidden
    /// character here.
    /// </summary>
    private static string Text(string text) =>
        WebUtility.HtmlEncode(Pieces(text.ReplaceLineEndings(" ").Replace('\t', ' '), '\u200d', '\u200c'));

    private static string Pieces(string text, char joiner, params ReadOnlySpan<char> more)
    {
        var pieces = text.Split(joiner);
        for (var at = 0; at < pieces.Length; at++)
        {
            pieces[at] = more.IsEmpty ? HiddenCharacters.Escaped(pieces[at]) : Pieces(pieces[at], more[0], more[1..]);
        }

        return string.Join(joiner, pieces);
    }

    private static string Hash(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using var stream =
            typeof(ContactSheetPage).Assembly.GetManifestResourceStream("NanoBananaContracts.Batch.Reporting." + name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser takes the hash of what it has read, where every line end is LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
