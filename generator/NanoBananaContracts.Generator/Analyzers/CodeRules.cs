using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// Documented mistakes in code that uses the contract: NBC0xxx. A message says the consequence and the cure; each rule
/// has a page under docs/rules.
/// </summary>
internal static class CodeRules
{
    private const string Category = "NanoBananaContracts.Usage";

    public static readonly DiagnosticDescriptor UndocumentedText = Warning(
        "NBC0001",
        "Text that the contract does not document",
        "\"{0}\" is not a documented {1}, so {1}.Parse throws here. Use one of {2}, or {1}.Undocumented(\"{0}\") to send it all the same."
    );

    public static readonly DiagnosticDescriptor DocumentedAsUndocumented = Warning(
        "NBC0002",
        "Documented value asked for as undocumented",
        "\"{0}\" is documented: use {1}.{2}, which the compiler checks. Undocumented is for values that the contract does not know yet."
    );

    public static readonly DiagnosticDescriptor ImageModalityMissing = Warning(
        "NBC0003",
        "Picture asked for without the IMAGE modality",
        "This configuration shapes a picture but does not ask for one, so the reply can be text only, and is billed all the same. Set ResponseModalities to [ResponseModality.Text, ResponseModality.Image]."
    );

    public static readonly DiagnosticDescriptor DeadlineTooShort = Warning(
        "NBC0004",
        "Deadline shorter than generation takes",
        "A picture takes about 20 seconds and a 4K one minutes, so a deadline of {0} gives up on calls that are billed. Leave {1} unset for the default, or allow at least 30 seconds."
    );

    public static readonly DiagnosticDescriptor KeyInSource = Warning(
        "NBC0005",
        "API key in the source",
        "A key in the source is published with it and cannot be taken back. Read it from the environment (NanoBananaClient.FromEnvironment) or from a secret store, and revoke this one if it was real."
    );

    public static readonly DiagnosticDescriptor BearerHeader = Warning(
        "NBC0006",
        "Bearer header for a service that wants x-goog-api-key",
        "{0} takes the key in the header x-goog-api-key; a Bearer header, alone or beside it, ends in 401. Remove it and send x-goog-api-key."
    );

    public static readonly DiagnosticDescriptor RetiredModel = Warning(
        "NBC0007",
        "Model that the provider has retired",
        "{0} retired {1} on {2}, and calls for it end in 404. Use {3}."
    );

    public static readonly DiagnosticDescriptor FixedExtension = Warning(
        "NBC0008",
        "Picture saved under a fixed extension",
        "The service chooses the format and may send JPEG, so \"{0}\" can hold something else than its name says. Use GeneratedImage.SaveAsync, which names the file by its bytes."
    );

    public static readonly DiagnosticDescriptor UncheckedCandidate = Warning(
        "NBC0009",
        "First candidate taken without looking at the outcome",
        "A refused prompt has status 200 and no candidates, so this fails with an error that hides the reason. Use the reply's FinalImage, or look at Candidates.Count and PromptFeedback first."
    );

    public static readonly DiagnosticDescriptor BodyBreaksContract = Warning(
        "NBC0010",
        "Hand-written request body that breaks the contract",
        "This body is refused or misunderstood: {0}. Correct it, or build the request with GenerateContentRequest."
    );

    public static readonly DiagnosticDescriptor AddressMissesEndpoint = Warning(
        "NBC0024",
        "Address that does not reach the endpoint as meant",
        "A call to this address fails or gives the key away: {0}."
    );

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        new(
            id,
            title,
            message,
            Category,
            DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
            helpLinkUri: RuleLinks.OwnPage(id)
        );
}
