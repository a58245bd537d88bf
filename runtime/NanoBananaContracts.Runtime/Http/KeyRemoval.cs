namespace NanoBananaContracts.Http;

/// <summary>
/// Takes the key out of a failure. Nothing of ours puts it there, but services quote what they were sent: in a
/// message, in a page, in a redirect, in a header.
/// </summary>
internal static class KeyRemoval
{
    /// <summary>A failure without the key of its call, and without those that the request hands to tools.</summary>
    internal static NanoBananaException WithoutKeys(this NanoBananaException failure, CallContext context) =>
        ToolCredentials
            .Of(context.Request)
            .Aggregate(failure.WithoutKey(context.Key), (told, credential) => told.WithoutKey(credential));

    /// <summary>The failure itself, or one without the key where some text of it has it.</summary>
    internal static NanoBananaException WithoutKey(this NanoBananaException failure, ApiKey? key)
    {
        if (key is null || !Has(failure, key))
        {
            return failure;
        }

        return new NanoBananaException(
            failure.Kind,
            key.RemoveFrom(failure.WhatHappened)!,
            key.RemoveFrom(failure.Cure),
            key.IsIn(failure.InnerException?.ToString()) ? null : failure.InnerException
        )
        {
            StatusCode = failure.StatusCode,
            Error = failure.Error is { } error ? WithoutKey(error, key) : null,
            ProviderStatus = key.RemoveFrom(failure.ProviderStatus),
            ProviderMessage = key.RemoveFrom(failure.ProviderMessage),
            RequestId = key.RemoveFrom(failure.RequestId),
            RetryAdvice = failure.RetryAdvice,
            RetryAfter = failure.RetryAfter,
            Response = failure.Response,
            Attempts = failure.Attempts,
        };
    }

    private static bool Has(NanoBananaException failure, ApiKey key) =>
        key.IsIn(failure.ToString())
        || key.IsIn(failure.ProviderStatus)
        || key.IsIn(failure.ProviderMessage)
        || key.IsIn(failure.RequestId)
        || (failure.Error is { } error && Has(error, key));

    private static bool Has(ProviderError error, ApiKey key) =>
        key.IsIn(error.Message)
        || key.IsIn(error.Status)
        || key.IsIn(error.CodeText)
        || key.IsIn(error.Type)
        || key.IsIn(error.Reason)
        || key.IsIn(error.RequestId)
        || error.HelpLinks.Any(key.IsIn)
        || error.FieldViolations.Any(violation => key.IsIn(violation.Field) || key.IsIn(violation.Description))
        || error.QuotaViolations.Any(quota => key.IsIn(quota.Metric) || key.IsIn(quota.Id) || key.IsIn(quota.Value));

    private static ProviderError WithoutKey(ProviderError error, ApiKey key) =>
        new()
        {
            Code = error.Code,
            CodeText = key.RemoveFrom(error.CodeText),
            Status = key.RemoveFrom(error.Status),
            Message = key.RemoveFrom(error.Message),
            Type = key.RemoveFrom(error.Type),
            Reason = key.RemoveFrom(error.Reason),
            RequestId = key.RemoveFrom(error.RequestId),
            RetryDelay = error.RetryDelay,
            FieldViolations =
            [
                .. error.FieldViolations.Select(violation => new FieldViolation(
                    key.RemoveFrom(violation.Field)!,
                    key.RemoveFrom(violation.Description)!
                )),
            ],
            QuotaViolations =
            [
                .. error.QuotaViolations.Select(quota => new QuotaViolation(
                    key.RemoveFrom(quota.Metric),
                    key.RemoveFrom(quota.Id),
                    key.RemoveFrom(quota.Value)
                )),
            ],
            HelpLinks = [.. error.HelpLinks.Select(link => key.RemoveFrom(link)!)],
        };
}
