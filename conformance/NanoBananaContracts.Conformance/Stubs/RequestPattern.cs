using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>
/// Which requests a stub answers, or what a request must have looked like, in the words of WireMock. All parts must
/// match. Read by the framework; what cannot be judged is refused while it is read.
/// </summary>
public sealed record RequestPattern : IJsonOnDeserialized
{
    internal const string AnyMethod = "ANY";

    /// <summary>The method, upper case; null or <c>ANY</c> for any.</summary>
    public string? Method { get; init; }

    /// <summary>Path and query, exact; null for any.</summary>
    public string? Url { get; init; }

    /// <summary>The path, exact, nothing decoded; null for any.</summary>
    public string? UrlPath { get; init; }

    /// <summary>Regular expression for the whole path; null for any.</summary>
    public string? UrlPathPattern { get; init; }

    [JsonInclude]
    internal IReadOnlyDictionary<string, ContentMatcher> Headers { get; init; } =
        ReadOnlyDictionary<string, ContentMatcher>.Empty;

    [JsonInclude]
    internal IReadOnlyDictionary<string, ContentMatcher> QueryParameters { get; init; } =
        ReadOnlyDictionary<string, ContentMatcher>.Empty;

    [JsonInclude]
    internal IReadOnlyList<ContentMatcher> BodyPatterns { get; init; } = [];

    /// <summary>Whether a request matches, and if not, what is wrong with it.</summary>
    /// <param name="request">A request as it stood on the wire.</param>
    public PatternMatch Match(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestJudge.Match(this, request);
    }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Method is not null && Method.Any(char.IsAsciiLetterLower))
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                $"\"{Method}\" never matches: methods are compared with their case. Write \"{Method.ToUpperInvariant()}\".",
                "method"
            );
        }

        if (new[] { Url, UrlPath, UrlPathPattern }.Count(key => key is not null) > 1)
        {
            throw new JsonValueException(
                LintRules.OneUrl,
                "One of \"url\", \"urlPath\" and \"urlPathPattern\": WireMock keeps one and drops the others silently."
            );
        }

        if (UrlPath is not null && UrlPath.Contains('?', StringComparison.Ordinal))
        {
            throw new JsonValueException(
                LintRules.ValueNotAllowed,
                "A \"urlPath\" has no query; use \"url\", or \"queryParameters\".",
                "urlPath"
            );
        }

        if (UrlPathPattern is not null)
        {
            WholeText(UrlPathPattern, "urlPathPattern");
        }
    }

    /// <summary>A regular expression that takes a text as a whole, as WireMock does; a dot takes line ends too.</summary>
    /// <exception cref="JsonValueException">It does not compile.</exception>
    internal static Regex WholeText(string pattern, params string[] below)
    {
        try
        {
            // By itself first: a message about it is to show what was written.
            _ = new Regex(pattern, RegexOptions.Singleline | RegexOptions.CultureInvariant);
            return new Regex(WholeTextPattern(pattern), RegexOptions.Singleline | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException e)
        {
            throw new JsonValueException(LintRules.Operand, $"The pattern does not compile: {e.Message}", below);
        }
    }

    internal static string WholeTextPattern(string pattern) => $@"\A(?:{pattern})\z";
}

/// <summary>What became of matching a request with a pattern.</summary>
/// <param name="Distance">0 for a match; up to 1 for nothing in common.</param>
/// <param name="Differences">What does not match, one sentence each, secrets masked.</param>
public sealed record PatternMatch(double Distance, IReadOnlyList<string> Differences)
{
    /// <summary>Whether every part matches.</summary>
    public bool IsMatch => Differences.Count == 0;
}
