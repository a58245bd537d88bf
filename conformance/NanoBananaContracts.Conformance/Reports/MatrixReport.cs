using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Several runs side by side: a table of clients by family, and one of the cases on which they differ.</summary>
public static class MatrixReport
{
    /// <summary>
    /// Renders the tables as Markdown. Cases that are not scored yet stand in a row of their own, and count in no other.
    /// </summary>
    /// <param name="runs">Complete runs, one a client, in the order of the columns.</param>
    /// <param name="cases">Whether the table of single cases is added.</param>
    /// <exception cref="ArgumentException">There is no run.</exception>
    public static string Render(IReadOnlyList<RecordedRun> runs, bool cases = false)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
        {
            throw new ArgumentException("A matrix needs at least one run.", nameof(runs));
        }

        var text = new StringBuilder();
        Row(text, "", runs.Select(r => MarkdownReport.Cell(ReportText.Subject(r.Started.Subject))));
        text.Append("|---|").Insert(text.Length, "---:|", runs.Count).Append('\n');
        foreach (
            var family in runs.SelectMany(r => r.Verdicts)
                .Select(ReportText.Group)
                .Distinct()
                .Order(StringComparer.Ordinal)
        )
        {
            Row(
                text,
                MarkdownReport.Cell(family),
                runs.Select(r => Share(r.Verdicts.Where(v => ReportText.Group(v) == family)))
            );
        }

        Row(text, "**all**", runs.Select(r => $"**{Share(r.Verdicts)}**"));
        ScoredCounts[] counts = [.. runs.Select(r => ScoredCounts.Of(r.Verdicts))];
        Row(text, "not asked", counts.Select(c => FormattableString.Invariant($"{c.NotAsked}")));
        if (counts.Any(c => c.UnscoredAsked > 0))
        {
            Row(text, "not scored yet", counts.Select(c => Share(c.UnscoredPassed, c.UnscoredAsked)));
        }

        if (cases)
        {
            text.Append('\n');
            Row(text, "case", runs.Select(r => MarkdownReport.Cell(r.Started.Subject.Name)));
            text.Append("|---|").Insert(text.Length, ":-:|", runs.Count).Append('\n');
            foreach (
                var id in runs.SelectMany(r => r.Verdicts).Select(v => v.Id).Distinct().Order(StringComparer.Ordinal)
            )
            {
                string[] marks = [.. runs.Select(r => Mark(CaseMarks.Of(r.Verdicts.Where(v => v.Id == id))))];
                if (marks.Distinct().Count() > 1)
                {
                    Row(text, MarkdownReport.Code(id), marks);
                }
            }
        }

        return text.ToString();
    }

    private static string Share(IEnumerable<CaseVerdict> verdicts)
    {
        var counts = ScoredCounts.Of(verdicts);
        return Share(counts.Passed, counts.Asked);
    }

    private static string Share(int passed, int asked) =>
        asked == 0 ? "-" : FormattableString.Invariant($"{passed}/{asked}");

    private static string Mark(CaseMark mark) =>
        mark switch
        {
            CaseMark.Passed => "yes",
            CaseMark.Broken => "no",
            _ => "-",
        };

    private static void Row(StringBuilder text, string first, IEnumerable<string> cells) =>
        text.Append("| ").Append(first).Append(" | ").AppendJoin(" | ", cells).Append(" |\n");
}
