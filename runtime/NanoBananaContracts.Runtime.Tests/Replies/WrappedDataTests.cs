using System.Text;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Picture data with something around it, or in another form than Base64, at every door.</summary>
public sealed class WrappedDataTests
{
    private static readonly string Png = Convert.ToBase64String(SamplePictures.Png(4, 3));

    [Theory]
    [InlineData("data:image/png;base64,")]
    [InlineData("data:image\\/png;base64,")]
    [InlineData("data:;base64,")]
    [InlineData("data:image/svg+xml;charset=utf-8;base64,")]
    public async Task A_data_URL_is_a_picture(string prefix)
    {
        var body = Body($"\"{prefix}{Png}\"");
        for (var pieces = 1; pieces < 70; pieces++)
        {
            await OneOutcome.HoldsAsync(body, "application/json", prefix, pieces);
        }

        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, Encoding.UTF8.GetString(body))));
        var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
        using var saved = new MemoryStream();
        await client.SaveImageAsync(TestClient.Request, saved, null, TestContext.Current.CancellationToken);

        reply.FinalImage.ToArray().ShouldBe(SamplePictures.Png(4, 3));
        saved.ToArray().ShouldBe(SamplePictures.Png(4, 3));
        Encoding
            .ASCII.GetString(Part.FromImage(reply.FinalImage).InlineData!.Data!.Value.EncodedText.Span)
            .ShouldBe(Png);
        // What goes back as history is as it came.
        reply.Response.ToJson().ShouldContain("data:");
    }

    [Theory]
    [InlineData("\"b'iVBORw0KGgo='\"", "Python")]
    [InlineData("[137,80,78,71,13,10,26,10]", "an array of numbers")]
    [InlineData("{\"type\":\"Buffer\",\"data\":[137,80,78,71]}", "Buffer")]
    [InlineData("\"<Buffer 89 50 4e 47>\"", "Node")]
    [InlineData("\"data:image/png,iVBO\"", "data URL")]
    [InlineData("\"[object Object]\"", "JavaScript")]
    [InlineData("\"System.Byte[]\"", ".NET")]
    [InlineData("\"https://files.example/fox.png\"", "an address")]
    public async Task Another_form_is_named_and_not_asked_for_again(string data, string name)
    {
        var body = Body(data);
        var failure = ReplyOutcome.Classify(200, null, body).Failure!;

        failure.Kind.ShouldBe(FailureKind.CorruptBase64);
        failure.WhatHappened.ShouldContain(name);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        failure.Cure.ShouldContain("Asking again gives the same");
        await OneOutcome.HoldsAsync(body, "application/json");
        await OneOutcome.HoldsAsync(body, "application/json", name, 1);

        var handler = new StubHandler(StubHandler.Reply(200, Encoding.UTF8.GetString(body)));
        using var client = TestClient.Create(handler, options => options with { MaxBilledAttempts = 3 });
        var saving = await client
            .SaveImageAsync(TestClient.Request, new MemoryStream(), null, TestContext.Current.CancellationToken)
            .FailureOf();
        saving.WhatHappened.ShouldBe(failure.WhatHappened);
        saving.RetryAdvice.ShouldBe(RetryAdvice.Never);
        handler.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("data:image/png;base64,iV*O", FailureKind.CorruptBase64, RetryAdvice.MayBillTwice)]
    [InlineData("data:image/png;base64,iVBORw0KGgoAA", FailureKind.TruncatedBase64, RetryAdvice.MayBillTwice)]
    [InlineData("data:image/png;base64,", FailureKind.EmptyImage, RetryAdvice.MayBillTwice)]
    [InlineData("iVBO*", FailureKind.CorruptBase64, RetryAdvice.MayBillTwice)]
    [InlineData("data", FailureKind.UnrecognizedImage, RetryAdvice.Never)]
    [InlineData("dat", FailureKind.TruncatedBase64, RetryAdvice.MayBillTwice)]
    public async Task What_is_damaged_behind_the_prefix_is_damaged(string data, FailureKind kind, RetryAdvice advice)
    {
        var body = Body($"\"{data}\"");
        var failure = ReplyOutcome.Classify(200, null, body).Failure!;

        failure.Kind.ShouldBe(kind, failure.Message);
        failure.RetryAdvice.ShouldBe(advice);
        for (var pieces = 1; pieces < 30; pieces++)
        {
            await OneOutcome.HoldsAsync(body, "application/json", data, pieces);
        }
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"type\":\"Buffer\",\"data\":[", "]}")]
    [InlineData("[\"x\",[1,{\"a\":[2]}],", "]")]
    public async Task A_picture_in_numbers_is_named_however_large_it_is(string front, string end)
    {
        var numbers = string.Join(',', Enumerable.Repeat("137, 80", 700_000));
        foreach (var rest in new[] { end, "", "x" + end })
        {
            var body = Body(front + numbers + rest);

            ReplyOutcome
                .Classify(200, null, body)
                .Failure!.Kind.ShouldBe(rest == end ? FailureKind.CorruptBase64 : FailureKind.NotJson);
            await OneOutcome.HoldsAsync(body, "application/json", front);
        }
    }

    [Fact]
    public async Task An_image_by_address_alone_is_one_outcome_with_its_address()
    {
        var body = ReplyText.Reply("""{"fileData":{"mimeType":"image/png","fileUri":"gs://bucket/fox.png"}}""");
        await OneOutcome.HoldsAsync(body, "application/json");
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, Encoding.UTF8.GetString(body))));
        var token = TestContext.Current.CancellationToken;
        NanoBananaException[] failures =
        [
            await client.GenerateContentAsync(TestClient.Request, token).FailureOf(),
            await client.SaveImageAsync(TestClient.Request, new MemoryStream(), null, token).FailureOf(),
            await client.StreamGenerateContentAsync(TestClient.Request, token).ToReplyAsync(null, token).FailureOf(),
            ReplyDiagnosis.Diagnose(body).Outcome.Failure!,
        ];

        foreach (var failure in failures)
        {
            failure.Kind.ShouldBe(FailureKind.ImageInText);
            failure.Message.ShouldContain("gs://bucket/fox.png");
            failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        }
    }

    [Fact]
    public async Task An_image_by_address_beside_one_in_the_reply_does_not_hide_it()
    {
        var body = ReplyText.Reply(
            """{"fileData":{"fileUri":"gs://bucket/fox.png"}}""",
            ReplyText.Image(SamplePictures.Png(4, 3))
        );

        ReplyOutcome.Classify(200, null, body).IsSuccess.ShouldBeTrue();
        await OneOutcome.HoldsAsync(body, "application/json");
    }

    private static byte[] Body(string data) =>
        ReplyText.Reply($"{{\"inlineData\":{{\"mimeType\":\"image/png\",\"data\":{data}}}}}");
}
