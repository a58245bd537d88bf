using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using Shouldly;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>
/// What the original server answered to each probe, so that a machine without Java holds our player to it as well.
/// Where Java is, the book itself is held to the original; a book that is wrong is written anew beside it.
/// </summary>
internal static class AnswerBook
{
    private const int LongestText = 200;

    private static readonly string[] AlwaysCompared = ["Content-Type"];
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly string BookFile = RepositoryFolder.PathOf(
        "conformance/NanoBananaContracts.Conformance.Tests/Players/Differential/answers.verified.json"
    );
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, string[]> Corrections = new(StringComparer.Ordinal);

    private static readonly Lazy<Dictionary<string, string[]>> Book = new(() =>
        File.Exists(BookFile)
            ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(BookFile))!
            : []
    );

    /// <summary>The answers of the original to the requests of a probe, or to a sequence of calls.</summary>
    public static string[] Of(string name) =>
        Book.Value.TryGetValue(name, out var answers)
            ? answers
            : throw new InvalidOperationException(
                $"No answers to \"{name}\" are written down; run the tests where Java is."
            );

    /// <summary>Fails when the book does not say what the original has just answered.</summary>
    public static void Hold(string name, IReadOnlyList<string> answers)
    {
        if (Book.Value.TryGetValue(name, out var written) && written.SequenceEqual(answers))
            return;
        lock (Gate)
        {
            Corrections[name] = [.. answers];
            var book = new SortedDictionary<string, string[]>(Book.Value, StringComparer.Ordinal);
            foreach (var (corrected, correction) in Corrections)
                book[corrected] = correction;
            File.WriteAllText(
                BookFile.Replace(".verified.", ".received.", StringComparison.Ordinal),
                JsonSerializer.Serialize(book, Layout) + "\n"
            );
        }

        written.ShouldBe(
            answers,
            "answers.verified.json does not say what the original answers; see answers.received.json"
        );
    }

    /// <summary>What of a reply counts. The page of an unmatched request is each server's own.</summary>
    public static string Describe(RawReply reply, Probe probe)
    {
        if (reply.Header("Matched-Stub-Id").Length == 0 && reply.Status == 404)
            return "not matched";
        var text = new StringBuilder(reply.StatusLine);
        // Length and chunks are two ways to say the same; a length counts where the stub states it.
        foreach (var name in AlwaysCompared.Concat(probe.Headers).Distinct())
            text.Append("; ").Append(name).Append('=').AppendJoin('|', reply.Header(name));
        text.Append("; end=").Append(reply.End).Append(reply.ChunksComplete ? "" : ", chunks broken");
        var body = reply.Body;
        return text.Append("; body=")
            .Append(
                body.Length <= LongestText
                    ? Encoding.Latin1.GetString(body)
                    : $"{body.Length} bytes, sha256:{Convert.ToHexStringLower(SHA256.HashData(body))}"
            )
            .ToString();
    }
}
