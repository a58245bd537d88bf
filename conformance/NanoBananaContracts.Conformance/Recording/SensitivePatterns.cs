using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>What gives away a person, an account or a key in the text of a body.</summary>
internal static partial class SensitivePatterns
{
    /// <summary>
    /// The string under a JSON key whose name says it is a secret, without its quotes, and what stands behind
    /// <c>password=</c> and its like, in an address or in words.
    /// </summary>
    /// <remarks>
    /// A pattern on the text, not a walk through parsed JSON: it works alike on events, on arrays, on bodies that were
    /// cut and on JSON inside a JSON string, and leaves everything else as it was to the byte.
    /// </remarks>
    [GeneratedRegex(
        """
            (?<=\\?"[\w.-]{0,64}(?:key|token|secret|password|passwd|authorization|cookie|credentials?|session(?:[_-]?id)?)
            \\?"\s*:\s*\\?")
            (?!REDACTED)(?:[^"\\]|\\(?!"\s*[,}\]]).)+
            | (?<=(?:password|passwd|secret|token|api[_-]?key)=)(?!REDACTED)[^\s&"'\\;,<>]{4,}
            """,
        RegexOptions.CultureInvariant
            | RegexOptions.IgnoreCase
            | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.Singleline
    )]
    public static partial Regex SecretMember { get; }

    /// <summary>A string of JSON that is one word, without its quotes, except where a member is known to hold such.</summary>
    /// <remarks>Whether the word looks like a credential is for <see cref="Secrets.CredentialLook"/> to say.</remarks>
    [GeneratedRegex(
        """
            (?<=[\[,:]\s*\\?")
            (?<!"(?:data|thought_?[sS]ignature|mime_?[tT]ype|model_?[vV]ersion|@type)\\?"\s*:\s*\\?")
            [A-Za-z0-9+/_=.~-]{16,}(?=\\?")
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    public static partial Regex OneWord { get; }

    /// <summary>The number or name of a cloud project, as quota errors print it.</summary>
    [GeneratedRegex(
        @"(?<=\bprojects?[/ #:=]{1,3})(?!REDACTED)[a-z0-9-]{4,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    public static partial Regex Project { get; }

    /// <summary>An e-mail address.</summary>
    /// <remarks>Without backtracking: a run that lacks its <c>@</c> would be read again from each of its characters.</remarks>
    public static Regex EmailAddress { get; } =
        new(
            @"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );

    /// <summary>An IPv4 address other than those that mean nobody.</summary>
    [GeneratedRegex(
        @"\b(?!127\.0\.0\.1\b|0\.0\.0\.0\b)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b",
        RegexOptions.CultureInvariant
    )]
    public static partial Regex Address { get; }

    /// <summary>An id the service can find the call again by.</summary>
    [GeneratedRegex(
        """(?<="(?:responseId|requestId|request_id|traceId|supportCode)"\s*:\s*")(?!RECORDED)[^"]+""",
        RegexOptions.CultureInvariant
    )]
    public static partial Regex CallId { get; }
}
