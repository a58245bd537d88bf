namespace NanoBananaContracts.Schema;

/// <summary>What the parts of one import share: both sides, what matches, and the changes to the file.</summary>
internal sealed class ImportContext(
    TargetSchema target,
    SourceDocument source,
    ImportMatch match,
    string text,
    SchemaImportOptions options,
    DiagnosticBag diagnostics
)
{
    /// <summary>Mark of what the source no longer has.</summary>
    public const string Vanished = "x-vanished";

    private readonly List<SchemaImportChange> changes = [];

    /// <summary>The file.</summary>
    public TargetSchema Target => target;

    /// <summary>The source.</summary>
    public SourceDocument Source => source;

    /// <summary>What of both is the same.</summary>
    public ImportMatch Match => match;

    /// <summary>Of what in the file the source is the judge.</summary>
    public SourceScope Scope { get; } = new(target, source);

    /// <summary>How to import.</summary>
    public SchemaImportOptions Options => options;

    /// <summary>Takes trouble.</summary>
    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>Changes to the text.</summary>
    public TextEdits Edits { get; } = new(text);

    /// <summary>How the file is laid out.</summary>
    public JsonLayout Layout { get; } = new(text, target.Root);

    /// <summary>Names of definitions.</summary>
    public ImportNames Names { get; } = new(target);

    /// <summary>Definitions of the file that something new leads to, so that they are there to stay.</summary>
    public HashSet<JsonNode> Adopted { get; } = [];

    /// <summary>Changes made, for people.</summary>
    public IReadOnlyList<SchemaImportChange> Changes => changes;

    /// <summary>Notes a change.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="path">To what.</param>
    /// <param name="detail">More about it, or null.</param>
    public void Changed(SchemaImportChangeKind kind, string path, string? detail = null) =>
        changes.Add(new SchemaImportChange(kind, path, detail));

    /// <summary>Changes the members of an object.</summary>
    /// <param name="container">The object.</param>
    /// <param name="change">What to change.</param>
    public void Apply(JsonNode container, MemberChange change) => Layout.Apply(Edits, container, change);

    /// <summary>Adds a string at the end of an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="value">The string.</param>
    public void AppendItem(JsonNode array, string value) => Layout.AppendItem(Edits, array, value);
}
