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
/// <param name="Reply">The reply that is the failure, where one came.</param>
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
    ShownReply? Reply = null
);

/// <summary>Where the bytes of a failing reply are.</summary>
/// <param name="Path">The path to ask for.</param>
/// <param name="Bytes">How many are kept.</param>
/// <param name="IsText">Whether they are text, which can be copied.</param>
/// <param name="IsWhole">Whether all that was read is kept.</param>
internal sealed record ShownReply(string Path, int Bytes, bool IsText, bool IsWhole);

/// <summary>Turns what went wrong into what the page shows.</summary>
internal static class Failures
{
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
            failure.HelpLink
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
        if (!failure.MayBeBilled)
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
}
