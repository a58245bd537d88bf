using System.Globalization;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// What a terminal shows: a line a verdict as they come, then what did not hold, grouped by the check that broke, and
/// the counts as the last line.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="colours">Whether to use colours.</param>
/// <param name="verbose">Whether every failure is shown in full, rather than the first few of each group.</param>
public sealed class ConsoleReport(TextWriter output, bool colours, bool verbose = false)
{
    private const int DetailsOfAGroup = 3;

    private readonly List<CaseVerdict> verdicts = [];
    private readonly List<RunNotice> notices = [];
    private RunStarted? started;

    /// <summary>Takes one event.</summary>
    /// <param name="runEvent">The event.</param>
    public void OnEvent(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted started:
                this.started = started;
                output.WriteLine(
                    ForeignText.Line(
                        $"{ReportText.Subject(started.Subject)}: {started.Verdicts} verdict{(started.Verdicts == 1 ? "" : "s")} to come, cases of revision {started.Revision}, played by {started.Player}"
                    )
                );
                break;
            case CaseVerdict verdict:
                verdicts.Add(verdict);
                WriteVerdict(verdict);
                break;
            case RunNotice { Severity: NoticeSeverity.Info } notice:
                // Said while the run is under way, for somebody who watches it.
                output.WriteLine(Paint($"{notice.Severity}: {notice.Message}", Colour.Yellow));
                break;
            case RunNotice notice:
                notices.Add(notice);
                break;
            case RunFinished finished:
                WriteSummary(finished);
                break;
        }
    }

    /// <summary>Everything about one verdict, as plain text.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Details(CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return VerdictDetail.Render(verdict);
    }

    private void WriteVerdict(CaseVerdict verdict)
    {
        var width = started!.Verdicts.ToString(CultureInfo.InvariantCulture).Length;
        var number = verdicts.Count.ToString(CultureInfo.InvariantCulture).PadLeft(width);
        (var mark, var colour) = verdict.Status switch
        {
            VerdictStatus.Passed => ("PASS", Colour.Green),
            VerdictStatus.Failed => ("FAIL", Colour.Red),
            VerdictStatus.Warned => ("WARN", Colour.Yellow),
            VerdictStatus.Skipped => ("SKIP", Colour.Grey),
            VerdictStatus.KnownFailing => ("KNOWN", Colour.Yellow),
            VerdictStatus.NotScored => ("UNSCORED", Colour.Yellow),
            _ => ("TROUBLE", Colour.Magenta),
        };
        var reason =
            verdict.Reason is { } text ? $"  {ReportText.OneLine(text, 160)}"
            : ReportText.IsUnscoredPass(verdict) ? "  not scored yet"
            : verdict.TrafficOnly ? "  traffic only"
            : string.Empty;
        output.WriteLine(
            $"[{number}/{started.Verdicts}] {Paint(mark, colour)} {ForeignText.Line(ReportText.Name(verdict))}{Paint(reason, Colour.Grey)}"
        );
    }

    private void WriteSummary(RunFinished finished)
    {
        IEnumerable<IGrouping<string, CaseVerdict>> groups = verdicts
            .Where(v => v.Status is VerdictStatus.Failed or VerdictStatus.Warned or VerdictStatus.HarnessTrouble)
            .OrderBy(v => v.Id, StringComparer.Ordinal)
            .GroupBy(v => v.Status == VerdictStatus.HarnessTrouble ? "harness" : v.Checks.First(c => !c.Holds).Name)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            output.WriteLine();
            output.WriteLine(Paint($"{group.Key} ({group.Count()})", Colour.Bold));
            var shown = 0;
            foreach (var verdict in group)
            {
                var colour = verdict.Status == VerdictStatus.Warned ? Colour.Yellow : Colour.Red;
                output.WriteLine(
                    $"  {Paint(ReportText.Name(verdict), colour)}  {ReportText.OneLine(verdict.Reason ?? string.Empty, 200)}"
                );
                if (verbose || shown++ < DetailsOfAGroup)
                {
                    output.Write(VerdictDetail.Render(verdict, "      ", replies: verbose));
                }
            }

            if (!verbose && group.Count() > DetailsOfAGroup)
            {
                output.WriteLine(
                    $"      ({group.Count() - DetailsOfAGroup} more without details; --verbose shows all)"
                );
            }
        }

        WriteWarnings();
        foreach (var notice in notices)
        {
            output.WriteLine();
            output.WriteLine(
                Paint(
                    $"{notice.Severity}: {notice.Message}",
                    notice.Severity == NoticeSeverity.Error ? Colour.Red : Colour.Yellow
                )
            );
        }

        output.WriteLine();
        var tally = FormattableString.Invariant(
            $"{ReportText.Tally(verdicts)} ({finished.WallMilliseconds / 1000.0:0.0} s)"
        );
        output.WriteLine(Paint(tally, finished.ExitCode == 0 ? Colour.Green : Colour.Red));
    }

    /// <summary>What was odd but changed no verdict, each thing once: a client's habit shows in every case.</summary>
    private void WriteWarnings()
    {
        var warnings =
            from verdict in verdicts
            from warning in verdict.Warnings
            group ReportText.Name(verdict) by warning into cases
            orderby cases.Count() descending, cases.Key
            select cases;
        foreach (var cases in warnings)
        {
            var first = cases.Order(StringComparer.Ordinal).First();
            output.WriteLine();
            output.WriteLine(
                Paint(
                    $"Warning ({(cases.Count() == 1 ? first : $"{cases.Count()} cases, {first} for one")}): {ReportText.OneLine(cases.Key, 400)}",
                    Colour.Yellow
                )
            );
        }
    }

    /// <summary>A text as part of a line: only our own colours are obeyed.</summary>
    private string Paint(string text, Colour colour)
    {
        var line = ForeignText.Line(text);
        return colours && line.Length > 0 ? $"\u001b[{(int)colour}m{line}\u001b[0m" : line;
    }

    private enum Colour
    {
        Bold = 1,
        Red = 31,
        Green = 32,
        Yellow = 33,
        Magenta = 35,
        Grey = 90,
    }
}
