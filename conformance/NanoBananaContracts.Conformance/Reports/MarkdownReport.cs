using System.Globalization;
using System.Net;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Markdown for a pull request or a job summary: the counts, a table by family, and what did not hold.</summary>
public static class MarkdownReport
{
    /// <summary>Renders the report.</summary>
    /// <param name="run">A complete run.</param>
    public static string Render(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# Conformance of {Cell(ReportText.Subject(run.Started.Subject))}\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"**{ReportText.Tally(run.Verdicts)}** in {run.Finished.WallMilliseconds / 1000.0:0.0} s; cases of revision {Cell(run.Started.Revision)}, played by {Cell(run.Started.Player)}.\n\n"
        );
        foreach (var notice in run.Notices)
        {
            text.Append(CultureInfo.InvariantCulture, $"> **{notice.Severity}**: {Cell(notice.Message)}\n\n");
        }

        text.Append("| family | passed | failed | warned | other |\n|---|---:|---:|---:|---:|\n");
        foreach (var family in run.Verdicts.GroupBy(ReportText.Group))
        {
            var counts = ReportText.Counts(family);
            var other = family.Count() - counts.Passed - counts.Failed - counts.Warned;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Cell(family.Key)} | {counts.Passed} | {counts.Failed} | {counts.Warned} | {other} |\n"
            );
        }

        Section(
            text,
            "Failed",
            run.Verdicts.Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.HarnessTrouble),
            details: true
        );
        Section(text, "Warned (SHOULD)", run.Verdicts.Where(v => v.Status == VerdictStatus.Warned), details: true);
        Section(text, "Known failing", run.Verdicts.Where(v => v.Status == VerdictStatus.KnownFailing), details: false);
        Warnings(text, run.Verdicts);
        Section(text, "Not scored", run.Verdicts.Where(v => v.Status == VerdictStatus.NotScored), details: false);
        Section(text, "Skipped", run.Verdicts.Where(v => v.Status == VerdictStatus.Skipped), details: false);
        return text.ToString();
    }

    internal static string Cell(string value) =>
        ForeignText
            .Line(value)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("`", "\\`", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal)
            .Replace("*", "\\*", StringComparison.Ordinal);

    /// <summary>A name as code in a cell; one that could end it stands as plain text.</summary>
    internal static string Code(string name) =>
        name.AsSpan().ContainsAny('`', '|') ? Cell(name) : $"`{ForeignText.Line(name)}`";

    /// <summary>What was odd but changed no verdict, and what a pass does not rest on.</summary>
    private static void Warnings(StringBuilder text, IEnumerable<CaseVerdict> verdicts)
    {
        (CaseVerdict Verdict, string Warning)[] all = [.. verdicts.SelectMany(v => v.Warnings.Select(w => (v, w)))];
        if (all.Length > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## Beside the verdicts ({all.Length})\n\n| case | warning |\n|---|---|\n"
            );
            foreach ((var verdict, var warning) in all)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Code(ReportText.Name(verdict))} | {Cell(warning)} |\n");
            }
        }

        var trafficOnly = verdicts.Count(v => v.TrafficOnly);
        if (trafficOnly > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nOf {trafficOnly} cases only the traffic was judged: what the client made of the answer was not seen.\n"
            );
        }
    }

    private static void Section(StringBuilder text, string title, IEnumerable<CaseVerdict> verdicts, bool details)
    {
        CaseVerdict[] all = [.. verdicts];
        if (all.Length == 0)
        {
            return;
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\n## {title} ({all.Length})\n\n| case | what | reason |\n|---|---|---|\n"
        );
        foreach (var verdict in all)
        {
            var reason = verdict.Excuse is { } excuse ? $"{verdict.Reason} ({excuse})" : verdict.Reason ?? string.Empty;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Code(ReportText.Name(verdict))} | {Cell(verdict.Title)} | {Cell(reason)} |\n"
            );
        }

        if (!details)
        {
            return;
        }

        foreach (var verdict in all)
        {
            var detail = VerdictDetail.Render(verdict);
            // The fence is longer than any run of backquotes inside, so that nothing inside can close it.
            string fence = new('`', Math.Max(3, LongestRun(detail) + 1));
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n<details><summary><code>{WebUtility.HtmlEncode(ForeignText.Line(ReportText.Name(verdict)))}</code></summary>\n\n{fence}text\n{detail}{fence}\n\n</details>\n"
            );
        }
    }

    private static int LongestRun(string text)
    {
        var longest = 0;
        var current = 0;
        foreach (var c in text)
        {
            current = c == '`' ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
