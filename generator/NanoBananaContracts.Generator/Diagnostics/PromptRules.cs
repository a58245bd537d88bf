using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>
/// What can be wrong with a prompt that is a method: NBC3001 and on. What no body can be written for is an error; what a
/// provider is known to refuse is a warning, as facts of providers change.
/// </summary>
internal static class PromptRules
{
    public static readonly DiagnosticDescriptor UnknownPlaceholder = Error(
        "NBC3001",
        "Place-holder without a parameter",
        "{{{0}}} names no parameter of {1}. {2}"
    );

    public static readonly DiagnosticDescriptor UnusedParameter = Error(
        "NBC3002",
        "Parameter that the prompt does not use",
        "Nothing of {0} reaches the model, since the prompt does not name it. Write {{{0}}} where it belongs, or remove the parameter."
    );

    public static readonly DiagnosticDescriptor MalformedPlaceholder = Error(
        "NBC3003",
        "Malformed place-holder",
        "This brace is no place-holder: {0}. Write {{name}} or {{name:format}} with the name of a parameter, and {{{{ or }}}} for the brace itself."
    );

    public static readonly DiagnosticDescriptor UnusableParameter = Error(
        "NBC3004",
        "Parameter that cannot stand in a prompt",
        "{1} has no text that is the same everywhere, so {0} cannot stand in a prompt. Give it as string or as a type that is IFormattable, and a picture as InputImage."
    );

    public static readonly DiagnosticDescriptor RefusedFormat = Error(
        "NBC3005",
        "Format that the value does not take",
        "{0} cannot be written as \"{1}\", so the method would throw, or leave the format or the value out. {2}"
    );

    public static readonly DiagnosticDescriptor UndocumentedValue = Error(
        "NBC3006",
        "Value that the contract does not document",
        "\"{0}\" is not a documented {1}, so the method would throw. Use one of {2}."
    );

    public static readonly DiagnosticDescriptor RefusedByModel = Warning(
        "NBC3007",
        "Value that the model refuses",
        "{0}, so the request fails before it is sent. {1}"
    );

    public static readonly DiagnosticDescriptor RetiredModel = Warning(
        "NBC3008",
        "Model that the provider has retired",
        "{0} retired {1} on {2}, so the call ends in an error. Use {3}."
    );

    public static readonly DiagnosticDescriptor UnknownProvider = Error(
        "NBC3009",
        "Provider that nobody knows",
        "\"{0}\" is no provider that is known here, so nothing is checked. Use one of {1}, or add its file as a ContractProvider item."
    );

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "NBC3010",
        "Prompt that is not a partial method",
        "The body of {0} is written by the generator, which needs {1}."
    );

    public static readonly DiagnosticDescriptor WrongReturn = Error(
        "NBC3011",
        "Prompt that returns something else",
        "{0} cannot return {1}. {2}"
    );

    public static readonly DiagnosticDescriptor WrongParameter = Error(
        "NBC3012",
        "Prompt that takes what it cannot",
        "{0}. {1}"
    );

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "NBC3013",
        "C# is too old for a prompt as a method",
        "The request needs C# 11 or newer, and this project compiles C# {0}. Set <LangVersion>latest</LangVersion> in the project; no other target framework is needed."
    );

    public static readonly DiagnosticDescriptor EmptyPrompt = Error(
        "NBC3014",
        "Prompt without words",
        "The prompt of {0} says nothing, so every call of it would throw. Say what to draw."
    );

    public static readonly DiagnosticDescriptor WrongInterface = Error(
        "NBC3015",
        "Interface that cannot be implemented",
        "{0} gets no implementation: {1}. {2}"
    );

    public static readonly DiagnosticDescriptor InterfaceNotMarked = Error(
        "NBC3016",
        "Prompt in an interface that is not marked",
        "Nothing implements {0}, since {1} is not marked. Put [NanoBananaContract] on the interface."
    );

    public static readonly DiagnosticDescriptor MalformedModel = Error(
        "NBC3017",
        "Model that no address can have",
        "Model {0} {1} Each request would be refused before it is sent. Use an id such as {2}, or leave Model out for the client's."
    );

    public static readonly DiagnosticDescriptor MisspeltModel = Warning(
        "NBC3018",
        "Model that is nearly one that is known",
        "{0} is no model of {1}, so nothing about it is checked and the call ends in an error where it is a slip. {2}"
    );

    public static readonly DiagnosticDescriptor UnlistedModel = Rule(
        "NBC3019",
        "Model that nobody knows",
        "{0} is no model of {1}, so nothing about it is checked and the call ends in an error unless it is newer. {2}",
        DiagnosticSeverity.Info
    );

    public static readonly DiagnosticDescriptor TemperatureOutOfRange = Error(
        "NBC3020",
        "Temperature that no model takes",
        "Temperature {0} is out of range, so each request would be refused before it is sent. Use {1}."
    );

    /// <summary>All of them, by id.</summary>
    public static readonly DiagnosticDescriptor[] All =
    [
        UnknownPlaceholder,
        UnusedParameter,
        MalformedPlaceholder,
        UnusableParameter,
        RefusedFormat,
        UndocumentedValue,
        RefusedByModel,
        RetiredModel,
        UnknownProvider,
        NotPartial,
        WrongReturn,
        WrongParameter,
        LanguageTooOld,
        EmptyPrompt,
        WrongInterface,
        InterfaceNotMarked,
        MalformedModel,
        MisspeltModel,
        UnlistedModel,
        TemperatureOutOfRange,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Rule(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Rule(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity) =>
        new(
            id,
            title,
            message,
            "NanoBananaContracts.Prompts",
            severity,
            isEnabledByDefault: true,
            helpLinkUri: RuleLinks.OfPrompts(id)
        );
}
