using System.Text.Json;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What an import did, for scripts.</summary>
internal static class ImportJson
{
    /// <summary>One object: whether it was imported, every change, what that means to users of the schema, every finding.</summary>
    /// <param name="into">The schema as it was named.</param>
    /// <param name="result">What the import did.</param>
    /// <param name="diff">What differs afterwards; null where nothing does, or nothing was imported.</param>
    public static string Of(string into, SchemaImportResult result, SchemaDiff? diff) =>
        JsonLine.Of(json =>
        {
            json.WriteString("file", into);
            json.WriteBoolean("imported", !result.HasErrors);
            json.WriteString("revision", result.Revision);
            json.WriteStartArray("changes");
            foreach (var change in result.Changes)
            {
                json.WriteStartObject();
                json.WriteString("kind", Kind(change.Kind));
                json.WriteString("path", change.Path);
                json.WriteString("detail", change.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("diff");
            if (diff is null)
            {
                json.WriteNullValue();
            }
            else
            {
                using var document = JsonDocument.Parse(SchemaDiffFormat.ToJson(diff));
                document.RootElement.WriteTo(json);
            }

            FindingJson.Write(json, result.Diagnostics);
        });

    private static string Kind(SchemaImportChangeKind kind) =>
        kind switch
        {
            SchemaImportChangeKind.Added => "added",
            SchemaImportChangeKind.Vanished => "vanished",
            SchemaImportChangeKind.Returned => "returned",
            SchemaImportChangeKind.Changed => "changed",
            _ => "matched",
        };
}
