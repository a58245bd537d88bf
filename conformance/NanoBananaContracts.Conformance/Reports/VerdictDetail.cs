using System.Globalization;
using System.Linq;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Everything a developer needs to understand one verdict, as plain text.</summary>
internal static class VerdictDetail
{
    public static string Render(CaseVerdict verdict, string indent = "")
    {
        var text = new StringBuilder();
        Line($"{verdict.Title}.");
        Line($"Why: {verdict.Why}");
        Line($"Seen: {string.Join("; ", verdict.Sources)}");
        Line($"Ended with: {verdict.Outcome}");
        foreach (CheckResult check in verdict.Checks)
        {
            Line($"{(check.Holds ? "  ok  " : "  NO  ")}{check.Name}: {check.Message}");
        }

        foreach (WireExchange exchange in verdict.Wire)
        {
            string status =
                exchange.HungUp == true ? "the client hung up"
                : exchange.Status == 0 ? "broken connection"
                : exchange.Status.ToString(CultureInfo.InvariantCulture);
            Line(
                $"> {Seconds(exchange.AtMilliseconds)} {exchange.Method} {exchange.Url} ({exchange.BodySize} bytes) -> {status}{(exchange.Matched ? "" : ", not matched")}"
            );
            foreach (string difference in exchange.Differences)
            {
                Line($"    {difference}");
            }
        }

        if (verdict.Log is { } log)
        {
            Line("Its log:");
            foreach (string line in log.TrimEnd().Split('\n').TakeLast(12))
            {
                Line($"  {line.TrimEnd('\r')}");
            }
        }

        if (verdict.Curl is { } curl)
        {
            Line($"By hand: {curl}");
        }

        Line($"Again: {ReportText.ReplayCommand(verdict)}");
        return text.ToString();

        void Line(string line)
        {
            text.Append(indent);
            foreach (char c in line)
            {
                // A client's own words may hold control characters; no terminal is to obey them.
                text.Append(char.IsControl(c) ? ' ' : c);
            }

            text.Append('\n');
        }
    }

    private static string Seconds(long milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"+{milliseconds / 1000.0:0.0}s");
}
