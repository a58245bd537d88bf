namespace NanoBananaContracts.Schema;

/// <summary>Reads a contract schema.</summary>
public static class SchemaReader
{
    private static readonly SchemaModel Empty = new(null, null, default, default, default, default);

    /// <summary>
    /// Reads a schema: JSON Schema of draft 2020-12 in the subset that <c>schema/README.md</c> describes. Never throws
    /// and ignores nothing: what is not understood is a finding at its line and column, and the rest of the model is
    /// still made. Takes time linear in the text, needs no culture, and gives equal models for texts that differ only
    /// in layout or in the order of definitions.
    /// </summary>
    /// <param name="path">File name, for the findings.</param>
    /// <param name="text">The file's text.</param>
    /// <returns>The model, and every finding in order of place.</returns>
    public static SchemaReading Read(string path, string text)
    {
        var diagnostics = new DiagnosticBag(path);
        var root = JsonParser.Parse(text, diagnostics, out var damaged);
        BidirectionalControls.Check(text, diagnostics);
        var syntax = diagnostics.Count;
        var model = root is null ? Empty : new ModelReader(diagnostics).Read(root);
        if (damaged)
        {
            // Parts of the text could not be read: what seems missing from the model may well be in them. The mistakes
            // of the text come first; those of the schema are found once it can be read.
            diagnostics.Truncate(syntax);
        }

        return new SchemaReading(model, diagnostics.Sorted());
    }
}
