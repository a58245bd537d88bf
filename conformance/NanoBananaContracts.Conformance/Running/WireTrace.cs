using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Turns a journal into what a report shows: readable, short, and without the key.</summary>
internal static partial class WireTrace
{
    private const int LongestBody = 4000;

    public static IReadOnlyList<WireExchange> Of(CaseObservation seen, SecretScrubber secrets) =>
        [
            .. seen.Journal.Select(entry => new WireExchange
            {
                Method = entry.Request.Method,
                Url = secrets.Scrub(entry.Request.Url),
                Headers =
                [
                    .. entry
                        .Request.Headers.Where(h => IsWorthShowing(h.Key))
                        .Select(h => secrets.Scrub($"{h.Key}: {h.Value}")),
                ],
                Body = Body(entry.Request, secrets),
                BodySize = entry.Request.Body.Length,
                AtMilliseconds = Math.Max(
                    0,
                    (long)seen.AtFullScale(entry.ReceivedAt - seen.StartedAt).TotalMilliseconds
                ),
                Status = entry.Status,
                Matched = entry.WasMatched,
                HungUp = entry.ClientHungUp,
                Differences =
                    entry.NearMisses.Count > 0 ? [.. entry.NearMisses[0].Differences.Select(secrets.Scrub)] : [],
            }),
        ];

    /// <summary>A curl line that sends the first request again: key and body come from the shell.</summary>
    public static string? Curl(CaseObservation seen, SecretScrubber secrets)
    {
        if (seen.Journal.Count == 0)
        {
            return null;
        }

        RecordedRequest request = seen.Journal[0].Request;
        var line = new StringBuilder("curl -sS -X ").Append(request.Method);
        line.Append(" \"$BASE").Append(ForDoubleQuotes(secrets.Scrub(request.Url))).Append('"');
        foreach ((string name, string value) in request.Headers)
        {
            if (IsPartOfTheCall(name))
            {
                line.Append(" -H \"").Append(ForDoubleQuotes(secrets.Scrub($"{name}: {value}"))).Append('"');
            }
        }

        return request.Body.Length > 0 ? line.Append(" --data-binary @body.json").ToString() : line.ToString();
    }

    private static bool IsWorthShowing(string header) =>
        !header.Equals("Host", StringComparison.OrdinalIgnoreCase)
        && !header.Equals("Connection", StringComparison.OrdinalIgnoreCase);

    private static bool IsPartOfTheCall(string header) =>
        header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Accept", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("x-", StringComparison.OrdinalIgnoreCase);

    private static string ForDoubleQuotes(string text) =>
        // $KEY stays a variable for the shell; everything else that the shell would read is escaped.
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("`", "\\`", StringComparison.Ordinal);

    private static string? Body(RecordedRequest request, SecretScrubber secrets)
    {
        if (request.Body.Length == 0)
        {
            return null;
        }

        string text = LongBase64()
            .Replace(Encoding.UTF8.GetString(request.Body.Span), m => $"{m.Value[..24]}...({m.Length} characters)");
        text = secrets.Scrub(text);
        return text.Length <= LongestBody
            ? text
            : string.Concat(text.AsSpan(0, LongestBody), $"...({text.Length} characters)");
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{120,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex LongBase64();
}
