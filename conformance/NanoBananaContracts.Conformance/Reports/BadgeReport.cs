using System.Globalization;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>A badge for a README: an SVG that says how many scored MUST cases held.</summary>
public static class BadgeReport
{
    /// <summary>Renders the badge.</summary>
    /// <param name="run">A complete run.</param>
    public static string Render(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        const string Label = "conformance";
        var counts = ReportText.Counts(run.Verdicts);
        var judged = counts.Passed + counts.Failed + counts.Warned + counts.KnownFailing;
        var value =
            counts.HarnessTrouble > 0 ? "not proven"
            : counts.Failed == 0 && run.Finished.ExitCode == 0 ? $"{counts.Passed} of {judged}"
            : $"{counts.Passed} of {judged}, {counts.Failed} failed";
        var colour =
            run.Finished.ExitCode == 0 ? "#2e7d32"
            : counts.HarnessTrouble > 0 ? "#616161"
            : "#b3261e";
        // 6.2 px a character at 11 px Verdana, plus room left and right; textLength makes every browser keep to it.
        var labelWidth = Width(Label);
        var valueWidth = Width(value);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{labelWidth
                + valueWidth}" height="20" role="img" aria-label="{Label}: {value}">
              <title>{Label}: {value}</title>
              <clipPath id="r"><rect width="{labelWidth + valueWidth}" height="20" rx="3"/></clipPath>
              <g clip-path="url(#r)"><rect width="{labelWidth}" height="20" fill="#424242"/><rect x="{labelWidth}" width="{valueWidth}" height="20" fill="{colour}"/></g>
              <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
                <text x="{labelWidth / 2}" y="14" textLength="{labelWidth - 12}">{Label}</text>
                <text x="{labelWidth + (valueWidth / 2)}" y="14" textLength="{valueWidth - 12}">{value}</text>
              </g>
            </svg>

            """
        );
    }

    private static int Width(string text) => (int)Math.Round(text.Length * 6.2) + 12;
}
