namespace NanoBananaContracts.Schema;

/// <summary>
/// Brings an API description (a Google discovery document or an OpenAPI 3 document) into a contract schema.
/// <para>
/// What is new and reachable from the schema's own operations comes in. What the source no longer has is marked with
/// <c>x-vanished</c> and stays. Everything people wrote stays: descriptions, required fields, bounds, one-ofs,
/// spellings, and a type that is more exact than the source's. No character changes that need not.
/// </para>
/// </summary>
public static class SchemaImport
{
    /// <summary>Imports. Never throws for what the texts hold.</summary>
    /// <param name="sourcePath">Name of the source, for diagnostics.</param>
    /// <param name="sourceText">The source.</param>
    /// <param name="targetPath">Name of the schema, for diagnostics.</param>
    /// <param name="targetText">The schema.</param>
    /// <param name="options">How to import; null for the defaults.</param>
    /// <returns>The new text and what changed.</returns>
    public static SchemaImportResult Import(
        string sourcePath,
        string sourceText,
        string targetPath,
        string targetText,
        SchemaImportOptions? options = null
    )
    {
        var target = OpenTarget(targetPath, targetText, out var targetTrouble);
        if (target is null)
        {
            return Unchanged(targetText, "", targetTrouble);
        }

        var trouble = new DiagnosticBag(sourcePath);
        var source = OpenSource(sourceText, [.. target.Roots().Select(root => root.Name)], trouble);
        if (source is null)
        {
            return Unchanged(targetText, "", trouble);
        }

        var match = new ImportMatch(target, source);
        var matched = false;
        foreach (var root in target.Roots())
        {
            if (source.Find(root.Name) is { } message)
            {
                match.Pair(root.Value, message);
                matched = true;
            }
            else
            {
                targetTrouble.Report(
                    SchemaImportRules.MissingRoot,
                    root.Key.Mark,
                    $"An operation uses {root.Name}, and {sourcePath} has no such message."
                );
            }
        }

        if (!matched && targetTrouble.Count == 0)
        {
            targetTrouble.Report(
                SchemaImportRules.TargetNotReadable,
                target.Root.Mark,
                "The schema names no operation, so that nothing says which messages to import.",
                "Add x-operations. Nothing was changed."
            );
        }

        if (targetTrouble.Count > 0)
        {
            return Unchanged(targetText, source.Revision, targetTrouble);
        }

        SourceBodies.Check(target, source, trouble);
        var import = new ImportContext(
            target,
            source,
            match,
            targetText,
            options ?? new SchemaImportOptions(),
            trouble
        );
        var text = new ImportMerge(import).Run();
        // The file stays as it was where its own reader would reject the outcome, such as a value of a new enum of which no
        // C# name can be made: one that does not read could neither be built nor imported into again.
        var mistakes = Mistakes(targetPath, text);
        return new SchemaImportResult(
            mistakes.Count == 0 ? text : targetText,
            source.Revision,
            mistakes.Count == 0 ? new EquatableArray<SchemaImportChange>(import.Changes) : default,
            new EquatableArray<SchemaDiagnostic>([.. trouble.Sorted(), .. mistakes])
        );
    }

    /// <summary>What the outcome's reader rejects, each with its line, since nobody has the outcome before them.</summary>
    private static List<SchemaDiagnostic> Mistakes(string path, string text)
    {
        var lines = text.Split('\n');
        return
        [
            .. SchemaReader
                .Read(path, text)
                .Diagnostics.Where(finding => finding.Severity == SchemaSeverity.Error)
                .Select(finding =>
                    finding with
                    {
                        Line = 1,
                        Column = 1,
                        Length = 1,
                        Message =
                            $"{finding.Message} So it would say in the line {Wording.Shown(lines[finding.Line - 1].Trim())}; nothing was changed: settle it in this file or in the source, and import again.",
                    }
                ),
        ];
    }

    /// <summary>
    /// A file that its own reader rejects is not touched: what its mistakes mean is for people to say, and an import
    /// built on a guess would be hard to take back.
    /// </summary>
    private static TargetSchema? OpenTarget(string path, string text, out DiagnosticBag trouble)
    {
        trouble = new DiagnosticBag(path);
        foreach (var finding in SchemaReader.Read(path, text).Diagnostics)
        {
            if (finding.Severity == SchemaSeverity.Error)
            {
                trouble.Add(finding);
            }
        }

        if (trouble.Count > 0)
        {
            return null;
        }

        var root = JsonParser.Parse(text, trouble, out _)!;
        if (root.Find("$defs")?.Value is { Kind: JsonKind.Object } defs)
        {
            return new TargetSchema(root, defs);
        }

        trouble.Report(SchemaImportRules.TargetNotReadable, root.Mark, "The schema has no $defs.");
        return null;
    }

    /// <summary>A source with a name given twice is read all the same; one with a piece missing is not.</summary>
    private static SourceDocument? OpenSource(string text, IReadOnlyList<string> wanted, DiagnosticBag trouble)
    {
        if (SourceFormat.WhyNotJson(text) is { } reason)
        {
            trouble.Report(SchemaImportRules.UnknownSource, new SourceMark(1, 1), reason.What, reason.Cure);
            return null;
        }

        var parsing = new DiagnosticBag(trouble.Path);
        var root = JsonParser.Parse(text, parsing, out var damaged);
        foreach (var finding in parsing.Sorted())
        {
            trouble.Add(damaged ? finding : finding with { Severity = SchemaSeverity.Warning });
        }

        return root is null || damaged ? null : SourceDocument.Open(root, wanted, trouble);
    }

    private static SchemaImportResult Unchanged(string text, string revision, DiagnosticBag trouble) =>
        new(text, revision, default, trouble.Sorted());
}
