using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>The sanitizers, in the order in which they are applied.</summary>
internal static class Sanitizers
{
    /// <summary>All sanitizers for traffic in which these secrets are known to occur.</summary>
    /// <param name="secrets">Keys, tokens, cookie values: each at least <see cref="SecretScanner.ShortestSecret"/> long.</param>
    public static IReadOnlyList<Sanitizer> For(IEnumerable<string> secrets)
    {
        KeyForms[] known = [.. secrets.Select(secret => new KeyForms(secret))];
        return
        [
            new CookieSanitizer(),
            new HeaderSanitizer(
                "NBS001",
                "request headers",
                exchange => exchange.RequestHeaders,
                "Accept",
                "Content-Type"
            ),
            new HeaderSanitizer(
                "NBS002",
                "reply headers",
                exchange => exchange.ResponseHeaders,
                "Content-Type",
                "Retry-After"
            ),
            new QuerySanitizer(),
            // Pictures first: the texts behind are then short.
            new PictureSanitizer(),
            new PatternSanitizer(
                "NBS005",
                "JSON members and parameters named like secrets",
                SensitivePatterns.SecretMember,
                Sanitizer.Redacted
            ),
            new SecretSanitizer("NBS007", "known secrets, raw", known, KeyForm.Raw),
            new SecretSanitizer("NBS008", "known secrets, percent-escaped", known, KeyForm.Url),
            new SecretSanitizer("NBS009", "known secrets, in Base64", known, KeyForm.Base64),
            new SecretSanitizer("NBS010", "known secrets, JSON-escaped", known, KeyForm.Json),
            new SecretSanitizer(
                "NBS011",
                "known secrets, in hexadecimal or reversed",
                known,
                KeyForm.Hex,
                KeyForm.Reversed
            ),
            // After the known ones, which would otherwise be counted as guesses.
            new KeyShapeSanitizer(),
            new PatternSanitizer("NBS012", "cloud projects", SensitivePatterns.Project, Sanitizer.Redacted),
            new PatternSanitizer("NBS013", "e-mail addresses", SensitivePatterns.EmailAddress, Sanitizer.Redacted),
            new PatternSanitizer("NBS014", "network addresses", SensitivePatterns.Address, "0.0.0.0"),
            new PatternSanitizer("NBS015", "ids of calls", SensitivePatterns.CallId, "RECORDED"),
            // Last: whatever has a name of its own was counted under it.
            new CredentialSanitizer(),
        ];
    }

    /// <summary>The number and the title of every sanitizer, by number.</summary>
    public static IEnumerable<(string Id, string Title)> All =>
        For([]).Select(sanitizer => (sanitizer.Id, sanitizer.Title)).OrderBy(entry => entry.Id, StringComparer.Ordinal);
}
