namespace NanoBananaContracts;

/// <summary>Cures of errors whose words say more than their kind.</summary>
internal static class ErrorCure
{
    /// <summary>The cure; <see langword="null"/> where the kind's own is as good.</summary>
    internal static string? Of(FailureKind kind, int status, ProviderError? error, bool isPage, CallContext context)
    {
        if (isPage && status == 403)
        {
            return "A protection service or a proxy before the service refused this machine or network (Cloudflare, Zscaler): "
                + "asking again gives the same. Let it through there, or call from another network or address.";
        }

        var message = error?.Message ?? "";
        return kind switch
        {
            FailureKind.Unauthorized when Has(message, "reported as leaked") =>
                $"This key was found in public and is blocked for good: get another one{At(context)}, and keep it out of code "
                    + "and pages.",
            FailureKind.PermissionDenied when error?.Reason == "CONSUMER_SUSPENDED" || Has(message, "suspended") =>
                "The project of this key is suspended: look into its console, or use a key of another project.",
            FailureKind.PermissionDenied when error?.Reason is { } reason && Restricted(reason) is { } restricted =>
                $"This key is bound to {restricted}: lift that where the key is made{At(context)}, or use a key without it.",
            FailureKind.PermissionDenied when Has(message, "access the File") =>
                "The uploaded file is gone (files are kept for 48 hours) or belongs to the project of another key: upload it "
                    + "again with this key.",
            FailureKind.PermissionDenied when error?.CodeText == "access_denied" =>
                "The gateway lets this key not call this model, or not from here: look at the settings of the key there.",
            FailureKind.QuotaExhausted
                when Has(message, "spending cap")
                    || Has(message, "spend cap")
                    || Has(message, "budget")
                    || error?.CodeText == "budget_exceeded"
                    || error?.Type == "budget_exceeded" =>
                "Raise the spending cap or the budget where it was set; asking again does not help before its next period.",
            FailureKind.ModelNotFound when error?.CodeText == "get_channel_failed" =>
                "The gateway has no channel for this model: use another model, or another group of it.",
            _ => null,
        };
    }

    private static string? Restricted(string reason) =>
        reason switch
        {
            "API_KEY_HTTP_REFERRER_BLOCKED" => "web pages (HTTP referrers)",
            "API_KEY_IP_ADDRESS_BLOCKED" => "certain IP addresses",
            "API_KEY_ANDROID_APP_BLOCKED" or "API_KEY_IOS_APP_BLOCKED" => "certain apps",
            "API_KEY_SERVICE_BLOCKED" => "other services",
            _ => null,
        };

    private static string At(CallContext context) =>
        context.Provider is { } provider ? $" ({provider.ApiKeyPage})" : "";

    private static bool Has(string text, string words) => text.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;
}
