using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases.Reading;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>What a client must have made of a case.</summary>
public sealed record CaseExpectation
{
    /// <summary>The outcome wanted.</summary>
    public required CaseOutcome Outcome { get; init; }

    /// <summary>Outcomes that pass as well, each with its reason.</summary>
    public IReadOnlyList<AcceptedOutcome> AlsoAccept { get; init; } = [];

    /// <summary>Whether the client must call its failure worth retrying; null when it need not say.</summary>
    public bool? Retryable { get; init; }

    /// <summary>How many requests the client may send in all; none at all for a failure before sending.</summary>
    public required AttemptRange Attempts { get; init; }

    /// <summary>How long the client must and may take, at full scale.</summary>
    public TimeRange? Elapsed { get; init; }

    /// <summary>How long the client must and may wait between the end of one attempt and the start of the next, at full scale.</summary>
    public TimeRange? RetryDelay { get; init; }

    /// <summary>What the requests must have looked like. Each is checked against all requests of the case.</summary>
    public IReadOnlyList<RequestExpectation> Requests { get; init; } = [];

    /// <summary>Every outcome that passes, the wanted one first.</summary>
    public IEnumerable<CaseOutcome> Outcomes => AlsoAccept.Select(accepted => accepted.Outcome).Prepend(Outcome);
}

/// <summary>What a client ends with.</summary>
public abstract record CaseOutcome;

/// <summary>The client ends with a picture.</summary>
public sealed record PictureOutcome : CaseOutcome
{
    /// <summary>Media type by the bytes of the picture.</summary>
    [JsonConverter(typeof(PictureTypes))]
    public required string MediaType { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>SHA-256 of the picture's bytes, 64 lower-case hexadecimal digits; null leaves it unchecked.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How many pictures that are not drafts the client must report; null leaves it unchecked.</summary>
    public int? Count { get; init; }

    /// <summary>Text the client must report beside the picture; null leaves it unchecked.</summary>
    public string? Text { get; init; }

    /// <summary>Name of the file the picture must have been saved under; only where the operation saves.</summary>
    public string? FileName { get; init; }
}

/// <summary>The client ends with text and calls that a success.</summary>
/// <param name="Text">Text it must report; null leaves it unchecked.</param>
public sealed record TextOutcome(string? Text = null) : CaseOutcome;

/// <summary>The client ends with a failure.</summary>
public sealed record FailureOutcome : CaseOutcome
{
    /// <summary>The class of the failure, which a client in any language can tell.</summary>
    public required FailureClass Class { get; init; }

    /// <summary>Name of the exact kind (<c>FailureKind</c> of the runtime), for clients that report one; null leaves it unchecked.</summary>
    public string? Kind { get; init; }

    /// <summary>Texts the message must contain, compared without case.</summary>
    public IReadOnlyList<string> MessageContains { get; init; } = [];
}

/// <summary>An outcome that passes although it is not the one wanted.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why it passes.</param>
public sealed record AcceptedOutcome(CaseOutcome Outcome, string Reason);

/// <summary>How many requests a client may send.</summary>
/// <param name="Minimum">At least.</param>
/// <param name="Maximum">At most.</param>
public sealed record AttemptRange(int Minimum, int Maximum);

/// <summary>A length of time with limits, at full scale.</summary>
/// <param name="Minimum">At least; null for no limit.</param>
/// <param name="Maximum">At most; null for no limit.</param>
public sealed record TimeRange(
    [property: JsonPropertyName("min")] TimeSpan? Minimum = null,
    [property: JsonPropertyName("max")] TimeSpan? Maximum = null
);

/// <summary>What requests must have looked like.</summary>
/// <param name="Why">What a client that breaks this does wrong; becomes the message of the verdict.</param>
/// <param name="Pattern">The pattern, in the words of a stub's <c>request</c>.</param>
/// <param name="Count">How many requests must match; null means every request of the case, at least one.</param>
public sealed record RequestExpectation(string Why, RequestPattern Pattern, AttemptRange? Count);
