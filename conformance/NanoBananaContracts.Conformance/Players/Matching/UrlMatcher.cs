using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>The one URL key of a request pattern.</summary>
internal abstract class UrlMatcher(string keyword, string expected)
{
    public string Keyword { get; } = keyword;

    public string Expected { get; } = expected;

    public abstract double Distance(RequestSubject request);

    /// <summary>What a variable of a template stands for in a request; null when there is no such variable.</summary>
    public virtual string? Variable(RequestSubject request, string name) => null;
}

/// <summary><c>url</c> (path and query) and <c>urlPath</c> (path only), compared as they stand.</summary>
internal sealed class ExactUrlMatcher(string expected, bool pathOnly)
    : UrlMatcher(pathOnly ? "urlPath" : "url", expected)
{
    public bool PathOnly => pathOnly;

    public override double Distance(RequestSubject request) =>
        EditDistance.Normalized(Expected, pathOnly ? request.Path : request.Request.Url);
}

/// <summary><c>urlPattern</c> (path and query) and <c>urlPathPattern</c> (path only).</summary>
internal sealed class RegexUrlMatcher(JavaRegex regex, bool pathOnly)
    : UrlMatcher(pathOnly ? "urlPathPattern" : "urlPattern", regex.Pattern)
{
    public bool PathOnly => pathOnly;

    public string WholeRegex => regex.WholeRegex;

    public override double Distance(RequestSubject request) =>
        regex.IsFullMatch(pathOnly ? request.Path : request.Request.Url) ? 0 : 1;
}

/// <summary><c>urlPathTemplate</c>: <c>{name}</c> stands for one segment or a part of one, <c>**</c> for any number.</summary>
internal sealed partial class TemplateUrlMatcher : UrlMatcher
{
    private readonly Regex _regex;
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);

    public TemplateUrlMatcher(string template)
        : base("urlPathTemplate", template)
    {
        var pattern = TemplateToken()
            .Replace(
                Regex
                    .Escape(template)
                    .Replace(@"\{", "{", StringComparison.Ordinal)
                    .Replace(@"\*\*", "**", StringComparison.Ordinal),
                token =>
                {
                    if (token.Value == "**")
                        return ".*";
                    // A group name of .NET allows less than a variable's name does.
                    var group = "v" + _groups.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    _groups[Regex.Unescape(token.Groups[1].Value)] = group;
                    return $"(?<{group}>[^/]+)";
                }
            );
        _regex = new Regex(@"\A(?:" + pattern + @")\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>The template as a regular expression of .NET.</summary>
    public string WholeRegex => _regex.ToString();

    public IEnumerable<string> Variables => _groups.Keys;

    public override double Distance(RequestSubject request) => _regex.IsMatch(request.Path) ? 0 : 1;

    public override string? Variable(RequestSubject request, string name)
    {
        if (!_groups.TryGetValue(name, out var group))
            return null;
        var match = _regex.Match(request.Path);
        return match.Success ? match.Groups[group].Value : null;
    }

    [GeneratedRegex(@"\{([^{}/]+)\}|\*\*")]
    private static partial Regex TemplateToken();
}
