using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoBananaContracts.Conformance.Contract;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>Writes drift reports for people (Markdown) and for programs (JSON).</summary>
public static class DriftReportText
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report as Markdown: the verdict, the findings with their cures, the calls.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Text with <c>\n</c> as line end.</returns>
    public static string ToMarkdown(DriftReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"# Drift of {Cell(report.Provider)} ({Cell(report.Model)})\n\n");
        text.Append(culture, $"{Cell(report.Endpoint)}, {report.At:yyyy-MM-dd HH:mm} UTC. ");
        text.Append(culture, $"{Counting.Of(report.Calls.Count, "call")}, USD {report.MaxCostUsd:0.0000} at most. ");
        text.Append(Verdict(report)).Append("\n\n");
        if (report.EndedBy is { } reason)
        {
            text.Append(culture, $"**The run ended early: {Cell(reason).TrimEnd('.')}.**\n\n");
        }

        if (report.Findings.Count > 0)
        {
            text.Append("| | rule | call | where | what | cure |\n|---|---|---|---|---|---|\n");
            foreach (var finding in report.Findings.OrderByDescending(found => found.Rule.Severity))
            {
                text.Append(
                    culture,
                    $"| {Name(finding.Rule.Severity)} | {finding.Rule.Id} {finding.Rule.Title} | {finding.Call} | {Code(finding.Path)} | {Cell(finding.Message)} | {Cell(finding.Rule.Cure)}{Place(finding)} |\n"
                );
            }

            text.Append('\n');
        }

        text.Append("| call | status | bytes | seconds |\n|---|---|---|---|\n");
        foreach (var result in report.Calls)
        {
            var status = result.Status == 0 ? "none" : result.Status.ToString(culture);
            text.Append(
                culture,
                $"| {result.Call.Id} | {status} | {result.Bytes:N0} | {result.Elapsed.TotalSeconds:0.0} |\n"
            );
        }

        foreach (var call in report.NotSent)
        {
            text.Append(culture, $"| {call.Id} | not sent | | |\n");
        }

        return text.ToString();
    }

    /// <summary>The report as JSON.</summary>
    /// <param name="report">The report.</param>
    /// <returns>One indented object.</returns>
    public static string ToJson(DriftReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("provider", report.Provider);
            json.WriteString("model", report.Model);
            json.WriteString("endpoint", report.Endpoint);
            json.WriteString("at", report.At);
            json.WriteNumber("maxCostUsd", report.MaxCostUsd);
            json.WriteBoolean("conforms", !report.HasErrors && report.EndedBy is null);
            if (report.EndedBy is { } reason)
            {
                json.WriteString("endedBy", reason);
            }

            json.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                WriteFinding(json, finding);
            }

            json.WriteEndArray();
            json.WriteStartArray("calls");
            foreach (var result in report.Calls)
            {
                json.WriteStartObject();
                json.WriteString("id", result.Call.Id);
                json.WriteNumber("status", result.Status);
                json.WriteNumber("bytes", result.Bytes);
                json.WriteNumber("milliseconds", (long)result.Elapsed.TotalMilliseconds);
                json.WriteNumber("maxCostUsd", result.Call.MaxCostUsd);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("notSent");
            foreach (var call in report.NotSent)
            {
                json.WriteStringValue(call.Id);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        // What is hidden can only stand in a string, where its escape means the same.
        return ForeignText.Lines(Encoding.UTF8.GetString(buffer.WrittenSpan)) + "\n";
    }

    private static void WriteFinding(Utf8JsonWriter json, DriftFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("severity", Name(finding.Rule.Severity));
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("call", finding.Call);
        json.WriteString("path", finding.Path);
        json.WriteString("message", finding.Message);
        json.WriteString("cure", finding.Rule.Cure);
        if (finding.SchemaLine is { } line)
        {
            json.WriteString("schemaFile", DefaultSchema.FileName);
            json.WriteNumber("schemaLine", line);
        }

        json.WriteEndObject();
    }

    private static string Verdict(DriftReport report)
    {
        if (report.Findings.Count == 0)
        {
            return report.EndedBy is null
                ? "**The service keeps the contract.**"
                : "**Nothing was found in what came back.**";
        }

        var counts = report
            .Findings.GroupBy(finding => finding.Rule.Severity)
            .OrderByDescending(group => group.Key)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {Name(group.Key)}"));
        return $"**{(report.HasErrors ? "The service breaks the contract" : "The service has drifted")}: {string.Join(", ", counts)}.**";
    }

    private static string Name(DriftSeverity severity) =>
        severity switch
        {
            DriftSeverity.Error => "error",
            DriftSeverity.Warning => "warn",
            _ => "info",
        };

    private static string Place(DriftFinding finding) =>
        finding.SchemaLine is { } line
            ? string.Create(CultureInfo.InvariantCulture, $" `{DefaultSchema.FileName}:{line}`")
            : "";

    private static string Code(string path) => path.Length == 0 ? "" : MarkdownReport.Code(path);

    private static string Cell(string text) => MarkdownReport.Cell(text).TrimEnd();
}
