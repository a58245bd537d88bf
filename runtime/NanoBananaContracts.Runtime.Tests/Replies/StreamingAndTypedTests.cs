using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Http;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>A reply is the same, read on its way to a file, piece by piece, and as a whole.</summary>
public sealed class StreamingAndTypedTests
{
    [Fact]
    public void Random_replies_have_one_outcome() =>
        Prop.ForAll<byte[], int>(
                (tape, cut) =>
                {
                    var body = ReplyTape.Make(tape);
                    var length = cut % 3 == 0 ? (int)((uint)cut % (body.Length + 1)) : body.Length;
                    OneOutcome.HoldsAsync(body[..length], "application/json").GetAwaiter().GetResult();
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(1000)).WithEndSize(300));

    [Fact]
    public void Random_event_streams_have_one_outcome() =>
        Prop.ForAll<byte[][], NonNegativeInt, int>(
                (tapes, split, cut) =>
                {
                    string[] breaks = ["\n\n", "\r\n\r\n", "\r\r", "\n: ping\n\n", "\nevent: message\n\n"];
                    var body = tapes
                        .SelectMany(
                            (tape, at) =>
                                (byte[])
                                    [
                                        .. "data: "u8,
                                        .. ReplyTape.Make(tape).Where(b => b is not ((byte)'\r' or (byte)'\n')),
                                        .. Encoding.ASCII.GetBytes(breaks[(split.Get + at) % breaks.Length]),
                                    ]
                        )
                        .ToArray();
                    var length = cut % 3 == 0 ? (int)((uint)cut % (body.Length + 1)) : body.Length;
                    OneOutcome
                        .HoldsAsync(body[..length], "text/event-stream", null, 1 + (split.Get % 50))
                        .GetAwaiter()
                        .GetResult();
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60));

    [Fact]
    public void Random_arrays_have_one_outcome() =>
        Prop.ForAll<byte[][], NonNegativeInt, int>(
                (tapes, split, cut) =>
                {
                    // Mostly commas; without one, with two, or with a word in between, it is no array.
                    string[] between =
                    [
                        ",",
                        " ,\n",
                        ",",
                        "\r\n,",
                        ",",
                        "",
                        ",,",
                        "] [",
                        ",null,",
                        ",[1",
                        ",\"]\",",
                        "x",
                    ];
                    var body = new List<byte>("["u8.ToArray());
                    for (var at = 0; at < tapes.Length; at++)
                    {
                        body.AddRange(ReplyTape.Make(tapes[at]));
                        var odd = at + 1 == tapes.Length ? "" : between[(split.Get + (at * 5)) % between.Length];
                        body.AddRange(Encoding.ASCII.GetBytes(odd));
                    }

                    body.AddRange(Encoding.ASCII.GetBytes((split.Get % 7) == 6 ? ",]" : "]\n"));
                    var length = cut % 3 == 0 ? (int)((uint)cut % (body.Count + 1)) : body.Count;
                    OneOutcome
                        .HoldsAsync([.. body.Take(length)], "application/json", null, 1 + (split.Get % 50))
                        .GetAwaiter()
                        .GetResult();
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60));

