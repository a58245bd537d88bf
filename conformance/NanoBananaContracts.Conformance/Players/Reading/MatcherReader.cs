using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players.Matching;
using NanoBananaContracts.Conformance.Players.Matching.Paths;

namespace NanoBananaContracts.Conformance.Players.Reading;

/// <summary>Where a matcher stands; a few are allowed only in some places.</summary>
internal enum MatcherPlace
{
    /// <summary>Value of a header, query or form parameter.</summary>
    Parameter,

    /// <summary>Item of <c>bodyPatterns</c>.</summary>
    Body,

    /// <summary>Operand of another matcher, cookie or path parameter.</summary>
    Nested,

    /// <summary>Beside <c>expression</c> in the advanced form of <c>matchesJsonPath</c>.</summary>
    UnderJsonPath,
}

/// <summary>Reads matchers: exactly as WireMock does, with a report wherever that is a trap.</summary>
internal static class MatcherReader
{
    private static readonly string[] Matchers =
    [
        "equalTo",
        "contains",
        "doesNotContain",
        "matches",
        "doesNotMatch",
        "absent",
        "anything",
        "not",
        "and",
        "or",
        "binaryEqualTo",
        "equalToJson",
        "matchesJsonPath",
        "matchesJsonSchema",
    ];

    private static readonly string[] NotPlayed =
    [
        "equalToXml",
        "matchesXPath",
        "before",
        "after",
        "equalToDateTime",
        "matchesPathTemplate",
    ];

    private static readonly Dictionary<string, string[]> Options = new(StringComparer.Ordinal)
    {
        ["equalTo"] = ["caseInsensitive"],
        ["equalToJson"] = ["ignoreArrayOrder", "ignoreExtraElements"],
        ["matchesJsonSchema"] = ["schemaVersion"],
    };

    /// <summary>Names that WireMock looks for at any depth of a matcher, so that an operand must not hold them.</summary>
    private static readonly string[] OptionNames =
    [
        "ignoreArrayOrder",
        "ignoreExtraElements",
        "caseInsensitive",
        "schemaVersion",
    ];

    public static MultiValueMatcher? ReadMultiValue(JsonAt at)
    {
        if (at.AsObject() is not { } reader)
            return null;
        if (!reader.Has("hasExactly") && !reader.Has("includes"))
            return Read(at, MatcherPlace.Parameter) is { } single
                ? new AnyValueMatcher(single) { Source = at.Element }
                : null;
        var exactly = reader.Optional("hasExactly");
        var operand = exactly ?? reader.Optional("includes");
        reader.Finish();
        var matchers = ReadMany(operand!.Value, least: 1);
        return matchers is null
            ? null
            : new EveryMatcherFindsOne(matchers, exactly is not null) { Source = at.Element };
    }

    public static ContentMatcher? Read(JsonAt at, MatcherPlace place)
    {
        if (at.AsObject() is not { } reader)
            return null;
        // The first matcher in file order counts, as in WireMock.
        var keys = reader.RawProperties().Select(property => property.Name).ToArray();
        var known = keys.Where(key => Matchers.Contains(key)).ToArray();
        var refused = keys.Where(key => NotPlayed.Contains(key)).ToArray();
        if (refused.Length > 0)
        {
            at.Report(
                LintRules.NotPlayed,
                $"The matcher \"{refused[0]}\" is not played here; WireMock alone knows it."
            );
            return null;
        }

        if (known.Length == 0)
        {
            if (place == MatcherPlace.UnderJsonPath)
                reader.Allow("expression");
            reader.Finish();
            at.Report(LintRules.OneMatcherMissing, $"A matcher is missing; use one of {string.Join(", ", Matchers)}.");
            return null;
        }

        if (known.Length > 1)
        {
            at.Report(
                LintRules.OneMatcher,
                $"\"{known[0]}\" and \"{known[1]}\" stand in one matcher; WireMock keeps \"{known[0]}\" and drops the rest silently. Use \"and\", or one object each."
            );
        }

        foreach (var key in known)
            reader.Allow(key);
        if (place == MatcherPlace.UnderJsonPath)
            reader.Allow("expression");
        var matcher = Read(known[0], at, reader, place);
        reader.Finish();
        return matcher;
    }

