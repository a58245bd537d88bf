using System.Text;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>The first request of a case as a line for a shell, which works as it is pasted.</summary>
internal static class HandMadeCall
{
    /// <summary>Stands for the key: no stub asks which one it is, and a report holds none.</summary>
    private const string NoKey = "any-key";

    /// <summary>Longest body in bytes: systems take 128 KiB for one word of a command.</summary>
    private const int LongestBody = 64 * 1024;

    /// <summary>The line; null where no request came, or its body cannot be a word of a command.</summary>
    public static string? Curl(CaseObservation seen, SecretScrubber secrets)
    {
        if (seen.Journal.Count == 0 || BodyOf(seen.Journal[0].Request) is not { } body)
        {
            return null;
        }

        var request = seen.Journal[0].Request;
        // Not through the machine's proxy, and with the answer's status; brackets in an address are no patterns.
        List<string> words = ["curl", "-sSig", "--noproxy", "*", "-X", request.Method];
        words.Add($"http://127.0.0.1:{CaseCommands.PlayPort}{WithoutKey(request.Url)}");
        foreach (var header in request.Headers.Where(h => IsPartOfTheCall(h.Key)))
        {
            words.Add("-H");
            words.Add(WithoutKey($"{header.Key}: {header.Value}"));
        }

        if (body.Length > 0)
        {
            words.Add("--data-binary");
            words.Add(WithoutKey(body));
        }

        // What holds the key in a form that cannot be cut out is no request any more.
        return words.Any(w => w.Contains(SecretScrubber.Withheld, StringComparison.Ordinal))
            ? null
            : ShellWords.Join(words);

        string WithoutKey(string text) =>
            secrets.Scrub(text).Replace(SecretScrubber.Placeholder, NoKey, StringComparison.Ordinal);
    }

    private static string? BodyOf(RecordedRequest request)
    {
        if (request.Body.Length > LongestBody)
        {
            return null;
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(request.Body.Span);
            // curl reads a file where the text begins with @, and no command takes a NUL.
            return text.StartsWith('@') || text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsPartOfTheCall(string header) =>
        header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Accept", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("x-", StringComparison.OrdinalIgnoreCase);
}
