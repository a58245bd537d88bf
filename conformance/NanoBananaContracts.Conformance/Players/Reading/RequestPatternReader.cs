using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players.Matching;

namespace NanoBananaContracts.Conformance.Players.Reading;

/// <summary>Reads the <c>request</c> of a stub, which is also the syntax of a case's request expectations.</summary>
internal static class RequestPatternReader
{
    /// <summary>In the order WireMock prefers them in when several stand in one pattern.</summary>
    private static readonly string[] UrlKeys = ["url", "urlPattern", "urlPath", "urlPathPattern", "urlPathTemplate"];

    private static readonly string[] NotPlayed =
    [
        "scheme",
        "host",
        "port",
        "clientIp",
        "multipartPatterns",
        "customMatcher",
    ];

    /// <summary>Reads a pattern that stands in another file.</summary>
    public static RequestPattern? Read(JsonElement request, string pointer, List<JsonProblem> problems) =>
        Read(new JsonAt(request, pointer, problems));

    public static RequestPattern? Read(JsonAt at)
    {
        if (at.AsObject() is not { } reader)
            return null;
        foreach (var key in NotPlayed)
            reader.Refuse(key, $"\"{key}\" is not played here; WireMock alone knows it.");

        var method = reader.OptionalText("method");
        if (method is not null && method.Any(char.IsAsciiLetterLower))
            reader
                .Optional("method")!
                .Value.Report(
                    LintRules.MethodCase,
                    $"\"{method}\" never matches: methods are compared with their case. Write \"{method.ToUpperInvariant()}\"."
                );
        var url = ReadUrl(at, reader);
        var pathParameters = ReadNamed(
            reader,
            "pathParameters",
            value => MatcherReader.Read(value, MatcherPlace.Nested)
        );
        if (pathParameters.Length > 0)
            CheckPathParameters(reader, url, pathParameters.Select(parameter => parameter.Key));
        var pattern = new RequestPattern
        {
            Source = at.Element,
            Method = method == "ANY" ? null : method,
            Url = url,
            PathParameters = url is TemplateUrlMatcher ? pathParameters : [],
            Headers = ReadNamed(reader, "headers", MatcherReader.ReadMultiValue),
            QueryParameters = ReadNamed(reader, "queryParameters", MatcherReader.ReadMultiValue),
            FormParameters = ReadNamed(reader, "formParameters", MatcherReader.ReadMultiValue),
            Cookies = ReadNamed(reader, "cookies", value => MatcherReader.Read(value, MatcherPlace.Nested)),
            BasicAuth = ReadBasicAuth(reader.Optional("basicAuth") ?? reader.Optional("basicAuthCredentials")),
            BodyPatterns =
                reader
                    .Optional("bodyPatterns")
                    ?.AsArray()
                    .Select(item => MatcherReader.Read(item, MatcherPlace.Body))
                    .OfType<ContentMatcher>()
                    .ToArray()
                ?? [],
        };
        reader.Allow("basicAuthCredentials");
        reader.Finish();
        return pattern;
    }

    private static UrlMatcher? ReadUrl(JsonAt at, JsonObjectReader reader)
    {
        var found = UrlKeys
            .Select(key => (Key: key, Value: reader.Optional(key)))
            .Where(pair => pair.Value is not null)
            .ToArray();
        if (found.Length == 0)
            return null;
        if (found.Length > 1)
        {
            at.Report(
                LintRules.OneUrl,
                $"\"{found[0].Key}\" and \"{found[1].Key}\" stand in one pattern; WireMock keeps \"{found[0].Key}\" and drops the rest silently."
            );
        }

        var (key, value) = found[0];
        switch (key)
        {
            case "urlPattern" or "urlPathPattern":
                return MatcherReader.ReadRegex(value!.Value) is { } regex
                    ? new RegexUrlMatcher(regex, key == "urlPathPattern")
                    : null;
            case "urlPathTemplate":
                return value!.Value.AsText() is { } template ? new TemplateUrlMatcher(template) : null;
            default:
                if (value!.Value.AsText() is not { } text)
                    return null;
                if (key == "urlPath" && text.Contains('?', StringComparison.Ordinal))
                    value.Value.Report(
                        LintRules.ValueNotAllowed,
                        "A \"urlPath\" has no query; use \"url\", or \"queryParameters\"."
                    );
                return new ExactUrlMatcher(text, key == "urlPath");
        }
    }

    private static void CheckPathParameters(JsonObjectReader reader, UrlMatcher? url, IEnumerable<string> names)
    {
        var at = reader.Optional("pathParameters")!.Value;
        if (url is not TemplateUrlMatcher template)
        {
            at.Report(LintRules.PathParameters, "Without \"urlPathTemplate\" WireMock ignores these silently.");
            return;
        }

        foreach (var name in names.Except(template.Variables))
            at.Report(LintRules.PathParameters, $"The template has no variable \"{{{name}}}\".");
    }

    private static KeyValuePair<string, T>[] ReadNamed<T>(JsonObjectReader reader, string key, Func<JsonAt, T?> read)
        where T : class
    {
        var result = new List<KeyValuePair<string, T>>();
        if (reader.Optional(key)?.AsObject() is not { } named)
            return [];
        foreach (var property in named.RawProperties())
        {
            if (read(named.At.Child(property.Name, property.Value)) is { } matcher)
                result.Add(KeyValuePair.Create(property.Name, matcher));
        }

        return [.. result];
    }

    private static (string, string)? ReadBasicAuth(JsonAt? at)
    {
        if (at?.AsObject() is not { } reader)
            return null;
        var credentials = (reader.Required("username")?.AsText(), reader.Required("password")?.AsText());
        reader.Finish();
        return credentials is ({ } username, { } password) ? (username, password) : null;
    }
}