    private static ContentMatcher? Read(string keyword, JsonAt at, JsonObjectReader reader, MatcherPlace place)
    {
        var operand = reader.Required(keyword)!.Value;
        var flags = Options.GetValueOrDefault(keyword, []).ToDictionary(name => name, name => reader.Optional(name));
        switch (keyword)
        {
            case "equalTo":
                return operand.AsText() is { } equal
                    ? new EqualToMatcher(equal, Flag(flags["caseInsensitive"])) { Source = at.Element }
                    : null;
            case "contains" or "doesNotContain":
                return operand.AsText() is { } part
                    ? new ContainsMatcher(part, keyword == "doesNotContain") { Source = at.Element }
                    : null;
            case "matches" or "doesNotMatch":
                return ReadRegex(operand) is { } regex
                    ? new RegexMatcher(regex, keyword == "doesNotMatch") { Source = at.Element }
                    : null;
            case "absent":
                if (
                    operand.Kind != JsonValueKind.True
                    && !(operand.Kind == JsonValueKind.String && operand.Element.GetString() == "(absent)")
                )
                    operand.Report(
                        LintRules.AbsentValue,
                        "WireMock ignores this value: \"absent\" always means absent. Write true, or \"not\": { \"absent\": true } for the opposite."
                    );
                return new AbsentMatcher { Source = at.Element };
            case "anything":
                return operand.AsText() is not null ? new AnythingMatcher { Source = at.Element } : null;
            case "not":
                return Read(operand, MatcherPlace.Nested) is { } inner
                    ? new NotMatcher(inner) { Source = at.Element }
                    : null;
            case "and" or "or":
                if (ReadMany(operand, least: 2) is not { } many)
                    return null;
                return keyword == "and"
                    ? new AndMatcher(many) { Source = at.Element }
                    : new OrMatcher(many) { Source = at.Element };
            case "binaryEqualTo":
                return ReadBinary(operand, at, place);
            case "equalToJson":
                return ReadEqualToJson(operand, at, flags);
            case "matchesJsonSchema":
                return ReadSchema(operand, at, flags["schemaVersion"]);
            default:
                return ReadJsonPath(operand, at);
        }
    }

    private static bool Flag(JsonAt? at) => at?.AsBoolean() ?? false;

    private static ContentMatcher[]? ReadMany(JsonAt operand, int least)
    {
        var items = operand.AsArray().ToArray();
        if (operand.Kind != JsonValueKind.Array)
            return null;
        if (items.Length < least)
        {
            operand.Report(LintRules.ValueNotAllowed, $"At least {least} matcher(s) must stand here.");
            return null;
        }

        var matchers = items.Select(item => Read(item, MatcherPlace.Nested)).OfType<ContentMatcher>().ToArray();
        return matchers.Length == items.Length ? matchers : null;
    }

    internal static JavaRegex? ReadRegex(JsonAt operand)
    {
        if (operand.AsText() is not { } pattern)
            return null;
        if (JavaRegex.TryCreate(pattern, out var regex, out var problem))
            return regex;
        operand.Report(LintRules.RegexSubset, $"The pattern cannot be played: {problem}.");
        return null;
    }

    private static BinaryEqualToMatcher? ReadBinary(JsonAt operand, JsonAt at, MatcherPlace place)
    {
        if (operand.AsText() is not { } text)
            return null;
        if (place != MatcherPlace.Body)
        {
            operand.Report(LintRules.Operand, "\"binaryEqualTo\" stands directly in bodyPatterns only.");
            return null;
        }

        try
        {
            return new BinaryEqualToMatcher(Convert.FromBase64String(text)) { Source = at.Element };
        }
        catch (FormatException)
        {
            operand.Report(LintRules.Operand, "The operand of \"binaryEqualTo\" is not Base64.");
            return null;
        }
    }

