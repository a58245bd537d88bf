using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>What can be wrong with a project that compiles a contract, apart from the schema itself: NBC2xxx.</summary>
internal static class ProjectRules
{
    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "NBC2001",
        "C# is too old for the contract",
        "The contract needs C# 11 or newer, and this project compiles C# {0}. Set <LangVersion>latest</LangVersion> in the project; no other target framework is needed."
    );

    public static readonly DiagnosticDescriptor RuntimeMissing = Error(
        "NBC2002",
        "The runtime of the contract is missing",
        "The contract needs the runtime, NanoBananaContracts.Serialization.ContractReader, and no reference has it. Reference the package NanoBananaContracts without excluding its compile assets."
    );

    public static readonly DiagnosticDescriptor JsonMissing = Error(
        "NBC2003",
        "System.Text.Json is missing",
        "The contract needs System.Text.Json, and no reference has it. Reference the package System.Text.Json, version 8.0 or newer."
    );

    public static readonly DiagnosticDescriptor BadNamespace = Error(
        "NBC2004",
        "Not a namespace",
        "\"{0}\" is not a C# namespace. Give the ContractSchema item a Namespace such as My.Contract, or set RootNamespace in the project."
    );

    public static readonly DiagnosticDescriptor BadVisibility = Error(
        "NBC2005",
        "Not a visibility",
        "\"{0}\" is not a visibility. Set Visibility of the ContractSchema item to public or internal."
    );

    public static readonly DiagnosticDescriptor NamespaceTaken = Error(
        "NBC2006",
        "Two schemas in one namespace",
        "The namespace {0} already has the types of {1}, so nothing is made from this schema. Give one of the two ContractSchema items another Namespace."
    );

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(
            id,
            title,
            message,
            "NanoBananaContracts.Project",
            DiagnosticSeverity.Error,
            isEnabledByDefault: true,
            helpLinkUri: RuleLinks.InReference(id)
        );
}