    public static TheoryData<string, FailureKind?> Beginnings
    {
        get
        {
            var reply = Encoding.UTF8.GetString(ReplyText.Reply(ReplyText.Image(SamplePictures.Png(4, 3))));
            var data = new TheoryData<string, FailureKind?>();
            foreach (var body in new[] { reply, $"[{reply}]", $"data: {reply}\n\n", "<html>", "" })
            {
                FailureKind? kind =
                    body.Length == 0 ? FailureKind.EmptyReply
                    : body[0] == '<' ? FailureKind.NotJson
                    : null;
                foreach (
                    var front in new[]
                    {
                        "",
                        "\uFEFF",
                        "\uFEFF\uFEFF",
                        new string('\n', 2_000),
                        new string('\n', 5_000),
                    }
                )
                {
                    data.Add(front + body, kind);
                    data.Add("\uFEFF" + front + body, kind);
                }
            }

            data.Add($"[{reply} {reply}]", FailureKind.NotJson);
            data.Add($"[{reply}{reply}]", FailureKind.NotJson);
            data.Add($"[{reply},]", FailureKind.NotJson);
            data.Add($"[{reply}],", FailureKind.NotJson);
            data.Add($"[{reply}", FailureKind.TruncatedReply);
            data.Add($"[{reply},", FailureKind.TruncatedReply);
            data.Add($"[{reply}, tru", FailureKind.TruncatedReply);
            data.Add($"[{reply},{reply[..^9]}", FailureKind.TruncatedReply);
            data.Add($"data: \uFEFF{reply}\n\n", null);
            data.Add($"{reply}\n{reply}", FailureKind.OtherDialect);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Odd_beginnings_and_arrays_have_one_outcome(string body, FailureKind? kind)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        (ReplyOutcome.Classify(200, "application/json", bytes).Failure?.Kind).ShouldBe(kind);
        (ReplyDiagnosis.Diagnose(bytes, 200).Outcome.Failure?.Kind).ShouldBe(kind);
        foreach (var pieces in new[] { 1, 3, 700, int.MaxValue })
        {
            await OneOutcome.HoldsAsync(bytes, "application/json", pieces: pieces);
        }
    }

    [Fact]
    public async Task Pictures_whole_and_broken_have_one_outcome()
    {
        foreach (var (_, (bytes, _, _, _)) in SamplePictures.All)
        {
            foreach (var length in new[] { 0, 1, 5, 20, bytes.Length - 1, bytes.Length })
            {
                await OneOutcome.HoldsAsync(ReplyText.Reply(ReplyText.Image(bytes[..length])), "application/json");
            }

            var text = Convert.ToBase64String(bytes);
            foreach (var broken in new[] { text[..^1], text[..^3], text + "=", "!" + text, text[..8] + "\\u0000" })
            {
                await OneOutcome.HoldsAsync(
                    ReplyText.Reply($"{{\"inlineData\":{{\"data\":\"{broken}\"}}}}"),
                    "application/json"
                );
            }
        }
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("  ", "application/json")]
    [InlineData("<html><title>Busy</title></html>", "text/html")]
    [InlineData("busy", "text/plain")]
    [InlineData(
        "{\"error\":{\"code\":429,\"message\":\"slowly\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
        "application/json"
    )]
    [InlineData("[{\"error\":{\"code\":500}}]", "application/json")]
    [InlineData("[{\"error\":{\"code\":500}}", "application/json")]
    [InlineData("{}{}", "application/json")]
    [InlineData("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}]", "application/json")]
    [InlineData("{\"candidates\":null}", "application/json")]
    [InlineData("{\"error\":\"\\ud83c\"}", "application/json")]
    [InlineData("{\"error\":{\"code\":\"\\ud83c\",\"message\":\"half a banana: \\ud83c\"}}", "application/json")]
    [InlineData("{\"\\ud83c\":1,\"error\":{\"\\ud83c\":\"x\",\"message\":\"m\"}}", "application/json")]
    [InlineData("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}", "application/json")]
    [InlineData("data: {\"candidates\":[]}\n\n", "text/event-stream")]
    [InlineData("data: {\"candidates\":[]}\n\n", "application/json")]
    [InlineData("data: {\"candidates\":[\n\n", "text/event-stream")]
    [InlineData("data: {\"candidates\":[}\n\ndata: {}\n\n", "text/event-stream")]
    [InlineData("data: {\"candidates\":\ndata: []}\n\ndata: [DONE]\n\n", "text/event-stream")]
    [InlineData("data: {}\n\n{\"error\":{\"code\":503,\"message\":\"busy\"}}\n", "text/event-stream")]
    [InlineData("data: {\"error\":{\"code\":503,\"message\":\"busy\"}}\n\n", "text/event-stream")]
    [InlineData("data: {\"candidates\":[]}\n\ndata: \uFEFF[DONE]\n\n", "text/event-stream")]
    [InlineData("data: {}\n\ndata:\uFEFF\uFEFF [DONE] \n\ndata:\uFEFF\n\n", "text/event-stream")]
    [InlineData("data: \uFEFF[DONE]\n\n", "application/json")]
    [InlineData(": ping\n\n", "text/event-stream")]
    [InlineData("data: [DONE]\n\n", "text/event-stream")]
    [InlineData("\n\n", "text/event-stream")]
    [InlineData("", "text/event-stream")]
    public async Task Other_replies_have_one_outcome(string body, string contentType)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        await OneOutcome.HoldsAsync(bytes, contentType);
        await OneOutcome.HoldsAsync(bytes, contentType, "byte by byte", 1);
    }

    [Fact]
    public async Task Collected_replies_have_one_outcome()
    {
        var folders = new[] { TestSupport.TestData.Path("failures"), TestSupport.TestData.Path("recorded") };
        var count = 0;
        foreach (var file in folders.SelectMany(folder => Directory.GetFiles(folder)))
        {
            if (file.EndsWith(".md", StringComparison.Ordinal) || file.Contains(".meta.", StringComparison.Ordinal))
            {
                continue;
            }

            var type = Path.GetExtension(file) switch
            {
                ".json" => "application/json",
                ".html" => "text/html",
                _ => "text/event-stream",
            };
            await OneOutcome.HoldsAsync(
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken),
                type,
                file
            );
            count++;
        }

        count.ShouldBeGreaterThan(100);
    }
}
