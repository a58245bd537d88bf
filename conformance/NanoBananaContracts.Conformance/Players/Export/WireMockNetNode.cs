using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Players.Matching;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>
/// Matchers in WireMock.Net's words, for those that mean the same there. A negation does not: what it says of
/// something that is not there is another thing.
/// </summary>
internal static class WireMockNetNode
{
    public static JsonSerializerOptions Layout { get; } =
        new()
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

    public static JsonObject Exact(string text, bool ignoreCase = false) =>
        new()
        {
            ["Name"] = "ExactMatcher",
            ["Pattern"] = text,
            ["IgnoreCase"] = ignoreCase,
        };

    public static JsonObject Regex(string pattern) => new() { ["Name"] = "RegexMatcher", ["Pattern"] = pattern };

    /// <summary>A matcher of text; null for one that cannot be expressed.</summary>
    public static JsonObject? Text(ContentMatcher matcher) =>
        matcher switch
        {
            EqualToMatcher equal => Exact(equal.Expected, equal.IgnoresCase),
            ContainsMatcher { IsNegated: false } contains => Regex(
                System.Text.RegularExpressions.Regex.Escape(contains.Expected)
            ),
            RegexMatcher { IsNegated: false } regex => Regex(regex.WholeRegex),
            _ => null,
        };

    /// <summary>A matcher of JSON; null for one that cannot be expressed.</summary>
    public static JsonObject? Json(ContentMatcher matcher) =>
        matcher is EqualToJsonMatcher { Options: { IgnoreArrayOrder: false, IgnoreExtraElements: false } } equal
        && IsPlain(equal.Expected)
            ? new JsonObject { ["Name"] = "JsonMatcher", ["Pattern"] = equal.Expected.GetRawText() }
            : null;

    /// <summary>Whether equality means the same there: 1 is not 1.0 there, and a placeholder is a text.</summary>
    private static bool IsPlain(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => false,
            JsonValueKind.String => !value.GetString()!.Contains("{json-unit.", System.StringComparison.Ordinal),
            JsonValueKind.Array => value.EnumerateArray().All(IsPlain),
            JsonValueKind.Object => value.EnumerateObject().All(property => IsPlain(property.Value)),
            _ => true,
        };
}
