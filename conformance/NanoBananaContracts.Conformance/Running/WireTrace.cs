using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>Turns a journal into what a report shows: readable, short, and without the key.</summary>
internal static partial class WireTrace
{
    private const int LongestBody = 4000;
    private const int LongestReading = 1 << 20;

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
                Body = Readable(entry.Request.Body, secrets),
                BodySize = entry.Request.Body.Length,
                AtMilliseconds = Math.Max(
                    0,
                    (long)seen.AtFullScale(entry.ReceivedAt - seen.StartedAt).TotalMilliseconds
                ),
                Status = entry.Status,
                Matched = entry.WasMatched,
                Reply = Reply(entry, seen.Stubs, secrets),
                HungUp = entry.ClientHungUp,
                Differences =
                    entry.NearMisses.Count > 0 ? [.. entry.NearMisses[0].Differences.Select(secrets.Scrub)] : [],
            }),
        ];

    private static bool IsWorthShowing(string header) =>
        !header.Equals("Host", StringComparison.OrdinalIgnoreCase)
        && !header.Equals("Connection", StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer of the stub that matched, as the case has it.</summary>
    private static WireReply? Reply(JournalEntry entry, StubSet stubs, SecretScrubber secrets)
    {
        if (stubs.Mappings.FirstOrDefault(m => m.Id == entry.StubId)?.Response is not { } response)
        {
            return null;
        }

        var body =
            response.BodyFileName is { } name && stubs.Files.TryGetValue(name, out var file) ? file : response.Body;
        return new WireReply
        {
            Headers = [.. response.Headers.Select(h => secrets.Scrub($"{h.Key}: {h.Value}"))],
            Body = Readable(body, secrets),
            BodySize = body.Length,
            Fault = response.Fault is { } fault ? JsonNamingPolicy.SnakeCaseUpper.ConvertName(fault.ToString()) : null,
        };
    }

    /// <summary>The beginning of a body as text, long Base64 shortened; null for none.</summary>
    private static string? Readable(ReadOnlyMemory<byte> body, SecretScrubber secrets)
    {
        if (body.Length == 0)
        {
            return null;
        }

        // Of megabytes a report shows the beginning: what follows is not even looked at.
        var shown = body.Span[..Math.Min(body.Length, LongestReading)];
        var text = LongBase64()
            .Replace(Encoding.UTF8.GetString(shown), m => $"{m.Value[..24]}...({m.Length} characters)");
        text = secrets.Scrub(text);
        return text.Length <= LongestBody && shown.Length == body.Length
            ? text
            : $"{text[..Math.Min(text.Length, LongestBody)]}...({body.Length} bytes)";
    }

    [GeneratedRegex("[A-Za-z0-9+/_-]{120,}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex LongBase64();
}
