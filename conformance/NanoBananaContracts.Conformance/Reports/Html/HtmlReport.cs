using System.Globalization;
using System.Net;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// One page that needs nothing else: no network, no fonts, no scripts from elsewhere (its own policy forbids them).
/// It can be searched, narrowed by status, read on a telephone, in light and in dark.
/// </summary>
public static class HtmlReport
{
    private static readonly VerdictStatus[] Order =
    [
        VerdictStatus.Failed,
        VerdictStatus.HarnessTrouble,
        VerdictStatus.Warned,
        VerdictStatus.KnownFailing,
        VerdictStatus.NotScored,
        VerdictStatus.Skipped,
        VerdictStatus.Passed,
    ];

    /// <summary>Renders the page.</summary>
    /// <param name="run">A complete run.</param>
    public static string Render(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var html = new StringBuilder();
        var subject = Text(ReportText.Subject(run.Started.Subject));
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>{Text(run.Finished.Counts.ToString())}: conformance of {subject}</title>
            <style>
            {Resource("report.css")}</style>
            </head>
            <body>
            <header>
            <h1>Conformance of {subject}</h1>
            <div class="meta">{run.Started.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {run.Finished.WallMilliseconds
                / 1000.0:0.0} s, cases of revision {Text(run.Started.Revision)}, played by {Text(
                run.Started.Player
            )}, nanobanana {Text(run.Started.Tool)}</div>

            """
        );
        AppendCounts(html, run);
        html.Append(
            "<input id=\"q\" type=\"search\" placeholder=\"Search: id, words, tag, requirement, reason\" aria-label=\"Search\">\n</header>\n<main>\n"
        );
        foreach (var notice in run.Notices)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<div class=\"notice\"><b>{notice.Severity}</b> {Text(notice.Message)}</div>\n"
            );
        }

        AppendBroken(html, run);
        foreach (var family in run.Verdicts.GroupBy(v => v.Id.Split('/')[0]))
        {
            var counts = VerdictCounts.Of(family);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<section>\n<h2>{Text(family.Key)} <small>{counts.Passed} of {family.Count()} passed</small></h2>\n"
            );
            foreach (var verdict in family.OrderBy(v => Array.IndexOf(Order, v.Status)))
            {
                AppendVerdict(html, verdict);
            }

            html.Append("</section>\n");
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"<p id=\"none\">Nothing fits the search.</p>\n</main>\n<script>\n{Resource("report.js")}</script>\n</body>\n</html>\n"
        );
        return html.ToString();
    }

    private static void AppendCounts(StringBuilder html, RecordedRun run)
    {
        var counts = run.Verdicts.CountBy(v => v.Status).ToDictionary();
        html.Append("<div class=\"bar\" aria-hidden=\"true\">");
        foreach (var status in Order.Where(counts.ContainsKey))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<i style=\"flex:{counts[status]};background:var(--{Colour(status)})\"></i>"
            );
        }

        html.Append("</div>\n<div class=\"counts\" role=\"group\" aria-label=\"Show\">\n");
        foreach (var status in Order.Where(counts.ContainsKey))
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<label><input type=\"checkbox\" checked value=\"{CssClass(status)}\"><span><b>{counts[status]}</b> {ReportText.Status(status)}</span></label>\n"
            );
        }

        html.Append("</div>\n");
    }

    /// <summary>What did not hold comes first: nobody should have to look for it.</summary>
    private static void AppendBroken(StringBuilder html, RecordedRun run)
    {
        CaseVerdict[] broken =
        [
            .. run.Verdicts.Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.HarnessTrouble),
        ];
        if (broken.Length == 0)
        {
            return;
        }

        html.Append("<nav aria-label=\"What did not hold\"><ul class=\"b\">\n");
        foreach (var verdict in broken)
        {
            var name = Text(ReportText.Name(verdict));
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"#{name}\">{name}</a> {Text(verdict.Title)}</li>\n"
            );
        }

        html.Append("</ul></nav>\n");
    }

    private static void AppendVerdict(StringBuilder html, CaseVerdict verdict)
    {
        var search = string.Join(
                ' ',
                (IEnumerable<string>)
                    [
                        verdict.Id,
                        verdict.Title,
                        verdict.Level,
                        .. verdict.Tags,
                        .. verdict.Requirements,
                        verdict.Reason ?? "",
                        verdict.Outcome,
                        .. verdict.Sources,
                    ]
            )
            .ToLowerInvariant();
        html.Append(
            CultureInfo.InvariantCulture,
            $"<details class=\"v {CssClass(verdict.Status)}\" id=\"{Text(ReportText.Name(verdict))}\" data-status=\"{CssClass(verdict.Status)}\" data-text=\"{Text(search)}\">\n<summary><span class=\"t\">{Text(verdict.Title)}</span><code>{Text(ReportText.Name(verdict))}</code><span class=\"s\">"
        );
        if (verdict.Pictures is [.., { Thumbnail: { } thumbnail }])
        {
            html.Append(CultureInfo.InvariantCulture, $"<img alt=\"\" src=\"{Text(thumbnail)}\">");
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"<span class=\"st\">{ReportText.Status(verdict.Status)}{(verdict.TrafficOnly ? ", traffic only" : "")}</span></span>"
        );
        if (verdict.Reason is { } reason)
        {
            var excuse = verdict.Excuse is { } text ? $" ({text})" : string.Empty;
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"r\">{Text(reason + excuse)}</span>");
        }

        html.Append("</summary>\n<div class=\"body\">\n");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p>{Text(verdict.Why)}</p>\n<p class=\"meta\">{Text(verdict.Level)}; {Text(string.Join(", ", verdict.Requirements))}{(verdict.Tags.Count > 0 ? "; " : "")}{Text(string.Join(", ", verdict.Tags))}<br>Seen: {string.Join("; ", verdict.Sources.Select(Source))}</p>\n"
        );
        if (verdict.Outcome.Length > 0)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p>Ended with {Text(ReportText.Ending(verdict))}{(verdict.AcceptedBecause is { } why ? $" <span class=\"meta\">(accepted: {Text(why)})</span>" : "")}</p>\n"
            );
        }

        if (verdict.TrafficOnly)
        {
            html.Append("<p class=\"meta\">Traffic only: what the client made of the answer was not seen.</p>\n");
        }

        foreach (var warning in verdict.Warnings)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"notice\"><b>Warning</b> {Text(warning)}</p>\n");
        }

        AppendPictures(html, verdict);
        AppendChecks(html, verdict);
        AppendWire(html, verdict);
        if (verdict.Log is { } log)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"meta\">Its log</p><pre>{Text(log)}</pre>\n");
        }

        if (verdict.Curl is { } curl)
        {
            AppendCommand(html, "By hand, with the case played", verdict.Play);
            AppendCommand(html, "in another terminal", curl);
        }

        AppendCommand(html, "Again", verdict.Again);
        html.Append("</div>\n</details>\n");
    }

    private static void AppendCommand(StringBuilder html, string label, string? command)
    {
        if (command is not null)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<div><p class=\"meta\">{label}</p><pre>{Text(command)}</pre><button type=\"button\" data-copy>copy</button></div>\n"
            );
        }
    }

    private static void AppendPictures(StringBuilder html, CaseVerdict verdict)
    {
        foreach (var picture in verdict.Pictures)
        {
            var size = picture.Width is { } w && picture.Height is { } h ? $"{w} x {h}, " : string.Empty;
            var name = picture.FileName is { } file ? $"{file}, " : string.Empty;
            var image = picture.Thumbnail is { } thumbnail
                ? $"<img alt=\"the picture the client ended with\" src=\"{Text(thumbnail)}\">"
                : string.Empty;
            html.Append(
                CultureInfo.InvariantCulture,
                $"<figure>{image}<figcaption>{Text(name)}{Text(picture.MediaType ?? "no media type")}, {size}{picture.Size} bytes, sha256 {Text(picture.Sha256[..Math.Min(12, picture.Sha256.Length)])}</figcaption></figure>\n"
            );
        }
    }

    private static void AppendChecks(StringBuilder html, CaseVerdict verdict)
    {
        if (verdict.Checks.Count == 0)
        {
            return;
        }

        html.Append("<ul class=\"c\">\n");
        foreach (var check in verdict.Checks)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li{(check.Holds ? "" : " class=\"no\"")}><b>{Text(check.Name)}</b> {Text(check.Message)}</li>\n"
            );
        }

        html.Append("</ul>\n");
    }

    private static void AppendWire(StringBuilder html, CaseVerdict verdict)
    {
        foreach (var exchange in verdict.Wire)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<pre>+{exchange.AtMilliseconds / 1000.0:0.0}s {Text(exchange.Method)} {Text(exchange.Url)}\n{Text(string.Join('\n', exchange.Headers))}{(exchange.Body is { } body ? "\n\n" + Text(body) : "")}\n\n&rarr; {Text(ReportText.Ending(exchange))}{(exchange.Matched ? "" : ", not matched: " + Text(string.Join("; ", exchange.Differences)))}</pre>\n"
            );
            if (exchange.Reply is { } reply)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<pre>{Text(reply.Fault ?? $"{exchange.Status}")}, {reply.BodySize} bytes\n{Text(string.Join('\n', reply.Headers))}{(reply.Body is { } answer ? "\n\n" + Text(answer) : "")}</pre>\n"
                );
            }
        }
    }

    private static string Source(string source)
    {
        // A link only where the whole source is one, and only to the web.
        return
            Uri.TryCreate(source, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps
            && !source.Contains(' ', StringComparison.Ordinal)
            ? $"<a href=\"{Text(source)}\" rel=\"noreferrer\">{Text(source["https://".Length..])}</a>"
            : Text(source);
    }

    private static string Colour(VerdictStatus status) =>
        status switch
        {
            VerdictStatus.Passed => "good",
            VerdictStatus.Failed or VerdictStatus.HarnessTrouble => "bad",
            VerdictStatus.Warned => "warn",
            _ => "grey",
        };

    private static string CssClass(VerdictStatus status) =>
        status switch
        {
            VerdictStatus.Passed => "passed",
            VerdictStatus.Failed => "failed",
            VerdictStatus.Warned => "warned",
            VerdictStatus.Skipped => "skipped",
            VerdictStatus.KnownFailing => "known",
            VerdictStatus.NotScored => "unscored",
            _ => "trouble",
        };

    private static string Text(string text) => WebUtility.HtmlEncode(ForeignText.Lines(text));

    private static string Resource(string name)
    {
        using var stream =
            typeof(HtmlReport).Assembly.GetManifestResourceStream(
                "NanoBananaContracts.Conformance.Reports.Html." + name
            ) ?? throw new InvalidOperationException($"The assembly lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
