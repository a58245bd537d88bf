namespace NanoBananaContracts.Schema;

/// <summary>The types of the subset and their formats.</summary>
internal static class SchemaTypes
{
    /// <summary>Types of the subset.</summary>
    public static string[] Names { get; } = ["string", "integer", "number", "boolean", "array", "object"];

    /// <summary>Formats of the subset, by type.</summary>
    /// <param name="type">A type.</param>
    public static string[] Formats(string type) =>
        type switch
        {
            "integer" => ["int32", "int64"],
            "number" => ["float", "double"],
            "string" =>
            [
                "byte",
                "date-time",
                "duration",
                "int64",
                "google-datetime",
                "google-duration",
                .. FormatsInWords,
            ],
            _ => [],
        };

    /// <summary>
    /// Formats of plain text that draft 2020-12 knows: they say what it is for, and nothing is checked, as the draft has it.
    /// </summary>
    public static string[] FormatsInWords { get; } =
    [
        "date",
        "time",
        "uuid",
        "uri",
        "uri-reference",
        "uri-template",
        "iri",
        "iri-reference",
        "email",
        "idn-email",
        "hostname",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "regex",
        "json-pointer",
        "relative-json-pointer",
    ];
}
