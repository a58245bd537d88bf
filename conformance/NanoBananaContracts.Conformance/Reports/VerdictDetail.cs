using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Events;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>Everything a developer needs to understand one verdict, as plain text.</summary>
internal static class VerdictDetail
{
    /// <summary>Lines of a reply that are shown; the page shows all.</summary>
    private const int LinesOfReply = 30;

    /// <summary>The text.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="indent">What stands before every line.</param>
    /// <param name="replies">Whether what was answered is shown.</param>
    public static string Render(CaseVerdict verdict, string indent = "", bool replies = true)
    {
        var text = new StringBuilder();
        Line($"{verdict.Title}.");
        Line($"Why: {verdict.Why}");
        Line($"Seen: {string.Join("; ", verdict.Sources)}");
        Line($"Ended with: {ReportText.Ending(verdict)}");
        if (verdict.TrafficOnly)
        {
            Line("Traffic only: what the client made of the answer was not seen.");
        }

        foreach (var warning in verdict.Warnings)
        {
            Line($"Warning: {warning}");
        }

        foreach (var check in verdict.Checks)
        {
            Line($"{(check.Holds ? "  ok  " : "  NO  ")}{check.Name}: {check.Message}");
        }

        foreach (var exchange in verdict.Wire)
        {
            Line(
                $"> {Seconds(exchange.AtMilliseconds)} {exchange.Method} {exchange.Url} ({exchange.BodySize} bytes) -> {ReportText.Ending(exchange)}{(exchange.Matched ? "" : ", not matched")}"
            );
            foreach (var difference in exchange.Differences)
            {
                Line($"    {difference}");
            }

            if (replies && exchange.Reply is { } reply)
            {
                Reply(exchange.Status, reply);
            }
        }

        if (verdict.Log is { } log)
        {
            Line("Its log:");
            foreach (var line in log.TrimEnd().Split('\n').TakeLast(12))
            {
                Line($"  {line.TrimEnd('\r')}");
            }
        }

        if (verdict.Curl is { } curl)
        {
            if (verdict.Play is { } play)
            {
                Line($"Play: {play}");
            }

            Line($"By hand: {curl}");
        }

        if (verdict.Again is { } again)
        {
            Line($"Again: {again}");
        }

        return text.ToString();

        void Reply(int status, WireReply reply)
        {
            Line($"    < {(reply.Fault ?? status.ToString(CultureInfo.InvariantCulture))} ({reply.BodySize} bytes)");
            foreach (var header in reply.Headers)
            {
                Line($"    < {header}");
            }

            var lines = (reply.Body ?? string.Empty).TrimEnd().Split('\n');
            foreach (var line in lines.Take(reply.Body is null ? 0 : LinesOfReply))
            {
                Line($"    < {line.TrimEnd('\r')}");
            }

            if (lines.Length > LinesOfReply)
            {
                Line($"    < ...({lines.Length - LinesOfReply} more lines)");
            }
        }

        void Line(string line)
        {
            text.Append(indent).Append(ForeignText.Line(line)).Append('\n');
        }
    }

    private static string Seconds(long milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"+{milliseconds / 1000.0:0.0}s");
}
