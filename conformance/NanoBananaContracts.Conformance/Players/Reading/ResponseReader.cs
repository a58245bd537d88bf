using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players.Matching;

namespace NanoBananaContracts.Conformance.Players.Reading;

/// <summary>Reads the <c>response</c> of a stub.</summary>
internal static class ResponseReader
{
    /// <summary>In the order WireMock prefers them in when several stand in one response.</summary>
    private static readonly string[] BodyKeys = ["body", "jsonBody", "base64Body", "bodyFileName"];

    private static readonly string[] NotPlayed =
    [
        "proxyBaseUrl",
        "proxyUrlPrefixToRemove",
        "additionalProxyRequestHeaders",
        "removeProxyRequestHeaders",
    ];

    private static readonly Dictionary<string, StubFault> Faults = new(StringComparer.Ordinal)
    {
        ["EMPTY_RESPONSE"] = StubFault.EmptyResponse,
        ["CONNECTION_RESET_BY_PEER"] = StubFault.ConnectionResetByPeer,
        ["RANDOM_DATA_THEN_CLOSE"] = StubFault.RandomDataThenClose,
        ["MALFORMED_RESPONSE_CHUNK"] = StubFault.MalformedResponseChunk,
    };

    public static StubResponse? Read(JsonAt at)
    {
        if (at.AsObject() is not { } reader)
            return null;
        foreach (var key in NotPlayed)
            reader.Refuse(key, $"\"{key}\" is not played here: replay opens no other connection.");
        if (reader.Optional("transformers") is { } transformers && transformers.AsArray().Any())
            transformers.Report(LintRules.NotPlayed, "Templates are not played; write the answer out.");
        reader.Allow("transformerParameters");
        reader.Allow("fromConfiguredStub");

        var status = reader.Optional("status")?.AsInteger(0, 999);
        var (body, file) = ReadBody(at, reader);
        var headers = ReadHeaders(reader.Optional("headers"));
        var response = new StubResponse
        {
            Status = status is null or 0 ? 200 : status.Value,
            StatusMessage = reader.OptionalText("statusMessage"),
            Headers = headers,
            Body = body,
            BodyFileName = file,
            FixedDelay = TimeSpan.FromMilliseconds(reader.Optional("fixedDelayMilliseconds")?.AsInteger(0) ?? 0),
            RandomDelay = reader.Optional("delayDistribution") is { } delay ? ReadDistribution(delay) : null,
            Dribble = reader.Optional("chunkedDribbleDelay") is { } dribble ? ReadDribble(dribble) : null,
            Fault = reader.Optional("fault")?.AsWord(Faults),
        };
        reader.Finish();
        CheckConsistency(at, reader, response);
        return response;
    }

    private static void CheckConsistency(JsonAt at, JsonObjectReader reader, StubResponse response)
    {
        if (response.Fault is not null)
        {
            var unsent = new[] { "headers", "statusMessage", "chunkedDribbleDelay" }
                .Concat(BodyKeys)
                .Where(reader.Has)
                .ToArray();
            if (unsent.Length > 0 || (reader.Has("status") && response.Status != 200))
            {
                at.Report(
                    LintRules.FaultOverrides,
                    $"With a fault nothing of {string.Join(", ", unsent.DefaultIfEmpty("status"))} is sent; only the delay stays."
                );
            }

            return;
        }

        if (response.Status is < 200 or 204 or 304 && (!response.Body.IsEmpty || response.BodyFileName is not null))
            at.Report(LintRules.BodyNotAllowed, $"A reply with status {response.Status} has no body.");
    }

