using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Conformance.Tests.Adapters;

/// <summary>The part of a client's page that its verdicts make: what does not hold, why that hurts, and where it is known.</summary>
internal static class ClientPage
{
    private const string Begin = "<!-- verdicts -->\n";
    private const string End = "<!-- /verdicts -->";

    /// <summary>What stands before the findings of a page, the findings, and what stands behind them.</summary>
    public static (string Before, string Findings, string Behind) Split(string page)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return (page[..begin], page[begin..end], page[end..]);
    }

    public static string Findings(Adapter adapter, AdapterVerdicts verdicts, IReadOnlyList<ConformanceCase> cases)
    {
        var text = new StringBuilder();
        var counts = ScoredCounts.Of(verdicts.ToRun(cases).Verdicts);
        text.Append(
            CultureInfo.InvariantCulture,
            $"Recorded with {ReportText.Subject(verdicts.Subject)}: {counts.Passed} of {counts.Asked} cases passed, {counts.NotAsked} were not asked; of {counts.UnscoredAsked} more that are not scored yet, {counts.UnscoredPassed} passed.\n"
        );
        Section(text, "Breaks the contract", VerdictStatus.Failed, adapter, verdicts, cases);
        Section(text, "Goes against a recommendation", VerdictStatus.Warned, adapter, verdicts, cases);
        Section(text, "Counts from the next revision on", VerdictStatus.NotScored, adapter, verdicts, cases);
        return text.ToString();
    }

    private static void Section(
        StringBuilder text,
        string heading,
        VerdictStatus status,
        Adapter adapter,
        AdapterVerdicts verdicts,
        IReadOnlyList<ConformanceCase> cases
    )
    {
        (ConformanceCase Case, string[] Checks)[] found =
        [
            .. cases
                .Select(one => (Case: one, Words: verdicts.Cases[one.Id].Split(' ')))
                .Where(one => one.Words[0] == status.ToString())
                .OrderBy(one => one.Case.Id, StringComparer.Ordinal)
                .Select(one => (one.Case, one.Words[1..])),
        ];
        if (found.Length == 0)
        {
            return;
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\n### {heading} ({found.Length})\n\n| case | wanted | what it does | why that hurts |\n|---|---|---|---|\n"
        );
        foreach ((var one, var checks) in found)
        {
            var known = one
                .Sources.Select(source => source.Where)
                .Where(link => link.StartsWith($"https://github.com/{adapter.Upstream}/", StringComparison.Ordinal))
                .Select(link => $" Upstream: [{adapter.Upstream}#{link.Split('/')[^1]}]({link}).");
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{one.Id}` | {MarkdownReport.Cell(one.Title)} | {string.Join("; ", checks.Select(Wrong))} | {MarkdownReport.Cell(one.Why)}{string.Concat(known)} |\n"
            );
        }
    }

    /// <summary>What a client does that a check is not held by, in a few words.</summary>
    public static string Wrong(string check) =>
        check switch
        {
            CheckNames.Outcome => "ends otherwise",
            CheckNames.Deliberate => "breaks instead of reporting a failure",
            CheckNames.Evidence => "does not say what the service said",
            CheckNames.Kind => "names another kind of failure",
            CheckNames.Retryable => "says wrongly whether to try again",
            CheckNames.Count => "hands over another number of pictures",
            CheckNames.Text => "loses the text",
            CheckNames.Elapsed => "takes another time",
            CheckNames.Unmatched => "sends what the service does not have",
            CheckNames.Attempts => "sends another number of requests",
            CheckNames.Request => "sends another request",
            CheckNames.RetryDelay => "waits for another time",
            CheckNames.MediaType => "tells another media type",
            CheckNames.Picture => "takes another picture",
            CheckNames.Files => "leaves other files",
            CheckNames.Secret => "lets the key be seen",
            CheckNames.Alive => "hangs or ends",
            _ => throw new InvalidOperationException($"There are no words for the check '{check}' yet: add them here."),
        };
}
