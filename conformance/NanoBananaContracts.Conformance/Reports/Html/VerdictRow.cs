using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>A verdict as a row of a page: what came out, and unfolded all there is to see.</summary>
internal static class VerdictRow
{
    /// <summary>Appends the row.</summary>
    public static void Append(StringBuilder html, CaseVerdict verdict)
    {
        var status = StatusLook.Class(StatusLook.Of(verdict));
        html.Append(
            CultureInfo.InvariantCulture,
            $"<details class=\"row {status}\" id=\"{HtmlText.Of(ReportText.Name(verdict))}\" data-status=\"{status}\" data-group=\"{HtmlText.Of(ReportText.Group(verdict))}\" data-text=\"{HtmlText.Of(Searched(verdict))}\">\n"
        );
        AppendSummary(html, verdict);
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"body\">\n<p>{HtmlText.Of(verdict.Why)}</p>\n");
        AppendChecks(html, verdict);
        AppendPictures(html, verdict);
        AppendFacts(html, verdict);
        foreach (var warning in verdict.Warnings)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"notice\"><b>Warning</b> {HtmlText.Of(warning)}</p>\n"
            );
        }

        AppendWire(html, verdict);
        if (verdict.Log is { } log)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h3>Its log</h3>\n<pre>{HtmlText.Of(log)}</pre>\n");
        }

        if (verdict.Curl is { } curl)
        {
            AppendCommand(html, "By hand, with the case played", verdict.Play);
            AppendCommand(html, "in another terminal", curl);
        }

        AppendCommand(html, "Again", verdict.Again);
        html.Append("</div>\n</details>\n");
    }

    private static string Searched(CaseVerdict verdict) =>
        string.Join(
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

    private static void AppendSummary(StringBuilder html, CaseVerdict verdict)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<summary><span class=\"title\">{HtmlText.Of(verdict.Title)}</span><code>{HtmlText.Of(ReportText.Name(verdict))}</code><span class=\"end\">"
        );
        if (verdict.Pictures is [.., { Thumbnail: { } thumbnail }])
        {
            html.Append(CultureInfo.InvariantCulture, $"<img alt=\"\" src=\"{HtmlText.Of(thumbnail)}\">");
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"<span class=\"status\">{ReportText.Status(verdict.Status)}{(ReportText.IsUnscoredPass(verdict) ? ", not scored yet" : "")}{(verdict.TrafficOnly ? ", traffic only" : "")}</span></span>"
        );
        if (verdict.Reason is { } reason)
        {
            var excuse = verdict.Excuse is { } text ? $" ({text})" : string.Empty;
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"reason\">{HtmlText.Of(reason + excuse)}</span>");
        }

        html.Append("</summary>\n");
    }

    private static void AppendFacts(StringBuilder html, CaseVerdict verdict)
    {
        html.Append("<dl>\n");
        if (verdict.Outcome.Length > 0)
        {
            var accepted = verdict.AcceptedBecause is { } why ? $" (accepted: {why})" : "";
            Fact("Ended with", HtmlText.Of(ReportText.Ending(verdict) + accepted));
        }

        if (verdict.TrafficOnly)
        {
            Fact("Traffic only", "What the client made of the answer was not seen.");
        }

        Fact("Level", HtmlText.Of(verdict.Level));
        Fact("Requirements", HtmlText.Of(string.Join(", ", verdict.Requirements)));
        Fact("Tags", HtmlText.Of(string.Join(", ", verdict.Tags)));
        Fact("Seen", string.Join("<br>", verdict.Sources.Select(HtmlText.Source)));
        html.Append("</dl>\n");

        void Fact(string name, string markup)
        {
            if (markup.Length > 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{markup}</dd>\n");
            }
        }
    }

    private static void AppendCommand(StringBuilder html, string label, string? command)
    {
        if (command is not null)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<div class=\"command\"><h3>{label}</h3><button type=\"button\" data-copy hidden>Copy</button><pre>{HtmlText.Of(command)}</pre></div>\n"
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
                ? $"<img alt=\"the picture the client ended with\" src=\"{HtmlText.Of(thumbnail)}\">"
                : string.Empty;
            html.Append(
                CultureInfo.InvariantCulture,
                $"<figure>{image}<figcaption>{HtmlText.Of(name)}{HtmlText.Of(picture.MediaType ?? "no media type")}, {size}{picture.Size} bytes, sha256 {HtmlText.Of(picture.Sha256[..Math.Min(12, picture.Sha256.Length)])}</figcaption></figure>\n"
            );
        }
    }

    private static void AppendChecks(StringBuilder html, CaseVerdict verdict)
    {
        if (verdict.Checks.Count == 0)
        {
            return;
        }

        html.Append("<ul class=\"checks\">\n");
        foreach (var check in verdict.Checks)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li class=\"{(check.Holds ? "holds" : "breaks")}\"><span class=\"unseen\">{(check.Holds ? "held:" : "did not hold:")} </span><b>{HtmlText.Of(check.Name)}</b> {HtmlText.Of(check.Message)}</li>\n"
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
                $"<h3>+{exchange.AtMilliseconds / 1000.0:0.0} s, sent</h3>\n<pre>{HtmlText.Of(exchange.Method)} {HtmlText.Of(exchange.Url)}\n{HtmlText.Of(string.Join('\n', exchange.Headers))}{(exchange.Body is { } body ? "\n\n" + HtmlText.Of(body) : "")}</pre>\n"
            );
            var unmatched = exchange.Matched ? "" : ", not matched: " + string.Join("; ", exchange.Differences);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<h3>Answered: {HtmlText.Of(ReportText.Ending(exchange) + unmatched)}</h3>\n"
            );
            if (exchange.Reply is { } reply)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<pre>{HtmlText.Of(reply.Fault ?? $"{exchange.Status}")}, {reply.BodySize} bytes\n{HtmlText.Of(string.Join('\n', reply.Headers))}{(reply.Body is { } answer ? "\n\n" + HtmlText.Of(answer) : "")}</pre>\n"
                );
            }
        }
    }
}
