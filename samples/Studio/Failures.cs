using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts;

namespace Studio;

/// <summary>A failure as the page shows it.</summary>
/// <param name="Kind">Its one name.</param>
/// <param name="WhatHappened">What happened.</param>
/// <param name="Cure">What to do about it.</param>
/// <param name="Words">The provider's own words, where there were any: text of others.</param>
/// <param name="Code">The provider's own code or status.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="RequestId">What the provider finds the request by.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Billed"><c>no</c>, <c>perhaps</c> or <c>yes</c>.</param>
/// <param name="Retry"><c>safe</c>, <c>perhapsBilledTwice</c> or <c>useless</c>.</param>
/// <param name="RetryAfterSeconds">How long the service asks to wait.</param>
/// <param name="Help">The page about this failure.</param>
/// <param name="Reply">What can be told of the failing reply, as JSON, to be copied.</param>
internal sealed record ShownFailure(
    string Kind,
    string WhatHappened,
    string Cure,
    string? Words = null,
    string? Code = null,
    int? StatusCode = null,
    string? RequestId = null,
    int Attempts = 0,
    string Billed = "no",
    string Retry = "useless",
    double? RetryAfterSeconds = null,
    string? Help = null,
    string? Reply = null
);

/// <summary>Turns what went wrong into what the page shows.</summary>
internal static class Failures
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ShownFailure Of(RefusedOrderException refused) =>
        new(refused.Kind, refused.WhatHappened, refused.Cure);

    public static ShownFailure Of(NanoBananaException failure, ProviderInfo provider) =>
        new(
            failure.Kind.ToString(),
            failure.WhatHappened,
            failure.Cure,
            failure.ProviderMessage,
            Code(failure),
            failure.StatusCode,
            failure.RequestId,
            failure.Attempts,
            Billed(failure, provider),
            failure.RetryAdvice switch
            {
                RetryAdvice.Safe => "safe",
                RetryAdvice.MayBillTwice => "perhapsBilledTwice",
                _ => "useless",
            },
            failure.RetryAfter?.TotalSeconds,
            failure.HelpLink,
            failure.Attempts == 0 ? null : Reply(failure)
        );

    /// <summary>Anything else: a fault of the Studio or of this machine.</summary>
    public static ShownFailure Of(Exception accident) =>
        new(
            accident.GetType().Name,
            accident.Message,
            "This is no failure of the service. Look at what the Studio printed, and try again.",
            Billed: "perhaps",
            Retry: "perhapsBilledTwice"
        );

    private static string? Code(NanoBananaException failure) =>
        (failure.ProviderCode, failure.ProviderStatus) switch
        {
            ({ } code, { } status) => $"{code} {status}",
            var (code, status) => code ?? status,
        };

    private static string Billed(NanoBananaException failure, ProviderInfo provider)
    {
        if (failure.Attempts == 0 || failure.RetryAdvice == RetryAdvice.Safe || failure.StatusCode is >= 300)
        {
            return "no";
        }

        return failure.Kind switch
        {
            FailureKind.ProxyRefused or FailureKind.RedirectRefused => "no",
            FailureKind.PromptBlocked
            or FailureKind.ImageRefused
            or FailureKind.NoCandidates
            or FailureKind.NoImage
            or FailureKind.TextInsteadOfImage
            or FailureKind.ErrorReply => provider.BillsRepliesWithoutImage ? "yes" : "no",
            _ => "perhaps",
        };
    }

    private static string Reply(NanoBananaException failure)
    {
        var told = new JsonObject
        {
            ["kind"] = failure.Kind.ToString(),
            ["status"] = failure.StatusCode,
            ["requestId"] = failure.RequestId,
        };
        if (failure.Error is { } error)
        {
            told["error"] = new JsonObject
            {
                ["code"] = error.CodeText is { Length: > 0 } text ? text : error.Code,
                ["status"] = error.Status,
                ["message"] = error.Message,
                ["reason"] = error.Reason,
            };
        }

        if (failure.Response is { } response)
        {
            told["response"] = JsonNode.Parse(response.ToJson());
        }
        else if (failure.Error is null && failure.ProviderMessage is { } words)
        {
            told["words"] = words;
        }

        return told.ToJsonString(Indented);
    }
}
