using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Diagnostics;

/// <summary>What can be wrong with a project that compiles a contract, apart from the schema itself: NBC2xxx.</summary>
internal static class ProjectRules
{
    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        "NBC2001",
        "C# is too old for the contract",
        "The contract needs C# 11 or newer, and this project compiles C# {0}. Set <LangVersion>latest</LangVersion> in the project; no other target framework is needed.",
        "NanoBananaContracts.Project",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleLinks.InReference("NBC2001")
    );

    public static readonly DiagnosticDescriptor RuntimeMissing = new(
        "NBC2002",
        "The runtime of the contract is missing",
        "The contract needs the runtime, NanoBananaContracts.Serialization.ContractReader, and no reference has it. Reference the package NanoBananaContracts without excluding its compile assets.",
        "NanoBananaContracts.Project",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleLinks.InReference("NBC2002")
    );

    public static readonly DiagnosticDescriptor JsonMissing = new(
        "NBC2003",
        "System.Text.Json is missing",
        "The contract needs System.Text.Json, and no reference has it. Reference the package System.Text.Json, version 8.0 or newer.",
        "NanoBananaContracts.Project",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleLinks.InReference("NBC2003")
    );

    public static readonly DiagnosticDescriptor BadNamespace = new(
        "NBC2004",
        "Not a namespace",
        "\"{0}\" is not a C# namespace. Give the ContractSchema item a Namespace such as My.Contract, or set RootNamespace in the project.",
        "NanoBananaContracts.Project",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleLinks.InReference("NBC2004")
    );

    public static readonly DiagnosticDescriptor BadVisibility = new(
        "NBC2005",
        "Not a visibility",
        "\"{0}\" is not a visibility. Set Visibility of the ContractSchema item to public or internal.",
        "NanoBananaContracts.Project",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleLinks.InReference("NBC2005")
    );

    public static readonly DiagnosticDescriptor NamespaceTaken = new(
        "NBC2006",
        "Two schemas in one namespace",
        "The namespace {0} already has the types of {1}, so nothing is made from this schema. Give one of the two ContractSchema items another Namespace.",
        "NanoBananaContracts.Project",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleLinks.InReference("NBC2006")
    );
}
