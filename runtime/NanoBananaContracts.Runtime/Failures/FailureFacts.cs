namespace NanoBananaContracts;

/// <summary>What is true of a kind wherever it occurs: its cure, whether asking again helps, its row in the docs.</summary>
internal static class FailureFacts
{
    /// <summary>Where the table of failures can be read.</summary>
    internal const string Page =
        "https://github.com/nano-banana-contracts/NanoBananaContracts/blob/main/docs/failures.md";

    /// <summary>The row of <paramref name="kind"/> in <see cref="Page"/>.</summary>
    internal static string HelpLink(FailureKind kind) => Page + "#" + Anchor(kind);

    /// <summary>The anchor of the row: the kind's name in lower case, as Markdown renderers make it.</summary>
#pragma warning disable CA1308 // An anchor is lower case by convention; nothing is compared with it.
    internal static string Anchor(FailureKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>What to do, when nothing more precise is known. One sentence, or two.</summary>
    internal static string Cure(FailureKind kind) =>
        kind switch
        {
            FailureKind.Unauthorized => "Check the API key: it must be the provider's own, sent as x-goog-api-key.",
            FailureKind.MissingImageModality =>
                """Ask for an image: "responseModalities": ["TEXT", "IMAGE"] or ["IMAGE"] in generationConfig.""",
            FailureKind.ErrorReply => "Read the provider's message; the body holds an error, not an image.",
            FailureKind.Timeout => "Allow more time: an image takes about 20 seconds, and minutes at 4K or under load.",
            FailureKind.InvalidImageSize => "Use one of the sizes this model makes.",
            FailureKind.InvalidAspectRatio => "Use one of the aspect ratios this model makes.",
            FailureKind.TruncatedBase64 =>
                "Ask again. If it persists, something between here and the service cuts the reply.",
            FailureKind.MissingApiKey => "Set the API key of the provider.",
            FailureKind.InvalidRequest => "Correct the request as the message says.",
            FailureKind.UnknownField =>
                "Move or rename the field; aspectRatio and imageSize belong in generationConfig.imageConfig.",
            FailureKind.MissingThoughtSignature =>
                "Send the model's earlier parts back exactly as they came, thoughtSignature included.",
            FailureKind.InvalidInputImage =>
                "Send a whole image of an accepted type, declared as the type its bytes have.",
            FailureKind.RequestTooLarge => "Send fewer or smaller input images, or upload them as files.",
            FailureKind.PermissionDenied =>
                "Enable the API for the project of this key, or use a key that may call this model.",
            FailureKind.UnsupportedLocation =>
                "Call from a region the service supports, or enable billing for the account.",
            FailureKind.ModelNotFound => "Use a current model id, and check the base address.",
            FailureKind.RateLimited => "Wait, then ask again; send fewer requests a minute.",
            FailureKind.QuotaExhausted => "Enable billing or add credit; waiting a few seconds does not help.",
            FailureKind.ServerError => "Ask again; if it persists, simplify the prompt.",
            FailureKind.Overloaded => "Ask again in a while.",
            FailureKind.UpstreamTimeout => "Ask again, or for a smaller image.",
            FailureKind.GatewayError => "Ask again; if it persists, check the base address and the gateway.",
            FailureKind.Cancelled => "Ask again.",
            FailureKind.PromptBlocked => "Change the prompt or the input image.",
            FailureKind.ImageRefused => "Change the prompt.",
            FailureKind.NoImage => "Ask for an image plainly, or ask again.",
            FailureKind.NoCandidates => "Change the prompt: behind a gateway this mostly means that it was blocked.",
            FailureKind.TextInsteadOfImage =>
                "Read the text: it often says why. Ask for an image plainly, or ask again.",
            FailureKind.ImageInText => "Call the service directly, or take the image out of the text.",
            FailureKind.TokenLimitReached =>
                "Raise maxOutputTokens in generationConfig, or leave it out; thinking counts against it.",
            FailureKind.GenerationStopped => "Ask again; change the prompt if it persists.",
            FailureKind.EmptyImage => "Ask again.",
            FailureKind.CorruptBase64 =>
                "Ask again. If it persists, something between here and the service damages it.",
            FailureKind.TruncatedImage => "Ask again. If it persists, something between here and the service cuts it.",
            FailureKind.UnrecognizedImage => "Look at the bytes: this is no PNG, JPEG or WebP.",
            FailureKind.NotJson => "Check the base address: this is not the service's reply.",
            FailureKind.TruncatedReply => "Ask again. If it persists, something between here and the service cuts it.",
            FailureKind.EmptyReply => "Ask again; check the base address if it persists.",
            FailureKind.ConnectionLost => "Check the address and the network, then ask again.",
            FailureKind.IdleTimeout => "Ask again, or allow a longer silence.",
            FailureKind.ResponseTooLarge => "Raise the limit if a reply of this size is expected.",
            FailureKind.RedirectRefused => "If you trust the new address, make it the base address.",
            FailureKind.InsecureEndpoint => "Use https.",
            FailureKind.FileNotWritten => "Choose a folder that exists and is writable, with enough space.",
            FailureKind.ProxyRefused =>
                "Give the proxy its user name and password, or correct or unset it: HTTPS_PROXY, ALL_PROXY, or the system's settings.",
            FailureKind.ResendRefused =>
                "Take the resilience, retry or hedging handler off this client (RemoveAllResilienceHandlers), and leave repeating to MaxAttempts and MaxBilledAttempts.",
            FailureKind.OtherDialect => "Make an address that speaks generateContent the base address.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a failure kind."),
        };

    /// <summary>Whether the same request can succeed later, and whether this attempt may have been billed.</summary>
    internal static RetryAdvice Advice(FailureKind kind) =>
        kind switch
        {
            FailureKind.RateLimited
            or FailureKind.ServerError
            or FailureKind.Overloaded
            or FailureKind.UpstreamTimeout
            or FailureKind.GatewayError => RetryAdvice.Safe,

            FailureKind.Timeout
            or FailureKind.IdleTimeout
            or FailureKind.ConnectionLost
            or FailureKind.Cancelled
            or FailureKind.NoImage
            or FailureKind.TextInsteadOfImage
            or FailureKind.GenerationStopped
            or FailureKind.EmptyImage
            or FailureKind.TruncatedBase64
            or FailureKind.CorruptBase64
            or FailureKind.TruncatedImage
            or FailureKind.TruncatedReply
            or FailureKind.EmptyReply => RetryAdvice.MayBillTwice,

            _ => RetryAdvice.Never,
        };
}
