namespace NanoBananaContracts.Schema;

/// <summary>How to import.</summary>
/// <param name="WithDescriptions">
/// Whether to take the source's words for what has none of ours. Off by default: they belong to somebody else.
/// </param>
public sealed record SchemaImportOptions(bool WithDescriptions = false);

/// <summary>What an import did.</summary>
/// <param name="Text">
/// The file's new text. Equal to the old text, character for character, when there was nothing to change.
/// </param>
/// <param name="Revision">The source's revision, as marks name it; empty when the source could not be read.</param>
/// <param name="Changes">Every change, in the order in which it was found.</param>
/// <param name="Diagnostics">
/// Trouble with the source or the file, in order of place; then what is to be mended in the new text, as warnings. An
/// error means nothing was changed.
/// </param>
public sealed record SchemaImportResult(
    string Text,
    string Revision,
    EquatableArray<SchemaImportChange> Changes,
    EquatableArray<SchemaDiagnostic> Diagnostics
)
{
    /// <summary>True when a diagnostic is an error, so that nothing was changed.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == SchemaSeverity.Error);
}

/// <summary>One change an import made.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Path">To what: <c>Message</c>, <c>Message.property</c>, <c>Enum</c> or <c>Enum: VALUE</c>.</param>
/// <param name="Detail">More about it, or null.</param>
public sealed record SchemaImportChange(SchemaImportChangeKind Kind, string Path, string? Detail = null)
{
    /// <summary>The change in one line.</summary>
    public override string ToString() =>
        (
            Kind switch
            {
                SchemaImportChangeKind.Added => "+ ",
                SchemaImportChangeKind.Vanished => "- ",
                SchemaImportChangeKind.Matched => "= ",
                _ => "~ ",
            }
        )
        + Path
        + (Detail is null ? "" : " (" + Detail + ")");
}

/// <summary>Kinds of change.</summary>
public enum SchemaImportChangeKind
{
    /// <summary>It is new and came in.</summary>
    Added,

    /// <summary>The source no longer has it; it was marked, not removed.</summary>
    Vanished,

    /// <summary>The source has it again; the mark was taken off.</summary>
    Returned,

    /// <summary>Its type, or a fact about it, changed.</summary>
    Changed,

    /// <summary>The source has it under another name; nothing was changed.</summary>
    Matched,
}
