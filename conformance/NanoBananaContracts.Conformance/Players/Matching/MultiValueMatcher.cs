using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>Matches something that may stand several times: a header, a query or form parameter.</summary>
internal abstract class MultiValueMatcher
{
    public required JsonElement Source { get; init; }

    /// <summary>0 for a match, up to 1 for nothing in common.</summary>
    public abstract double Distance(IReadOnlyList<string> values);
}

/// <summary>One value that matches is enough; no value at all is matched as something that is not there.</summary>
internal sealed class AnyValueMatcher(ContentMatcher matcher) : MultiValueMatcher
{
    public ContentMatcher Matcher => matcher;

    public override double Distance(IReadOnlyList<string> values) =>
        values.Count == 0
            ? matcher.Distance(MatchSubject.Absent)
            : values.Min(value => matcher.Distance(MatchSubject.FromText(value)));
}

/// <summary><c>hasExactly</c> and <c>includes</c>: every matcher finds a value; the former allows no other value.</summary>
internal sealed class EveryMatcherFindsOne(IReadOnlyList<ContentMatcher> matchers, bool exactly) : MultiValueMatcher
{
    public override double Distance(IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return 1;
        var distance = matchers.Average(matcher => values.Min(value => matcher.Distance(MatchSubject.FromText(value))));
        return exactly && values.Count != matchers.Count ? (distance + 1) / 2 : distance;
    }
}
