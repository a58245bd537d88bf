using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Players.Matching;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>Which requests a stub answers, or what a request must have looked like. All parts must match.</summary>
public sealed record RequestPattern
{
    /// <summary>How much a part weighs in the distance of a near miss; the URL says most about which stub was meant.</summary>
    private const double UrlWeight = 10;
    private const double MethodWeight = 3;

    internal RequestPattern() { }

    /// <summary>The pattern as JSON.</summary>
    public required JsonElement Source { get; init; }

    /// <summary>The method, upper case; null for any.</summary>
    public string? Method { get; init; }

    internal UrlMatcher? Url { get; init; }

    internal IReadOnlyList<KeyValuePair<string, MultiValueMatcher>> Headers { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, MultiValueMatcher>> QueryParameters { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, MultiValueMatcher>> FormParameters { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, ContentMatcher>> PathParameters { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, ContentMatcher>> Cookies { get; init; } = [];

    internal (string Username, string Password)? BasicAuth { get; init; }

    internal IReadOnlyList<ContentMatcher> BodyPatterns { get; init; } = [];

    /// <summary>Whether a request matches, and if not, what is wrong with it.</summary>
    /// <param name="request">A request as it stood on the wire.</param>
    public PatternMatch Match(RecordedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Match(new RequestSubject(request));
    }

    internal PatternMatch Match(RequestSubject request)
    {
        var tally = new DistanceTally();
        tally.Add(
            "method",
            Method ?? "ANY",
            Method is null || Method == request.Request.Method ? 0 : 1,
            MethodWeight,
            () => request.Request.Method
        );
        if (Url is not null)
            tally.Add(Url.Keyword, Url.Expected, Url.Distance(request), UrlWeight, () => request.Hidden.Request.Url);
        foreach (var (name, matcher) in PathParameters)
        {
            var value = Url?.Variable(request, name);
            tally.Add(
                $"path parameter {name}",
                matcher.Source.GetRawText(),
                matcher.Distance(RequestSubject.Optional(value)),
                1,
                () => Url?.Variable(request.Hidden, name)
            );
        }

        foreach (var (name, matcher) in Headers)
            tally.Add(
                $"header {name}",
                matcher.Source.GetRawText(),
                matcher.Distance(request.HeaderValues(name)),
                1,
                () => request.Hidden.HeaderSummary(name)
            );
        foreach (var (name, matcher) in QueryParameters)
            tally.Add(
                $"query parameter {name}",
                matcher.Source.GetRawText(),
                matcher.Distance(request.QueryValues(name)),
                1,
                () => request.Hidden.QuerySummary(name)
            );
        foreach (var (name, matcher) in FormParameters)
            tally.Add(
                $"form parameter {name}",
                matcher.Source.GetRawText(),
                matcher.Distance(request.FormValues(name)),
                1,
                () => string.Join(", ", request.Hidden.FormValues(name))
            );
        foreach (var (name, matcher) in Cookies)
            tally.Add(
                $"cookie {name}",
                matcher.Source.GetRawText(),
                CookieDistance(request, name, matcher),
                1,
                () => SecretText.Mask
            );
        if (BasicAuth is { } credentials)
            tally.Add(
                "basic authentication",
                SecretText.Mask,
                request.HasBasicAuth(credentials) ? 0 : 1,
                1,
                () => SecretText.Mask
            );
        foreach (var matcher in BodyPatterns)
            tally.Add(
                "body",
                matcher.Source.GetRawText(),
                matcher.Distance(request.Body),
                1,
                () => request.Hidden.BodySummary
            );
        return tally.ToMatch();
    }

    /// <summary>A cookie that is not there matches nothing but <c>absent</c>, unlike a header that is not there.</summary>
    private static double CookieDistance(RequestSubject request, string name, ContentMatcher matcher)
    {
        var values = request.CookieValues(name);
        if (values.Count == 0)
            return matcher is AbsentMatcher ? 0 : 1;
        return values.Min(value => matcher.Distance(MatchSubject.FromText(value)));
    }
}

/// <summary>What became of matching a request with a pattern.</summary>
/// <param name="Distance">0 for a match; up to 1 for nothing in common.</param>
/// <param name="Differences">What does not match, one sentence each, secrets masked.</param>
public sealed record PatternMatch(double Distance, IReadOnlyList<string> Differences)
{
    /// <summary>Whether every part matches.</summary>
    public bool IsMatch => Differences.Count == 0;
}
