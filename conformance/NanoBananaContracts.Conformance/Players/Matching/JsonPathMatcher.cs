using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Players.Matching.Paths;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>
/// <c>matchesJsonPath</c>. The simple form asks whether the path leads to something; the advanced form hands what it
/// leads to, as text, to another matcher, item by item for a list.
/// </summary>
/// <param name="path">The path.</param>
/// <param name="inner">The matcher of the advanced form; null for the simple form.</param>
internal sealed class JsonPathMatcher(JsonPath path, ContentMatcher? inner) : ContentMatcher
{
    public override double Distance(MatchSubject subject)
    {
        var reading = subject.Lenient;
        if (reading.Failed)
            return 1;
        var result = reading.Value is { } root ? path.Evaluate(root) : default;
        return inner is null ? Either(LeadsSomewhere(result)) : Distance(result, inner);
    }

    private static bool LeadsSomewhere(JsonPathResult result)
    {
        if (result.List is { } list)
            return list.Count > 0;
        return result.Value is { } value
            && value.ValueKind switch
            {
                JsonValueKind.Null => false,
                JsonValueKind.Array => value.GetArrayLength() > 0,
                JsonValueKind.Object => value.EnumerateObject().Any(),
                _ => true,
            };
    }

    private static double Distance(JsonPathResult result, ContentMatcher inner)
    {
        var items =
            result.List
            ?? (result.Value is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().ToArray() : null);
        if (inner is AbsentMatcher)
        {
            var nothing = items is null ? result.Value is null or { ValueKind: JsonValueKind.Null } : items.Count == 0;
            return Either(nothing);
        }

        if (items is null)
        {
            return result.Value is null or { ValueKind: JsonValueKind.Null }
                ? 1
                : inner.Distance(MatchSubject.FromText(JavaText.OfValue(result.Value.Value)));
        }

        // Only equalToJson gets a list as a whole; every other matcher gets its items.
        if (inner is EqualToJsonMatcher)
            return inner.Distance(MatchSubject.FromText(JavaText.OfList(items)));
        return items.Count == 0 ? 1 : items.Min(item => inner.Distance(MatchSubject.FromText(JavaText.OfItem(item))));
    }
}