    private static (ReadOnlyMemory<byte> Body, string? File) ReadBody(JsonAt at, JsonObjectReader reader)
    {
        var found = BodyKeys
            .Select(key => (Key: key, Value: reader.Optional(key)))
            .Where(pair => pair.Value is not null)
            .ToArray();
        if (found.Length == 0)
            return default;
        if (found.Length > 1)
        {
            at.Report(
                LintRules.OneBody,
                $"\"{found[0].Key}\" and \"{found[1].Key}\" stand in one response; WireMock sends \"{found[0].Key}\" and drops the rest silently."
            );
        }

        var (key, value) = (found[0].Key, found[0].Value!.Value);
        switch (key)
        {
            case "body":
                return (Encoding.UTF8.GetBytes(value.AsText() ?? ""), null);
            case "jsonBody":
                return (value.Kind == JsonValueKind.Null ? [] : JacksonJson.WriteCompact(value.Element), null);
            case "base64Body":
                var text = value.AsText() ?? "";
                try
                {
                    return (Convert.FromBase64String(text), null);
                }
                catch (FormatException)
                {
                    value.Report(LintRules.Operand, "\"base64Body\" is not Base64.");
                    return default;
                }

            default:
                var name = value.AsText();
                if (name is not null && !IsPortableName(name))
                    value.Report(
                        LintRules.ValueNotAllowed,
                        "A body file lies under __files; its name is relative, without \"..\", of letters, digits, \".\", \"-\", \"_\" and \"/\"."
                    );
                return (default, name);
        }
    }

    /// <summary>WireMock takes the name as it stands in a URL and decodes nothing, so other characters would not be found.</summary>
    private static bool IsPortableName(string name) =>
        name.Length > 0
        && name[0] != '/'
        && !name.Split('/').Contains("..")
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/');

    private static KeyValuePair<string, string>[] ReadHeaders(JsonAt? at)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (at?.AsObject() is not { } reader)
            return [];
        foreach (var property in reader.RawProperties())
        {
            var value = reader.At.Child(property.Name, property.Value);
            if (property.Name.Length == 0 || !property.Name.All(c => c is > ' ' and < (char)127 and not ':'))
                value.Report(LintRules.ValueNotAllowed, $"\"{property.Name}\" is not a header name.");
            IEnumerable<string> values =
                value.Kind == JsonValueKind.Array ? value.AsTexts()
                : value.AsText() is { } one ? [one]
                : [];
            foreach (var text in values)
            {
                if (text.AsSpan().ContainsAny("\r\n\0"))
                    value.Report(LintRules.ValueNotAllowed, "A header's value has no line ends.");
                else
                    headers.Add(KeyValuePair.Create(property.Name, text));
            }
        }

        return [.. headers];
    }

    private static DelayDistribution? ReadDistribution(JsonAt at)
    {
        if (at.AsObject() is not { } reader)
            return null;
        var type = reader.RequiredText("type");
        DelayDistribution? result = null;
        switch (type)
        {
            case "fixed":
                result = new FixedDelayDistribution(
                    TimeSpan.FromMilliseconds(reader.Required("milliseconds")?.AsInteger(0) ?? 0)
                );
                break;
            case "uniform":
                var (lower, upper) = (
                    reader.Required("lower")?.AsInteger(0) ?? 0,
                    reader.Required("upper")?.AsInteger(0) ?? 0
                );
                if (upper < lower)
                    at.Report(LintRules.ValueNotAllowed, "\"upper\" is less than \"lower\".");
                else
                    result = new UniformDelayDistribution(lower, upper);
                break;
            case "lognormal":
                var logNormal = new LogNormalDelayDistribution(
                    reader.Required("median")?.AsNumber() ?? 0,
                    reader.Required("sigma")?.AsNumber() ?? 0,
                    reader.Optional("maxValue")?.AsNumber()
                );
                if (logNormal.MaximumMilliseconds < logNormal.MedianMilliseconds)
                    at.Report(LintRules.ValueNotAllowed, "\"maxValue\" is less than \"median\".");
                else
                    result = logNormal;
                break;
            default:
                at.Report(
                    LintRules.ValueNotAllowed,
                    $"\"{type}\" is no delay distribution; use fixed, uniform or lognormal."
                );
                break;
        }

        if (result is not null)
            reader.Finish();
        return result;
    }

    private static ChunkedDribbleDelay? ReadDribble(JsonAt at)
    {
        if (at.AsObject() is not { } reader)
            return null;
        var chunks = reader.Required("numberOfChunks")?.AsInteger(1);
        var duration = reader.Required("totalDuration")?.AsInteger(0);
        reader.Finish();
        return chunks is { } count && duration is { } total
            ? new ChunkedDribbleDelay(count, TimeSpan.FromMilliseconds(total))
            : null;
    }

    /// <summary>Whether a <c>Content-Length</c> among the headers is shorter than a body.</summary>
    internal static bool HasShortContentLength(StubResponse response, int bodyLength) =>
        response.Headers.Any(header =>
            header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(header.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length < bodyLength
        );
}
