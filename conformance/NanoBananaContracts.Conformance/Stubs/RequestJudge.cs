using System.Globalization;
using System.Text;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>Holds a request to a pattern, and words what does not match; no word of it repeats a key.</summary>
internal static class RequestJudge
{
    private const int LongestQuote = 200;

    /// <summary>How much a part weighs in the distance: the URL says most about which stub was meant.</summary>
    private const double UrlWeight = 10;
    private const double MethodWeight = 3;

    public static PatternMatch Match(RequestPattern pattern, RecordedRequest request)
    {
        var differences = new List<string>();
        var (distance, weight) = (0.0, 0.0);
        var hidden = new Lazy<RecordedRequest>(() => HiddenRequest.Of(request));

        void Hold(string part, string expected, double off, double worth, Func<RecordedRequest, string?> seen)
        {
            weight += worth;
            distance += off * worth;
            if (off > 0)
            {
                differences.Add($"{part}: expected {Shorten(expected)}, but it was {OrNothing(seen(hidden.Value))}");
            }
        }

        var method = pattern.Method ?? RequestPattern.AnyMethod;
        Hold(
            "method",
            method,
            method == RequestPattern.AnyMethod || method == request.Method ? 0 : 1,
            MethodWeight,
            r => r.Method
        );
        if (pattern.Url is { } url)
        {
            Hold("url", url, Apart(url, request.Url), UrlWeight, r => r.Url);
        }

        if (pattern.UrlPath is { } path)
        {
            Hold("urlPath", path, Apart(path, request.Path), UrlWeight, r => r.Url);
        }

        if (pattern.UrlPathPattern is { } regex)
        {
            Hold(
                "urlPathPattern",
                regex,
                RequestPattern.WholeText(regex).IsMatch(request.Path) ? 0 : 1,
                UrlWeight,
                r => r.Url
            );
        }

        foreach (var (name, matcher) in pattern.Headers)
        {
            Hold(
                $"header {name}",
                $"{matcher}",
                Off(matcher, Headers(request, name)),
                1,
                r => Quoted(Headers(r, name))
            );
        }

        foreach (var (name, matcher) in pattern.QueryParameters)
        {
            Hold(
                $"query parameter {name}",
                $"{matcher}",
                Off(matcher, Parameters(request, name)),
                1,
                r => Quoted(Parameters(r, name))
            );
        }

        var body = ObservedText.OfBody(request.Body);
        foreach (var matcher in pattern.BodyPatterns)
        {
            Hold("body", $"{matcher}", matcher.IsMatch(body) ? 0 : 1, 1, r => BodySummary(r.Body));
        }

        return new PatternMatch(distance / weight, differences);
    }

    /// <summary>One value that matches is enough; no value at all is matched as something that is not there.</summary>
    private static double Off(ContentMatcher matcher, string[] values) =>
        values.Length == 0
            ? matcher.IsMatch(ObservedText.Missing)
                ? 0
                : 1
            : values.Any(value => matcher.IsMatch(new ObservedText(value)))
                ? 0
                : 1;

    /// <summary>0 for the same text; else what share of the longer one comes behind the beginning both have.</summary>
    private static double Apart(string expected, string actual) =>
        expected == actual
            ? 0
            : 1 - (double)expected.AsSpan().CommonPrefixLength(actual) / (Math.Max(expected.Length, actual.Length) + 1);

    private static string[] Headers(RecordedRequest request, string name) =>
        [
            .. request
                .Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(header => header.Value),
        ];

    private static string[] Parameters(RecordedRequest request, string name) =>
        [.. request.Query.Where(pair => pair.Key == name).Select(pair => pair.Value)];

    private static string Quoted(string[] values) =>
        values.Length == 0 ? "" : "\"" + string.Join("\", \"", values) + "\"";

    private static string OrNothing(string? seen) => string.IsNullOrEmpty(seen) ? "not there" : seen;

    private static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";

    private static string BodySummary(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        return text.Length <= LongestQuote
            ? text
            : Shorten(text) + string.Create(CultureInfo.InvariantCulture, $" ({body.Length} bytes)");
    }
}
