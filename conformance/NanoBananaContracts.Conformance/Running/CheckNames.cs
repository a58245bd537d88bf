namespace NanoBananaContracts.Conformance.Running;

/// <summary>Names of the checks a verdict is made of. They are part of the stream and of known-failing files.</summary>
public static class CheckNames
{
    /// <summary>The client ended at all: it did not crash, hang or write rubbish.</summary>
    public const string Alive = "alive";

    /// <summary>The client ended with what was wanted: picture, text, or a failure of the right class.</summary>
    public const string Outcome = "outcome";

    /// <summary>The failure was a deliberate one, not an accident such as a null reference.</summary>
    public const string Deliberate = "deliberate";

    /// <summary>The failure is of the exact kind.</summary>
    public const string Kind = "kind";

    /// <summary>The message of the failure says what the service said.</summary>
    public const string Evidence = "evidence";

    /// <summary>The client says rightly whether trying again can help.</summary>
    public const string Retryable = "retryable";

    /// <summary>The picture is the right one, byte for byte.</summary>
    public const string Picture = "picture";

    /// <summary>The client names the media type the bytes have.</summary>
    public const string MediaType = "media-type";

    /// <summary>The client ended with the right number of pictures.</summary>
    public const string Count = "count";

    /// <summary>The text was handed over.</summary>
    public const string Text = "text";

    /// <summary>The output folder holds the right file and nothing else.</summary>
    public const string Files = "files";

    /// <summary>The number of requests.</summary>
    public const string Attempts = "attempts";

    /// <summary>A client of which only the traffic is seen waited for the answer that it needs.</summary>
    public const string Patience = "patience";

    /// <summary>Every request is one the service has.</summary>
    public const string Unmatched = "unmatched";

    /// <summary>What the requests must have looked like.</summary>
    public const string Request = "request";

    /// <summary>How long the client took.</summary>
    public const string Elapsed = "elapsed";

    /// <summary>How long the client waited between two attempts.</summary>
    public const string RetryDelay = "retry-delay";

    /// <summary>The key is in nothing the client says.</summary>
    public const string Secret = "secret";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Alive,
        Outcome,
        Deliberate,
        Kind,
        Evidence,
        Retryable,
        Picture,
        MediaType,
        Count,
        Text,
        Files,
        Attempts,
        Patience,
        Unmatched,
        Request,
        Elapsed,
        RetryDelay,
        Secret,
    ];
}
