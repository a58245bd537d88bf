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
        "A picture takes about {0}, so a deadline of {1} gives up on calls that are billed. Leave Deadline unset for the default of 5 minutes, or allow at least {2}."
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
        "{0}, so this fails with an error that hides the reason. Use the reply's FinalImage, or look at {1} first."
    );

    public static readonly DiagnosticDescriptor BodyBreaksContract = Warning(
        "NBC0010",
        "Hand-written request body that breaks the contract",
        "This body is refused or misunderstood: {0}. Correct it, or build the request with GenerateContentRequest."
    );

    public static readonly DiagnosticDescriptor ModelRefusesShape = Warning(
        "NBC0011",
        "Size or ratio that the model does not make",
        "{0} is \"{1}\", which {2} of {3} does not make, so the request is refused. {4}"
    );

    public static readonly DiagnosticDescriptor ModelRefusesParameter = Warning(
        "NBC0012",
        "Parameter that the model refuses",
        "{0}, which {1} of {2} does not take, so the request is refused. {3}"
    );

    public static readonly DiagnosticDescriptor PictureNotAskedFor = Warning(
        "NBC0013",
        "Picture taken from a request that asks for none",
        "The modalities of this request leave IMAGE out, so no picture comes and {0} fails. Add ResponseModality.Image to its ResponseModalities."
    );

    public static readonly DiagnosticDescriptor TimeoutTooShort = Warning(
        "NBC0014",
        "HttpClient.Timeout shorter than generation takes",
        "A picture takes about {0}, so HttpClient.Timeout of {1} cuts calls off that are billed, whatever Deadline allows. Set it to Timeout.InfiniteTimeSpan and leave the time to Deadline."
    );

    public static readonly DiagnosticDescriptor EmptyEnum = Warning(
        "NBC0022",
        "Default of an open enum sent as a value",
        "The default of {0} is no value: its text is empty, so the request is refused. Leave {1} out for the model's own, or name a value of {0}."
    );

    public static readonly DiagnosticDescriptor UnknownPrice = Warning(
        "NBC0025",
        "Price read as if it were always known",
        "{0} is null where the price is not known, and then this {1}. Look whether there is one first, and treat none as unknown, not as free."
    );

    public static readonly DiagnosticDescriptor ExposedKey = Warning(
        "NBC0015",
        "API key in a URL, a log or a text",
        "A key stands where it is not meant to be: {0}. {1}."
    );

    public static readonly DiagnosticDescriptor FollowsRedirects = Warning(
        "NBC0016",
        "HttpClient that follows redirects",
        "It would send the API key on to any host that a redirect names, so the client refuses it with an ArgumentException. Set AllowAutoRedirect = false on its handler, or leave the HttpClient to the client; redirects within the service's own origin are followed then."
    );

    public static readonly DiagnosticDescriptor SendsAgain = Warning(
        "NBC0017",
        "Handler that sends billed requests again",
        "{0} gives up a generation that takes longer than it waits, or has it made again, and each is billed. Remove it and set MaxAttempts, which repeats only what cost nothing."
    );

    public static readonly DiagnosticDescriptor UncheckedPicture = Warning(
        "NBC0018",
        "Picture taken from a part without asking whether it is whole",
        "The Base64 of a reply that was cut off decodes without an error, so half a picture passes for one here. Use the reply's FinalImage, which is whole, or ask PictureInspector.Inspect(...).IsWhole first."
    );

    public static readonly DiagnosticDescriptor DroppedTurn = Warning(
        "NBC0019",
        "Turn of the model left out of what is edited next",
        "The model's turn, with the signatures by which it edits its own picture, is not kept, so the next turn begins a new picture and is billed as one. Send turns with Conversation.SendAsync, or keep each with Conversation.Append."
    );

    public static readonly DiagnosticDescriptor OneByOne = Rule(
        "NBC0020",
        "Pictures generated one after the other",
        "Each call waits some 20 seconds for the one before it though it needs nothing of it. Use Parallel.ForEachAsync with a MaxDegreeOfParallelism that the quota allows.",
        DiagnosticSeverity.Info
    );

    public static readonly DiagnosticDescriptor SwallowedFailure = Warning(
        "NBC0021",
        "Failure of a call swallowed",
        "What went wrong, what it cost and how to cure it is lost here. Log the exception, act on its Kind, or narrow this with a filter to the kinds that may pass."
    );

    public static readonly DiagnosticDescriptor ClientPerCall = Warning(
        "NBC0023",
        "Client made for every call",
        "Each client opens connections of its own, so every {0} pays for a new one and a busy program runs out of ports. Make one and keep it; services.AddNanoBanana registers one."
    );

    public static readonly DiagnosticDescriptor AddressMissesEndpoint = Warning(
        "NBC0024",
        "Address that does not reach the endpoint as meant",
        "A call to this address may fail or give the key away: {0}."
    );

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Rule(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: RuleLinks.OwnPage(id));
}
