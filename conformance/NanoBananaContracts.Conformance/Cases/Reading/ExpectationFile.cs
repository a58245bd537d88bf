using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary><c>expect.json</c>; <see cref="CaseExpectation"/> says what its members mean.</summary>
internal sealed record ExpectationFile(OutcomeFacts Outcome, AttemptRange Attempts)
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public IReadOnlyList<AcceptedFacts> AlsoAccept { get; init; } = [];

    public bool? Retryable { get; init; }

    public TimeRange? Elapsed { get; init; }

    public TimeRange? RetryDelay { get; init; }

    public IReadOnlyList<RequestFacts> Requests { get; init; } = [];
}

/// <summary>An outcome: exactly one of its members.</summary>
internal sealed record OutcomeFacts(
    PictureOutcome? Picture = null,
    TextOutcome? Text = null,
    FailureOutcome? Failure = null
)
{
    /// <summary>The outcome; null when there is not exactly one.</summary>
    public CaseOutcome? Single() =>
        new CaseOutcome?[] { Picture, Text, Failure }
            .OfType<CaseOutcome>()
            .ToArray()
            is [var only]
            ? only
            : null;
}

/// <summary>An outcome that passes as well.</summary>
internal sealed record AcceptedFacts(OutcomeFacts Outcome, string Reason);

/// <summary>What requests must have looked like; the pattern is in the words of a stub.</summary>
internal sealed record RequestFacts(string Why, RequestPattern Request, AttemptRange? Count = null);
