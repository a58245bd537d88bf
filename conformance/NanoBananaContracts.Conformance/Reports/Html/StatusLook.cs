using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>How a page shows the statuses of verdicts: in which order, and under which class of its style.</summary>
internal static class StatusLook
{
    /// <summary>What did not hold comes first: nobody should have to look for it.</summary>
    public static readonly VerdictStatus[] Order =
    [
        VerdictStatus.Failed,
        VerdictStatus.HarnessTrouble,
        VerdictStatus.Warned,
        VerdictStatus.KnownFailing,
        VerdictStatus.NotScored,
        VerdictStatus.Skipped,
        VerdictStatus.Passed,
    ];

    /// <summary>What a verdict is shown as: one that is not scored yet and passed is none of those that passed.</summary>
    public static VerdictStatus Of(CaseVerdict verdict) =>
        ReportText.IsUnscoredPass(verdict) ? VerdictStatus.NotScored : verdict.Status;

    /// <summary>Whether somebody has to look at it.</summary>
    public static bool IsBroken(VerdictStatus status) => status is VerdictStatus.Failed or VerdictStatus.HarnessTrouble;

    /// <summary>The class of the style; the value of the filter too.</summary>
    public static string Class(VerdictStatus status) =>
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

    /// <summary>A bar with a piece for each status, as long as there are verdicts of it.</summary>
    public static void AppendBar(StringBuilder html, IReadOnlyCollection<CaseVerdict> verdicts)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"bar\" viewBox=\"0 0 {Math.Max(1, verdicts.Count)} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        );
        var from = 0;
        foreach (var status in Order)
        {
            var count = verdicts.Count(v => Of(v) == status);
            if (count > 0)
            {
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"{Class(status)}\" x=\"{from}\" width=\"{count}\" height=\"1\"/>"
                );
                from += count;
            }
        }

        html.Append("</svg>\n");
    }
}