    private static EqualToJsonMatcher? ReadEqualToJson(JsonAt operand, JsonAt at, Dictionary<string, JsonAt?> flags)
    {
        var expected = operand.Element;
        if (operand.Kind == JsonValueKind.String)
        {
            if (JacksonJson.TryParse(operand.Element.GetString()!) is not { } parsed)
            {
                operand.Report(LintRules.Operand, "The operand of \"equalToJson\" is not JSON.");
                return null;
            }

            expected = parsed;
        }

        // WireMock finds its options anywhere in the matcher, the operand included.
        var hidden = operand.Kind == JsonValueKind.String ? null : FindOptionName(operand);
        hidden?.Report(
            LintRules.OptionNameInOperand,
            "WireMock takes this key for an option of the matcher. Pass the operand as a string."
        );
        foreach (var text in Strings(expected))
        {
            if (JsonEquality.PlaceholderProblem(text) is { } problem)
            {
                operand.Report(LintRules.Operand, $"In the operand of \"equalToJson\", {problem}.");
                return null;
            }
        }

        bool Option(string name) =>
            flags[name] is { } flag
                ? Flag(flag)
                : hidden is { } found
                    && found.Pointer.EndsWith("/" + name, StringComparison.Ordinal)
                    && found.Kind == JsonValueKind.True;
        return new EqualToJsonMatcher(
            expected,
            new JsonEqualityOptions(Option("ignoreArrayOrder"), Option("ignoreExtraElements"))
        )
        {
            Source = at.Element,
        };
    }

    private static JsonAt? FindOptionName(JsonAt at)
    {
        if (at.Kind == JsonValueKind.Array)
            return at.AsArray().Select(FindOptionName).FirstOrDefault(found => found is not null);
        if (at.Kind != JsonValueKind.Object)
            return null;
        foreach (var property in at.Element.EnumerateObject())
        {
            var child = at.Child(property.Name, property.Value);
            if (OptionNames.Contains(property.Name))
                return child;
            if (FindOptionName(child) is { } deeper)
                return deeper;
        }

        return null;
    }

    private static IEnumerable<string> Strings(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Strings(property.Value)),
            _ => [],
        };

    private static JsonSchemaMatcher? ReadSchema(JsonAt operand, JsonAt at, JsonAt? version)
    {
        if (version?.AsText() is { } named && named != "V202012")
        {
            version.Value.Report(
                LintRules.NotPlayed,
                $"Only schema version V202012, the default, is played; not \"{named}\"."
            );
            return null;
        }

        var schema = operand;
        if (operand.Kind == JsonValueKind.String)
        {
            if (JacksonJson.TryParse(operand.Element.GetString()!) is not { } parsed)
            {
                operand.Report(LintRules.SchemaOperand, "The operand of \"matchesJsonSchema\" is not JSON.");
                return null;
            }

            schema = operand.With(parsed);
        }

        return PortableSchema.Read(schema) is { } portable
            ? new JsonSchemaMatcher(portable) { Source = at.Element }
            : null;
    }

    private static JsonPathMatcher? ReadJsonPath(JsonAt operand, JsonAt at)
    {
        ContentMatcher? inner = null;
        var expression = operand;
        if (operand.Kind == JsonValueKind.Object)
        {
            if (operand.AsObject()!.Required("expression") is not { } named)
                return null;
            expression = named;
            inner = Read(operand, MatcherPlace.UnderJsonPath);
            if (inner is null)
                return null;
            if (
                inner is NotMatcher or RegexMatcher { IsNegated: true } or ContainsMatcher { IsNegated: true }
                || IsAbsentInOr(inner)
            )
            {
                operand.Report(
                    LintRules.NegatedPath,
                    "Where the path leads nowhere this never matches: there is no value to test. Put \"not\" around \"matchesJsonPath\"."
                );
            }
        }

        if (expression.AsText() is not { } text)
            return null;
        if (JsonPath.TryParse(text, out var path, out var problem))
            return new JsonPathMatcher(path, inner) { Source = at.Element };
        expression.Report(LintRules.JsonPathSubset, $"This JSONPath cannot be played alike everywhere: {problem}.");
        return null;
    }

    private static bool IsAbsentInOr(ContentMatcher matcher) =>
        matcher is OrMatcher or && or.Any.Any(inner => inner is AbsentMatcher);
}
