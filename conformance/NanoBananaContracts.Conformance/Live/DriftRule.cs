namespace NanoBananaContracts.Conformance.Live;

/// <summary>How much a finding weighs.</summary>
public enum DriftSeverity
{
    /// <summary>Worth knowing; the contract allows it.</summary>
    Info,

    /// <summary>The service does something that is not in the contract; clients that keep unknown things live on.</summary>
    Warning,

    /// <summary>The service breaks the contract; clients will fail.</summary>
    Error,
}

/// <summary>One numbered kind of drift.</summary>
/// <param name="Id">Such as <c>NBD003</c>; never reused.</param>
/// <param name="Severity">What a finding of this kind weighs.</param>
/// <param name="Title">What has changed.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record DriftRule(string Id, DriftSeverity Severity, string Title, string Cure)
{
    private static readonly List<DriftRule> Known = [];

    /// <summary>Every rule, by number.</summary>
    public static IReadOnlyList<DriftRule> All => Known;

    internal static DriftRule Status { get; } =
        Error("NBD001", "another status", "Adapt the classification of failures, and the cases that play it.");

    internal static DriftRule NotJson { get; } =
        Error("NBD002", "not the promised kind of body", "See what the service sends instead; nothing can be read.");

    internal static DriftRule UnknownField { get; } =
        Warning("NBD003", "an unknown field", "Add the field to the schema at the line given.");

    internal static DriftRule UnknownValue { get; } =
        Warning("NBD004", "an unknown enum value", "Add the value to the enum at the line given.");

    internal static DriftRule Missing { get; } =
        Error(
            "NBD005",
            "a required field is missing",
            "Make the field optional at the line given, or report the service."
        );

    internal static DriftRule WrongType { get; } =
        Error("NBD006", "another JSON type", "Change the type at the line given, or report the service.");

    internal static DriftRule Bounds { get; } =
        Error("NBD007", "a value out of bounds", "Widen the bounds at the line given, or report the service.");

    internal static DriftRule Base64 { get; } =
        Error("NBD008", "Base64 that cannot be decoded", "Report the service; no client can read it.");

    internal static DriftRule NoPicture { get; } =
        Error("NBD009", "no picture where one was asked for", "Look at the finish reason and its message.");

    internal static DriftRule BrokenPicture { get; } =
        Error("NBD010", "a picture that is not whole", "Report the service; the picture cannot be shown.");

    internal static DriftRule MediaType { get; } =
        Warning("NBD011", "a declared media type that the bytes deny", "Go by the bytes.");

    internal static DriftRule Pixels { get; } =
        Warning("NBD012", "another size or shape than asked for", "Check the spelling of sizes, and the pixel table.");

    internal static DriftRule ErrorShape { get; } =
        Error("NBD013", "an error body of another shape", "Teach the error reader the new shape, with a case for it.");

    internal static DriftRule FinishReason { get; } =
        Warning("NBD014", "an unexpected finish reason", "Look at the finish message.");

    internal static DriftRule Tokens { get; } =
        Info("NBD015", "another token count than documented", "Update tokensPerImage of the model, and its price.");

    internal static DriftRule ModelVersion { get; } =
        Warning("NBD016", "another model answered", "Check whether the id has become an alias.");

    internal static DriftRule Signature { get; } =
        Warning("NBD017", "a picture without a thought signature", "Check that edits over several turns still work.");

    internal static DriftRule Stream { get; } =
        Error("NBD018", "a stream of another form", "Teach the stream reader the new form, with a case for it.");

    internal static DriftRule Modality { get; } =
        Warning(
            "NBD019",
            "other modalities than asked for",
            "Update what the documentation says of responseModalities."
        );

    internal static DriftRule Disagreement { get; } =
        Error(
            "NBD020",
            "our reader and the JSON Schema disagree",
            "One of the two is wrong: mend the generator or the schema."
        );

    internal static DriftRule Format { get; } =
        Info("NBD021", "another picture format than seen before", "Add it to outputMediaTypes of the model.");

    internal static DriftRule NoAnswer { get; } =
        Error("NBD022", "no answer", "Check the address and the network; nothing was repeated, in case it was billed.");

    internal static DriftRule CutOff { get; } =
        Error("NBD023", "a call cut off", "Count it as billed where it may be; its answer was not waited for.");

    private static DriftRule Info(string id, string title, string cure) =>
        Add(new(id, DriftSeverity.Info, title, cure));

    private static DriftRule Warning(string id, string title, string cure) =>
        Add(new(id, DriftSeverity.Warning, title, cure));

    private static DriftRule Error(string id, string title, string cure) =>
        Add(new(id, DriftSeverity.Error, title, cure));

    private static DriftRule Add(DriftRule rule)
    {
        Known.Add(rule);
        return rule;
    }
}
