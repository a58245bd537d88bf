using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using NanoBananaContracts.Http;
using NanoBananaContracts.Runtime.Tests.Pictures;
using NanoBananaContracts.Runtime.Tests.Streaming;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Runtime.Tests.Saving;

/// <summary>A reply is the same, read on its way to a file and read as a whole.</summary>
public sealed class StreamingAndTypedTests
{
    [Fact]
    public void Random_replies_have_one_outcome() =>
        Prop.ForAll<byte[], int>(
                (tape, cut) =>
                {
                    var body = ReplyTape.Make(tape);
                    var length = cut % 3 == 0 ? (int)((uint)cut % (body.Length + 1)) : body.Length;
                    HaveOneOutcome(body[..length], "application/json").GetAwaiter().GetResult();
                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(300));

    [Fact]
    public async Task Pictures_whole_and_broken_have_one_outcome()
    {
        foreach (var (_, (bytes, _, _, _)) in SamplePictures.All)
        {
            foreach (var length in new[] { 0, 1, 5, 20, bytes.Length - 1, bytes.Length })
            {
                await HaveOneOutcome(ReplyText.Reply(ReplyText.Image(bytes[..length])), "application/json");
            }

            var text = Convert.ToBase64String(bytes);
            foreach (var broken in new[] { text[..^1], text[..^3], text + "=", "!" + text, text[..8] + "\\u0000" })
            {
                await HaveOneOutcome(
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
    [InlineData("{}{}", "application/json")]
    [InlineData("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}]", "application/json")]
    [InlineData("{\"candidates\":null}", "application/json")]
    [InlineData("{\"error\":\"\\ud83c\"}", "application/json")]
    [InlineData("{\"error\":{\"code\":\"\\ud83c\",\"message\":\"half a banana: \\ud83c\"}}", "application/json")]
    [InlineData("{\"\\ud83c\":1,\"error\":{\"\\ud83c\":\"x\",\"message\":\"m\"}}", "application/json")]
    [InlineData("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}", "application/json")]
    [InlineData("data: {\"candidates\":[]}\n\n", "text/event-stream")]
    public Task Other_replies_have_one_outcome(string body, string contentType) =>
        HaveOneOutcome(System.Text.Encoding.UTF8.GetBytes(body), contentType);

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
            await HaveOneOutcome(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), type, file);
            count++;
        }

        count.ShouldBeGreaterThan(100);
    }

    private static async Task HaveOneOutcome(byte[] body, string contentType, string? name = null)
    {
        var typed = ReplyOutcome.Classify(200, contentType, body);
        using var clock = new CallClock(
            TimeProvider.System,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromMinutes(1),
            CancellationToken.None
        );
        using var message = new HttpResponseMessage { Content = new ByteArrayContent(body.ToArray()) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var reply = await HttpReply.OpenAsync(message, clock, long.MaxValue, long.MaxValue, clock.Token);
        var sinks = new List<MemoryStream>();
        using var arriving = new ArrivingReply(
            _ =>
            {
                sinks.Add(new MemoryStream());
                return new StreamSink(sinks[^1]);
            },
            progress: null
        );
        var streamed = await arriving.ReadAsync(reply, new FailureContext(), clock.Token);
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: typed {typed.Failure?.Message}, streamed {streamed.Failure?.Message}"
        );
        (streamed.Failure?.Kind).ShouldBe(typed.Failure?.Kind, what);
        streamed.Form.ShouldBe(typed.Form, what);
        if (typed.Failure is null && ReplyImages.Of(typed.Response!).Final is { } final)
        {
            var image = await arriving.TakeAsync(ReplyImages.Of(streamed.Response!).Final!.InlineData!, clock.Token);
            image.Verdict.Inspection.ShouldBe(PictureInspector.Inspect(final.InlineData!.Data!.Value), what);
            image.Length.ShouldBe(final.InlineData.Data.Value.ToArray().Length, what);
        }
    }
}
