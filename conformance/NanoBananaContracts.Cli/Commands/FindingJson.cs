using System.Text.Json;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What is wrong with a schema, for scripts.</summary>
internal static class FindingJson
{
    /// <summary>Writes <c>findings</c>: an object for each, with rule, severity, file, line, column and message.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<SchemaDiagnostic> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Id);
            json.WriteString("severity", finding.Severity == SchemaSeverity.Error ? "error" : "warning");
            json.WriteString("file", finding.Path);
            json.WriteNumber("line", finding.Line);
            json.WriteNumber("column", finding.Column);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
