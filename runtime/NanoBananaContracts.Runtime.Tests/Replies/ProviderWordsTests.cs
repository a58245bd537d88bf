using System.Text;
using System.Text.Json;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>The words of providers and gateways that say more than the status they come with.</summary>
public sealed class ProviderWordsTests
{
    [Theory]
    [InlineData(429, "Your project has exceeded its spending cap.", "", FailureKind.QuotaExhausted)]
    [InlineData(
        429,
        "Budget has been exceeded! Current cost: 2",
        "\"type\":\"budget_exceeded\"",
        FailureKind.QuotaExhausted
    )]
    [InlineData(400, "Budget over.", "\"type\":\"budget_exceeded\",\"code\":\"400\"", FailureKind.QuotaExhausted)]
    [InlineData(400, "Filtered.", "\"code\":\"content_filter\"", FailureKind.PromptBlocked)]
    [InlineData(403, "user [1] quota [2] preConsumedQuota [3] is not enough", "", FailureKind.QuotaExhausted)]
    [InlineData(500, "user [1] quota [2] preConsumedQuota [3] is not enough", "", FailureKind.QuotaExhausted)]
    [InlineData(200, "用户额度不足", "", FailureKind.QuotaExhausted)]
    [InlineData(403, "x", "\"code\":\"entitlement_required\"", FailureKind.QuotaExhausted)]
    [InlineData(429, "x", "\"code\":\"entitlement_daily_limit_exceeded\"", FailureKind.QuotaExhausted)]
    [InlineData(500, "x", "\"code\":\"token_concurrency_limit_reached\"", FailureKind.RateLimited)]
    [InlineData(401, "x", "\"code\":\"access_denied\"", FailureKind.PermissionDenied)]
    [InlineData(500, "x", "\"code\":\"get_channel_failed\"", FailureKind.ModelNotFound)]
    [InlineData(500, "x", "\"code\":\"channel:invalid_key\"", FailureKind.ErrorReply)]
    [InlineData(500, "x", "\"code\":\"channel:response_time_exceeded\"", FailureKind.Overloaded)]
    [InlineData(501, "Not done.", "\"status\":\"UNIMPLEMENTED\"", FailureKind.ErrorReply)]
    [InlineData(403, "Image generation is not available in your country", "", FailureKind.UnsupportedLocation)]
    [InlineData(400, "Image generation is not available in your country", "", FailureKind.UnsupportedLocation)]
    [InlineData(200, "Image generation is not available in your country", "", FailureKind.UnsupportedLocation)]
    public void Words_have_their_kind(int status, string message, string more, FailureKind kind) =>
        Fail(status, message, more).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("Your project has exceeded its spending cap.", "")]
    [InlineData("Budget has been exceeded!", "")]
    [InlineData("x", "\"code\":\"budget_exceeded\"")]
    [InlineData("x", "\"type\":\"budget_exceeded\"")]
    public void What_somebody_capped_is_raised_by_somebody(string message, string more)
    {
        var failure = Fail(429, message, more);

        failure.Cure.ShouldContain("Raise the spending cap or the budget");
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
    }

    [Theory]
    [InlineData("Your API key was reported as leaked.", "", FailureKind.Unauthorized, "get another one")]
    [InlineData("Consumer has been suspended.", "CONSUMER_SUSPENDED", FailureKind.PermissionDenied, "is suspended")]
    [InlineData("Blocked.", "API_KEY_HTTP_REFERRER_BLOCKED", FailureKind.PermissionDenied, "HTTP referrers")]
    [InlineData("Blocked.", "API_KEY_IP_ADDRESS_BLOCKED", FailureKind.PermissionDenied, "IP addresses")]
    [InlineData("Blocked.", "API_KEY_SERVICE_BLOCKED", FailureKind.PermissionDenied, "other services")]
    [InlineData(
        "You do not have permission to access the File abc or it may not exist.",
        "",
        FailureKind.PermissionDenied,
        "upload it again"
    )]
    [InlineData("No.", "", FailureKind.PermissionDenied, "Enable the API")]
    public void A_refusal_has_its_own_cure(string message, string reason, FailureKind kind, string cure)
    {
        var failure = Fail(
            403,
            message,
            $"\"details\":[{{\"@type\":\"t/google.rpc.ErrorInfo\",\"reason\":\"{reason}\"}}]"
        );

        failure.Kind.ShouldBe(kind);
        failure.Cure.ShouldContain(cure);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
    }

    [Theory]
    [InlineData(403, "<html><title>Just a moment...</title></html>", "protection service")]
    [InlineData(501, "{\"error\":{\"code\":501,\"message\":\"Not done.\",\"status\":\"UNIMPLEMENTED\"}}", "Read")]
    public async Task What_comes_out_the_same_is_sent_once(int status, string body, string cure)
    {
        var handler = new StubHandler(StubHandler.Reply(status, body, "text/html"));
        using var client = TestClient.Create(handler, options => options with { RetryDelay = TimeSpan.Zero });

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        failure.Cure.ShouldContain(cure);
        handler.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("<img src=\\\"https://files.example/abc\\\">", FailureKind.ImageInText)]
    [InlineData("[Download](https://files.example/abc/content)", FailureKind.ImageInText)]
    [InlineData("Done: [the image](https://files.example/abc) for you.", FailureKind.ImageInText)]
    [InlineData("Done: [fox](/files/fox.png).", FailureKind.ImageInText)]
    [InlineData("![fox](/files/abc)", FailureKind.ImageInText)]
    [InlineData("/files/fox.webp", FailureKind.ImageInText)]
    [InlineData(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEklEQVR4nGP4DwcMcBaDAQBlYgmrAAAAAElFTkSuQmCC",
        FailureKind.ImageInText
    )]
    [InlineData("See [a source](https://en.example/wiki/Fox) for facts.", FailureKind.TextInsteadOfImage)]
    [InlineData("See https://en.example/wiki/Red_fox for facts.", FailureKind.TextInsteadOfImage)]
    [InlineData("An <img> has no address", FailureKind.TextInsteadOfImage)]
    [InlineData("Image generation is not available in your country.", FailureKind.UnsupportedLocation)]
    public async Task A_text_that_is_an_image_is_told_as_one(string text, FailureKind kind)
    {
        var body = ReplyText.Reply($"{{\"text\":\"{text}\"}}");

        ReplyOutcome.Classify(200, null, body).Failure!.Kind.ShouldBe(kind);
        await OneOutcome.HoldsAsync(body, "application/json");
    }

    [Theory]
    [InlineData("/files/fox.webp", "/files/fox.webp")]
    [InlineData("Here: /files/fox.png", "/files/fox.png")]
    [InlineData("Your image: https://cdn.x/y/fox.png", "https://cdn.x/y/fox.png")]
    [InlineData("I put it at https://cdn.x/y/fox.PNG?sig=1&e=2, enjoy.", "https://cdn.x/y/fox.PNG?sig=1&e=2")]
    [InlineData("Done.\nIt took a while.\n\n**https://cdn.x/fox.jpeg**\nBye.", "https://cdn.x/fox.jpeg")]
    [InlineData("Done (/files/fox.jpg).", "/files/fox.jpg")]
    [InlineData("<https://cdn.x/fox.webp>", "https://cdn.x/fox.webp")]
    [InlineData("image=http://cdn.x/fox.png", "http://cdn.x/fox.png")]
    [InlineData("\u56FE\u7247\uFF1Ahttps://cdn.x/fox.png\u3002", "https://cdn.x/fox.png")]
    [InlineData("https://en.example/Fox_(animal).png", "https://en.example/Fox_(animal).png")]
    [InlineData("I would call it fox.png", null)]
    [InlineData("Name it out/fox.png or fox.jpg.", null)]
    [InlineData("It ends in .png, / or .jpg", null)]
    [InlineData("See https://en.example/wiki/Red_fox for fox.png", null)]
    [InlineData("Whatever http says, fox.png", null)]
    public async Task A_bare_link_to_an_image_is_found_among_words_by_every_door(string text, string? link)
    {
        var kind = link is null ? FailureKind.TextInsteadOfImage : FailureKind.ImageInText;
        for (var cut = 0; cut <= text.Length; cut += 5)
        {
            var halves = new[] { text[..cut], text[cut..] }.Select(half =>
                $"{{\"candidates\":[{{\"content\":{{\"parts\":[{{\"text\":{JsonSerializer.Serialize(half)}}}]}},\"index\":0"
            );
            var stream = $"data: {halves.First()}}}]}}\n\ndata: {halves.Last()},\"finishReason\":\"STOP\"}}]}}\n\n";
            var whole = ReplyText.Reply($"{{\"text\":{JsonSerializer.Serialize(text)}}}");
            foreach (
                var (body, type) in new[]
                {
                    (whole, "application/json"),
                    (Encoding.UTF8.GetBytes(stream), "text/event-stream"),
                }
            )
            {
                var failure = ReplyOutcome.Classify(200, type, body).Failure!;

                failure.Kind.ShouldBe(kind, failure.Message);
                failure.WhatHappened.ShouldContain(link ?? "");
                await OneOutcome.HoldsAsync(body, type, text, 7);
            }
        }
    }

    [Fact]
    public async Task A_gzip_header_on_plain_JSON_is_read_as_what_it_is()
    {
        foreach (var pieces in new[] { 1, 2, 3, int.MaxValue })
        {
            var handler = new StubHandler(
                StubHandler.Reply(
                    200,
                    () =>
                        new StreamContent(
                            new OneOutcome.PiecewiseStream(Encoding.UTF8.GetBytes(TestClient.ImageReply()), pieces)
                        ),
                    change: message => message.Content.Headers.ContentEncoding.Add("gzip")
                )
            );
            using var client = TestClient.Create(handler);

            var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

            reply.FinalImage.Width.ShouldBe(4);
        }
    }

    [Theory]
    [InlineData(": PING\n\n", null)]
    [InlineData(": PING\r\n: PING\r\n\r\n", null)]
    [InlineData(":\n", null)]
    [InlineData("", null)]
    public async Task Comments_before_JSON_are_passed_over(string front, FailureKind? kind)
    {
        foreach (
            var body in new[]
            {
                front + TestClient.ImageReply(),
                front + "[" + TestClient.ImageReply() + "]",
                front + "data: " + TestClient.ImageReply().ReplaceLineEndings("") + "\n\n",
            }
        )
        {
            var bytes = Encoding.UTF8.GetBytes(body);
            (ReplyOutcome.Classify(200, "application/json", bytes).Failure?.Kind).ShouldBe(kind);
            await OneOutcome.HoldsAsync(bytes, "application/json");
            await OneOutcome.HoldsAsync(bytes, "application/json", front, 1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_that_breaks_off_keeps_the_status_it_came_with(bool streamed)
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                () =>
                    new StreamContent(
                        new SegmentStream(
                            [
                                [1],
                            ],
                            () => throw new IOException("reset")
                        )
                    ),
                change: message => message.Headers.Add("x-request-id", "r-7")
            )
        );
        using var client = TestClient.Create(handler);
        var token = TestContext.Current.CancellationToken;
        var failure = await (
            streamed
                ? (Task)client.StreamGenerateContentAsync(TestClient.Request, token).ToReplyAsync(null, token)
                : client.GenerateContentAsync(TestClient.Request, token)
        ).FailureOf();

        failure.Kind.ShouldBe(FailureKind.ConnectionLost);
        failure.StatusCode.ShouldBe(200);
        failure.RequestId.ShouldBe("r-7");
    }

    private static NanoBananaException Fail(int status, string message, string more) =>
        ReplyOutcome
            .Classify(
                status,
                "application/json",
                Encoding.UTF8.GetBytes(
                    $"{{\"error\":{{\"message\":\"{message}\"{(more.Length > 0 ? "," + more : "")}}}}}"
                )
            )
            .Failure!;
}
