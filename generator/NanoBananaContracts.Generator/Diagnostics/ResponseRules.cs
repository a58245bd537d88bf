using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>What can be wrong with a record that is a contract for what a model writes: NBC31xx.</summary>
internal static class ResponseRules
{
    public static readonly DiagnosticDescriptor NotPartialRecord = Error(
        "NBC3101",
        "Response contract that nothing can be added to",
        "{0} cannot become a response contract: it {1}. Make it a partial record class without type parameters, not abstract and not file-scoped, with parameters behind its name or a constructor without any, and partial whatever it stands in."
    );

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "NBC3102",
        "Type that has no JSON Schema",
        "{0} is of type {1}, which the model cannot be asked for. Use a text, a number, bool, an enum, a record that is a [ResponseContract] too, or an array or list of these."
    );

    public static readonly DiagnosticDescriptor NameTaken = Error(
        "NBC3103",
        "Name of a response contract that is taken",
        "{0} cannot be named \"{1}\": {2}. Rename it, or give it another name in JSON with [JsonPropertyName]."
    );

    public static readonly DiagnosticDescriptor BadBound = Error(
        "NBC3104",
        "Bound that the schema cannot have",
        "[{1}] of {0} cannot become a bound of the schema: {2}. Correct the attribute, or remove it."
    );

    public static readonly DiagnosticDescriptor Empty = Error(
        "NBC3105",
        "Response contract with nothing in it",
        "{0} has no property that can be set, so there is nothing to ask the model for. Give it parameters, or public properties with init."
    );

    public static readonly DiagnosticDescriptor Recursive = Error(
        "NBC3106",
        "Response contract that contains itself",
        "{0} contains {1} again, and a schema without references has no end. Write the inner one as a record of its own that stops."
    );

    /// <summary>All of them, in order.</summary>
    public static readonly DiagnosticDescriptor[] All =
    [
        NotPartialRecord,
        UnsupportedType,
        NameTaken,
        BadBound,
        Empty,
        Recursive,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(
            id,
            title,
            message,
            "NanoBananaContracts.Responses",
            DiagnosticSeverity.Error,
            isEnabledByDefault: true,
            helpLinkUri: RuleLinks.InResponses(id)
        );
}
