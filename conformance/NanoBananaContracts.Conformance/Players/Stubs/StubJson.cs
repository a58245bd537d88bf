using System;
using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>The framework's strict reader, with its complaints in our words and at their place.</summary>
internal static class StubJson
{
    /// <summary>What WireMock knows beyond what this suite plays: a misspelling is told from a key left out on purpose.</summary>
    private static readonly FrozenSet<string> NotPlayed = FrozenSet.Create(
        "additionalProxyRequestHeaders",
        "base64Body",
        "basicAuth",
        "basicAuthCredentials",
        "clientIp",
        "cookies",
        "customMatcher",
        "delayDistribution",
        "formParameters",
        "fromConfiguredStub",
        "host",
        "multipartPatterns",
        "pathParameters",
        "port",
        "postServeActions",
        "proxyBaseUrl",
        "proxyUrlPrefixToRemove",
        "removeProxyRequestHeaders",
        "scheme",
        "serveEventListeners",
        "statusMessage",
        "transformerParameters",
        "transformers",
        "urlPathTemplate",
        "urlPattern"
    );

    /// <summary>A key with one of these stands in brackets in a path.</summary>
    private static readonly SearchValues<char> NotPlain = SearchValues.Create(" '/\"[](){}.\t\n\r\f\b\\");

    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 128,
            Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        };

    /// <summary>What the framework found wrong, as a problem with rule and place.</summary>
    /// <param name="e">Its exception.</param>
    /// <param name="utf8">The text it was reading.</param>
    public static StubProblem ToProblem(JsonException e, ReadOnlySpan<byte> utf8)
    {
        var (rule, message) = Describe(e);
        var said = OffsetOf(e, utf8);
        if (rule == LintRules.NotJson || e.Path is null)
            return At(rule, said, message, utf8);
        // The path of a key that stands twice leads to the first of them.
        if (rule == LintRules.DuplicateKey)
            return At(rule, utf8[..said].LastIndexOf(Encoding.UTF8.GetBytes(message.Split(' ')[2])), message, utf8);
        // What is wrong inside a value is told where the value starts.
        return At(rule, e.Path, message, utf8);
    }

    /// <summary>A problem with the place a path leads to, in the spelling of <see cref="JsonException.Path"/>.</summary>
    public static StubProblem At(string rule, string path, string message, ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        try
        {
            reader.Read();
            return At(rule, Find(ref reader, "$", path, 0), message, utf8);
        }
        catch (JsonException)
        {
            // The text breaks off behind what is told here.
            return At(rule, 0, message, utf8);
        }
    }

    private static StubProblem At(string rule, int offset, string message, ReadOnlySpan<byte> utf8)
    {
        var before = utf8[..Math.Clamp(offset, 0, utf8.Length)];
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        // Columns count characters, as editors do.
        return new StubProblem(rule, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line) + 1, message);
    }

    private static int OffsetOf(JsonException e, ReadOnlySpan<byte> utf8)
    {
        var start = 0;
        for (var line = e.LineNumber ?? 0; line > 0; line--)
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        return start + (int)(e.BytePositionInLine ?? 0);
    }

    /// <summary>Rule and message of what the framework found wrong.</summary>
    public static (string Rule, string Message) Describe(JsonException e)
    {
        if (e is StubRuleException breach)
            return (breach.Rule, e.Message);
        // The framework tells its complaints apart by their words alone; a test holds each of them.
        var words = e.Message;
        var key = e.Path?.Split('.', '[').Last().Trim('\'', ']');
        if (words.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
            return NotPlayed.Contains(key ?? "")
                ? (LintRules.NotPlayed, $"\"{key}\" is not played here; WireMock alone knows it.")
                : (LintRules.UnknownKey, $"The key \"{key}\" is unknown here.");
        if (words.StartsWith("Duplicate property '", StringComparison.Ordinal))
            return (LintRules.DuplicateKey, $"The key \"{words.Split('\'')[1]}\" stands here twice.");
        if (words.Contains("missing required properties including: ", StringComparison.Ordinal))
            return (LintRules.MissingKey, $"Missing: {words.Split("including: ")[1].TrimEnd('.').Replace('\'', '"')}.");
        if (
            words.Contains("could not be converted to", StringComparison.Ordinal)
            || words.Contains("null", StringComparison.Ordinal)
        )
            return (LintRules.WrongType, $"The value of \"{key}\" is not of the kind that stands here.");
        return (LintRules.NotJson, $"This is not JSON: {words.Split(" Path: ")[0].Split(" LineNumber:")[0]}");
    }

    /// <summary>Where the value of a path, or its key, starts; -1 where the path leads nowhere.</summary>
    private static int Find(ref Utf8JsonReader reader, string here, string wanted, int start)
    {
        if (here == wanted)
            return start;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!isObject && reader.TokenType != JsonTokenType.StartArray)
            return -1;
        for (
            var index = 0;
            reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
            index++
        )
        {
            var at = (int)reader.TokenStartIndex;
            var child = $"{here}[{index}]";
            if (isObject)
            {
                var name = reader.GetString()!;
                child = name.AsSpan().ContainsAny(NotPlain) ? $"{here}['{name}']" : $"{here}.{name}";
                reader.Read();
            }

            if (Find(ref reader, child, wanted, at) is >= 0 and var found)
                return found;
        }

        return -1;
    }
}

/// <summary>What a record of stubs or expectations refuses while it is read.</summary>
/// <param name="rule">Id of the rule in <see cref="LintRules"/>.</param>
/// <param name="message">What is wrong and what to do about it.</param>
#pragma warning disable CA1032 // Thrown here alone, and never without its rule.
internal sealed class StubRuleException(string rule, string message) : JsonException(message)
#pragma warning restore CA1032
{
    public string Rule => rule;

    /// <summary>The framework refuses null for a member, but takes it for an item.</summary>
    public static void ThrowIfNullIn(IEnumerable<object?> items)
    {
        if (items.Contains(null))
            throw new StubRuleException(LintRules.WrongType, "An item here is null.");
    }
}

/// <summary>One thing wrong with a file of stubs.</summary>
/// <param name="Rule">Id of the rule in <see cref="LintRules"/>.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
public sealed record StubProblem(string Rule, int Line, int Column, string Message);
