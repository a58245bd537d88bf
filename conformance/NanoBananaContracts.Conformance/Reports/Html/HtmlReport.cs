using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// The run of a client as one page that needs nothing else: no network, no fonts, no scripts from elsewhere (its own policy
/// forbids them). It narrows as one types, by outcome and by group, is read on a telephone, in light and in dark, and
/// prints unfolded.
/// </summary>
public static class HtmlReport
{
    /// <summary>Renders the page.</summary>
    /// <param name="run">A complete run.</param>
    public static string Render(RecordedRun run) => Render(run, matrix: null);

    /// <summary>Renders the page as one of several.</summary>
    /// <param name="run">A complete run.</param>
    /// <param name="matrix">The file that has all clients side by side; null where the page stands alone.</param>
    internal static string Render(RecordedRun run, string? matrix)
    {
        ArgumentNullException.ThrowIfNull(run);
        var subject = ReportText.Subject(run.Started.Subject);
        var html = new StringBuilder();
        html.Append("<div class=\"page aside\">\n<header>\n");
        if (matrix is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<nav><a href=\"{matrix}\">All clients</a></nav>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<h1>Conformance of {HtmlText.Of(subject)}</h1>\n");
        AppendVerdict(html, run);
        StatusLook.AppendBar(html, run.Verdicts);
        html.Append("</header>\n");
        IGrouping<string, CaseVerdict>[] groups = [.. run.Verdicts.GroupBy(ReportText.Group)];
        FilterForm.Append(
            html,
            [
                .. StatusLook
                    .Order.Select(status => (status, run.Verdicts.Count(v => StatusLook.Of(v) == status)))
                    .Where(outcome => outcome.Item2 > 0),
            ],
            [.. groups.Select(group => (group.Key, PassedOf(group)))],
            PassedOf(run.Verdicts),
            unfolds: true
        );
        html.Append("<main>\n");
        FilterForm.AppendShown(html, run.Verdicts.Count);
        foreach (var notice in run.Notices)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"notice\"><b>{notice.Severity}</b> {HtmlText.Of(notice.Message)}</p>\n"
            );
        }

        AppendBroken(html, run);
        foreach (var group in groups)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<section data-rows>\n<h2 id=\"{HtmlText.Of(GroupId(group.Key))}\">{HtmlText.Of(group.Key)} <small>{Fare(group)}</small></h2>\n"
            );
            foreach (var verdict in group.OrderBy(v => Array.IndexOf(StatusLook.Order, StatusLook.Of(v))))
            {
                VerdictRow.Append(html, verdict);
            }

            html.Append("</section>\n");
        }

        html.Append("<p id=\"none\" hidden>Nothing fits the search.</p>\n</main>\n</div>\n");
        return PageFrame.Around($"{ReportText.Tally(run.Verdicts)}: conformance of {subject}", html.ToString());
    }

    /// <summary>The id of a group's heading. No case has it: an id of a case has a slash.</summary>
    internal static string GroupId(string group) => "group-" + group;

    private static string PassedOf(IEnumerable<CaseVerdict> verdicts)
    {
        var counts = ScoredCounts.Of(verdicts);
        return counts.Asked == 0 ? "-" : FormattableString.Invariant($"{counts.Passed}/{counts.Asked}");
    }

    private static string Fare(IEnumerable<CaseVerdict> verdicts)
    {
        var counts = ScoredCounts.Of(verdicts);
        List<string> parts = [];
        if (counts.Asked > 0)
        {
            parts.Add($"{counts.Passed} of {counts.Asked} passed");
        }

        if (counts.UnscoredAsked > 0)
        {
            parts.Add($"{counts.UnscoredPassed} of {counts.UnscoredAsked} that are not scored yet");
        }

        if (counts.NotAsked > 0)
        {
            parts.Add($"{counts.NotAsked} not asked");
        }

        return string.Join(", ", parts);
    }

    private static void AppendVerdict(StringBuilder html, RecordedRun run)
    {
        (var look, var words) = run.Finished.ExitCode switch
        {
            0 => ("passed", "Conforms"),
            1 => ("failed", "Does not conform"),
            _ => ("trouble", "The suite had trouble"),
        };
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"verdict\"><b class=\"{look}\">{words}</b> {HtmlText.Of(ReportText.Tally(run.Verdicts))}</p>\n"
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"meta\">{run.Started.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {run.Finished.WallMilliseconds
                / 1000.0:0.0} s, cases of revision {HtmlText.Of(run.Started.Revision)}, played by {HtmlText.Of(
                run.Started.Player
            )}, nanobanana {HtmlText.Of(run.Started.Tool)}</p>\n"
        );
    }

    /// <summary>What did not hold comes first: nobody should have to look for it.</summary>
    private static void AppendBroken(StringBuilder html, RecordedRun run)
    {
        CaseVerdict[] broken = [.. run.Verdicts.Where(v => StatusLook.IsBroken(v.Status))];
        if (broken.Length == 0)
        {
            return;
        }

        // The list scrolls by itself: how long it is would not be seen.
        html.Append(
            CultureInfo.InvariantCulture,
            $"<nav id=\"broken\" aria-labelledby=\"broken-title\">\n<h2 id=\"broken-title\">What did not hold <small id=\"broken-count\">{broken.Length}</small></h2>\n<ul>\n"
        );
        foreach (var verdict in broken)
        {
            var name = ReportText.Name(verdict);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"{HtmlText.Fragment(name)}\">{HtmlText.Of(name)}</a> {HtmlText.Of(verdict.Title)}</li>\n"
            );
        }

        html.Append("</ul>\n</nav>\n");
    }
}
