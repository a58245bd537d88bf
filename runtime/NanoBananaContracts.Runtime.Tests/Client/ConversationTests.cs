using System.Text.Json;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

public sealed class ConversationTests
{
    // Escapes, white space and an unknown field: everything that rewriting would change.
    internal static readonly string FirstReply =
        """{"candidates":[{"content":{"role":"model","parts":[{"text":"thinking","thought":true},{"inlineData":{"mimeType":"image/png","data":"""
        + "\""
        + Convert.ToBase64String(SamplePictures.Png(4, 3)).Replace("/", "\\/", StringComparison.Ordinal)
        + "\""
        + """},"thoughtSignature":"c2ln\/bmF0dXJl","future":{"a":[1]}}]},"finishReason":"STOP"}]}""";

    [Fact]
    public async Task The_models_turn_goes_back_exactly_as_it_came()
    {
        var handler = new StubHandler(StubHandler.Reply(200, FirstReply));
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(client);

        await conversation.SendAsync("A red fox", TestContext.Current.CancellationToken);
        await conversation.SendAsync("Now at night", TestContext.Current.CancellationToken);

        var sent = JsonDocument.Parse(handler.Sent[1].Body).RootElement.GetProperty("contents");
        sent.GetArrayLength().ShouldBe(3);
        sent[0].GetProperty("parts")[0].GetProperty("text").GetString().ShouldBe("A red fox");
        sent[1].GetProperty("role").GetString().ShouldBe("model");
        var came = JsonDocument.Parse(FirstReply).RootElement.GetProperty("candidates")[0].GetProperty("content");
        JsonElement.DeepEquals(sent[1], came).ShouldBeTrue();
        handler.Sent[1].Body.ShouldContain("\"thoughtSignature\":\"c2ln\\/bmF0dXJl\"");
        sent[2].GetProperty("parts")[0].GetProperty("text").GetString().ShouldBe("Now at night");
        conversation.History.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_history_that_was_handed_out_is_not_the_one_that_is_kept()
    {
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, FirstReply)));
        var conversation = new Conversation(client);
        await conversation.SendAsync("A red fox", TestContext.Current.CancellationToken);

        var history = conversation.History;
        await conversation.SendAsync("Now at night", TestContext.Current.CancellationToken);

        history.Count.ShouldBe(2);
        conversation.History.Count.ShouldBe(4);
        (history is IList<Content> { IsReadOnly: false }).ShouldBeFalse();
    }

    [Fact]
    public async Task A_turn_that_fails_leaves_no_trace()
    {
        var handler = new StubHandler(
            StubHandler.Reply(200, FirstReply),
            StubHandler.Reply(200, """{"promptFeedback":{"blockReason":"SAFETY"}}""")
        );
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(client);
        await conversation.SendAsync("A red fox", TestContext.Current.CancellationToken);

        await conversation.SendAsync("Something else", TestContext.Current.CancellationToken).FailureOf();

        conversation.History.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_reply_without_a_role_is_the_models()
    {
        var handler = new StubHandler(
            StubHandler.Reply(200, FirstReply.Replace("\"role\":\"model\",", "", StringComparison.Ordinal))
        );
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(client);

        await conversation.SendAsync("A red fox", TestContext.Current.CancellationToken);

        conversation.History[1].Role.ShouldBe(Role.Model);
    }

    [Fact]
    public async Task Shape_and_size_can_change_on_the_way_and_images_can_be_given()
    {
        var handler = new StubHandler(StubHandler.Reply(200, FirstReply));
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(
            client,
            new() { Contents = default, GenerationConfig = GenerationConfig.ForImage(AspectRatio.Ratio1x1) }
        );

        await conversation.SendAsync(
            "This fox, redder",
            [Part.FromImage(SamplePictures.Jpeg(8, 8))],
            TestContext.Current.CancellationToken
        );
        conversation.Template = conversation.Template with
        {
            GenerationConfig = GenerationConfig.ForImage(AspectRatio.Ratio16x9, ImageSize.Size4K),
        };
        await conversation.SendAsync("Wider", TestContext.Current.CancellationToken);

        handler.Sent[0].Body.ShouldContain("image/jpeg");
        handler.Sent[0].Body.ShouldContain("\"1:1\"");
        handler.Sent[1].Body.ShouldContain("\"16:9\"");
        handler.Sent[1].Body.ShouldContain("\"4K\"");
    }

    [Fact]
    public async Task A_streamed_turn_can_be_kept()
    {
        var handler = new StubHandler(
            StubHandler.Reply(200, $"data: {FirstReply}\n\n", "text/event-stream"),
            StubHandler.Reply(200, FirstReply)
        );
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(client);
        var turn = Content.User("A red fox");
        var pieces = new System.Collections.Generic.List<GenerateContentResponse>();
        await foreach (
            var piece in client.StreamGenerateContentAsync(
                conversation.Next(turn),
                TestContext.Current.CancellationToken
            )
        )
        {
            pieces.Add(piece);
        }

        conversation.Append(turn, GenerateContentResponse.Assemble(pieces));
        await conversation.SendAsync("Now at night", TestContext.Current.CancellationToken);

        handler.Sent[1].Body.ShouldContain("\"thoughtSignature\":\"c2ln\\/bmF0dXJl\"");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_back_is_kept_so_that_the_answer_does_not_go_out_alone(bool streamed)
    {
        const string Question =
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"Which colour?","thoughtSignature":"c2ln"}]},"finishReason":"STOP"}]}""";
        var handler = new StubHandler(
            streamed
                ? StubHandler.Reply(200, $"data: {Question}\n\n", "text/event-stream")
                : StubHandler.Reply(200, Question),
            StubHandler.Reply(200, FirstReply)
        );
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(client);
        var token = TestContext.Current.CancellationToken;

        var failure = await (
            streamed
                ? (Task)conversation.StreamAsync("A fox", token).ToReplyAsync(null, token)
                : conversation.SendAsync("A fox", token)
        ).FailureOf();
        await conversation.SendAsync("red", token);

        failure.Kind.ShouldBe(FailureKind.TextInsteadOfImage);
        handler.Sent[1].Body.ShouldContain("A fox");
        handler.Sent[1].Body.ShouldContain("Which colour?");
        handler.Sent[1].Body.ShouldContain("c2ln");
        conversation.History.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("Do you mean this: https://example.com/photo.png?", true)]
    [InlineData("![fox](https://files.example/fox)", true)]
    [InlineData("![fox](data:image/png;base64,", false)]
    public async Task Words_with_a_link_are_kept_and_a_picture_among_words_is_not(string words, bool isKept)
    {
        if (!isKept)
        {
            words += new string('A', 200) + ")";
        }

        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                $$"""{"candidates":[{"content":{"role":"model","parts":[{"text":"{{words}}"}]},"finishReason":"STOP"}]}"""
            )
        );
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(client);

        var failure = await conversation.SendAsync("A fox", TestContext.Current.CancellationToken).FailureOf();

        failure.Kind.ShouldBe(FailureKind.ImageInText);
        failure.ProviderMessage.ShouldBe(words);
        conversation.History.Count.ShouldBe(isKept ? 2 : 0);
        failure.WhatHappened.Contains(words, StringComparison.Ordinal).ShouldBe(isKept);
    }

    [Fact]
    public async Task A_refusal_is_not_kept()
    {
        var handler = new StubHandler(
            StubHandler.Reply(200, """{"promptFeedback":{"blockReason":"SAFETY"}}"""),
            StubHandler.Reply(200, FirstReply)
        );
        using var client = TestClient.Create(handler);
        var conversation = new Conversation(client);

        await conversation.SendAsync("A fox", TestContext.Current.CancellationToken).FailureOf();

        conversation.History.ShouldBeEmpty();
    }

    [Fact]
    public void A_reply_without_content_cannot_be_kept()
    {
        using var client = TestClient.Create(new StubHandler(StubHandler.Hang));

        Should.Throw<ArgumentException>(() =>
            new Conversation(client).Append(Content.User("x"), GenerateContentResponse.Parse("{}"))
        );
    }

    [Fact]
    public async Task An_input_image_is_told_by_its_bytes_from_memory_stream_and_file()
    {
        foreach (var (bytes, format, _, _) in SamplePictures.All.Values)
        {
            Part.FromImage(bytes).InlineData!.MimeType.ShouldBe(format.MediaType());
            var part = await Part.FromImageAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
            part.InlineData!.Data!.Value.ToArray().ShouldBe(bytes);
        }

        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".txt");
        await File.WriteAllBytesAsync(path, SamplePictures.Png(2, 2), TestContext.Current.CancellationToken);
        try
        {
            (await Part.FromImageFileAsync(path, TestContext.Current.CancellationToken)).InlineData!.MimeType.ShouldBe(
                "image/png"
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_input_image_that_is_none_or_cut_is_refused()
    {
        Should.Throw<NanoBananaException>(() => Part.FromImage([])).Kind.ShouldBe(FailureKind.InvalidInputImage);
        Should
            .Throw<NanoBananaException>(() => Part.FromImage("no image"u8))
            .Kind.ShouldBe(FailureKind.InvalidInputImage);
        Should
            .Throw<NanoBananaException>(() => Part.FromImage(SamplePictures.Png(4, 3).AsSpan()[..40]))
            .Message.ShouldContain("ends at byte 40");
    }

    [Fact]
    public async Task A_generated_image_can_be_given_without_being_decoded()
    {
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, FirstReply)));
        var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        Part.FromImage(reply.FinalImage).InlineData!.Data.ShouldBe(reply.FinalImage.Data);
        reply.Response.Candidates.Single().Content!.Parts.Count.ShouldBe(2);
    }
}
