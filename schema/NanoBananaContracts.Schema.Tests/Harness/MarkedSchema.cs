namespace NanoBananaContracts.Schema.Tests.Harness;

/// <summary>
/// A schema text in which « and » stand around what a finding must mark. Tests show the place in the text itself, so that
/// no line or column has to be counted by hand.
/// </summary>
internal sealed record MarkedSchema(string Text, int Line, int Column, int Length)
{
    public static MarkedSchema Parse(string marked)
    {
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, "no « in the schema");
        var end = marked.IndexOf('»', StringComparison.Ordinal);
        var length = end - start - 1; // 0 at the end of the text, where one column is marked all the same
        var before = marked[..start];
        var line = before.Count(c => c == '\n') + 1;
        var column = start - before.LastIndexOf('\n');
        return new MarkedSchema(
            before + marked.Substring(start + 1, length) + marked[(end + 1)..],
            line,
            column,
            length
        );
    }

    /// <summary>A whole schema with these definitions, and with a sound one that must survive whatever is wrong with them.</summary>
    public static string WithDefinitions(string definitions) =>
        $$"""
            {
              "$defs": {
                "Sound": { "type": "object", "properties": { "ok": { "type": "boolean" } } },
            {{definitions}}
              }
            }
            """;

    public static void ShouldBeFound(string id, string marked, string message)
    {
        var schema = Parse(marked);
        var reading = SchemaReader.Read("dir/my.schema.json", schema.Text);
        reading.Diagnostics.ShouldHaveSingleItem(string.Join('\n', reading.Diagnostics));
        reading
            .Diagnostics[0]
            .ShouldBe(
                new SchemaDiagnostic(
                    id,
                    SchemaSeverity.Error,
                    "dir/my.schema.json",
                    schema.Line,
                    schema.Column,
                    Math.Max(1, schema.Length),
                    message
                )
            );
        reading.HasErrors.ShouldBeTrue();
    }

    /// <summary>As <see cref="ShouldBeFound"/>, with definitions only; the sound one beside them is still in the model.</summary>
    public static void ShouldBeFoundInDefinitions(string id, string definitions, string message)
    {
        var marked = WithDefinitions(definitions);
        ShouldBeFound(id, marked, message);
        SchemaReader
            .Read("my.schema.json", Parse(marked).Text)
            .Model.Messages.Single(candidate => candidate.Name == "Sound")
            .Properties.ShouldHaveSingleItem()
            .Type.Kind.ShouldBe(TypeKind.Boolean);
    }
}
