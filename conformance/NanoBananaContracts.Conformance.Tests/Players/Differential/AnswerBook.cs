using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>
/// What the original server answers to each case, so that a machine without Java holds the player in process to it too.
/// Where Java is, the book itself is held to the original; a book that is wrong is written anew beside it.
/// </summary>
internal static class AnswerBook
{
    private const int LongestText = 80;

    private static readonly string[] NotCompared = ["Date", "Transfer-Encoding", "Connection"];
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly string BookFile = Repository.Path(
        "conformance/NanoBananaContracts.Conformance.Tests/Players/Differential/answers.verified.json"
    );
    private static readonly Lazy<Dictionary<string, string[]>> Book = new(() =>
        File.Exists(BookFile)
            ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(BookFile))!
            : []
    );

    /// <summary>The answers of the original to the requests of a case.</summary>
    public static string[] Of(string name) =>
        Book.Value.TryGetValue(name, out var answers)
            ? answers
            : throw new InvalidOperationException(
                $"No answers to {name} are written down; run the tests where Java is."
            );

    /// <summary>Fails when the book does not say what the original has just answered, case by case.</summary>
    public static void Hold(SortedDictionary<string, string[]> answers)
    {
        var received = JsonSerializer.Serialize(answers, Layout) + "\n";
        if (File.Exists(BookFile) && File.ReadAllText(BookFile) == received)
        {
            return;
        }
        File.WriteAllText(BookFile.Replace(".verified.", ".received.", StringComparison.Ordinal), received);
        Assert.Fail("answers.verified.json does not say what the original answers; see answers.received.json");
    }

    /// <summary>What of a reply counts; whether a body comes in chunks or up to the end of the connection does not.</summary>
    public static string Describe(RawReply reply)
    {
        var text = new StringBuilder(reply.StatusLine);
        foreach (
            var line in reply
                .Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Skip(1)
                .Where(line => !NotCompared.Contains(line.Split(':')[0], StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
        )
        {
            text.Append("; ").Append(line);
        }
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
