namespace NanoBananaContracts.Schema;

/// <summary>Every kind of trouble an import can report; ids 19xx, so that they never meet those of the reader.</summary>
public static class SchemaImportRules
{
    /// <summary>The source is in no format that can be imported.</summary>
    public static SchemaRule UnknownSource { get; } =
        new(
            "NBC1901",
            "Source in no known format",
            "Give a Google discovery document (\"kind\": \"discovery#restDescription\") or an OpenAPI 3 document (\"openapi\": \"3...\")."
        );

    /// <summary>The file to import into is not a contract schema.</summary>
    public static SchemaRule TargetNotReadable { get; } =
        new(
            "NBC1902",
            "File to import into cannot be read",
            "Mend it first, or begin with 'nanobanana schema export'. Nothing was changed."
        );

    /// <summary>The source lacks the message an operation sends or reads.</summary>
    public static SchemaRule MissingRoot { get; } =
        new(
            "NBC1903",
            "Message of an operation is not in the source",
            "Import the description of the same API, one that has this message. Nothing was changed."
        );

    /// <summary>The source refers to something it does not define.</summary>
    public static SchemaRule DanglingSourceReference { get; } =
        new(
            "NBC1904",
            "Source refers to nothing",
            "What stands in the file was kept as it is; a new property takes any JSON value.",
            SchemaSeverity.Warning
        );

    /// <summary>Two names of the source, or one of the source and one of ours, do not go together.</summary>
    public static SchemaRule SourceNameClash { get; } =
        new(
            "NBC1905",
            "Names clash",
            "Look at the outcome, and add an x-name where it should differ.",
            SchemaSeverity.Warning
        );

    /// <summary>The source says something an import does not understand.</summary>
    public static SchemaRule UnsupportedSource { get; } =
        new(
            "NBC1906",
            "Construct of the source is not understood",
            "It was taken as any JSON value; write the type by hand where it matters.",
            SchemaSeverity.Warning
        );

    /// <summary>The source says that an operation takes no JSON.</summary>
    public static SchemaRule NoJsonBody { get; } =
        new(
            "NBC1907",
            "Operation takes no JSON",
            "What is emitted writes JSON, and so does ContractClient: send this call by other means, or name an operation that takes JSON.",
            SchemaSeverity.Warning
        );

    /// <summary>The source of another provider gives a field another type than the file.</summary>
    public static SchemaRule OtherShape { get; } =
        new(
            "NBC1908",
            "Field has another shape at the provider",
            "What the file has was kept: a field has one type for all providers.",
            SchemaSeverity.Warning
        );

    /// <summary>The source says something of a value that the subset cannot say.</summary>
    public static SchemaRule LeftOut { get; } =
        new(
            "NBC1909",
            "Statement of the source left out",
            "Say it by hand where it matters, or in words.",
            SchemaSeverity.Warning
        );

    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<SchemaRule> All { get; } =
    [
        UnknownSource,
        TargetNotReadable,
        MissingRoot,
        DanglingSourceReference,
        SourceNameClash,
        UnsupportedSource,
        NoJsonBody,
        OtherShape,
        LeftOut,
    ];
}
