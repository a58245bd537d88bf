using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>From the pieces of a streamed reply to its final image.</summary>
public sealed class StreamedReplyTests
{
    private static readonly byte[] Draft = SamplePictures.Png(2, 2);
    private static readonly byte[] Result = SamplePictures.Png(4, 3);

    private static string Text => """{"candidates":[{"content":{"parts":[{"text":"A fox."}]}}]}""";

    private static string End => """{"candidates":[{"finishReason":"STOP"}],"responseId":"r"}""";

    [Theory]
    [InlineData("result", "draft")] // the draft comes last, and is none the less a draft
    [InlineData("draft", "result")]
    [InlineData("unflagged draft", "result")] // no flags: the last one
    [InlineData("draft", "text")] // there is no other
    public async Task The_final_image_is_the_one_of_a_whole_reply(string first, string second)
    {
        string[] bodies = [Image(first), Image(second), End];
        using var client = Client(bodies);

        var reply = await client
            .StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .ToReplyAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var expected = second == "text" ? Draft : Result;
        reply.FinalImage.ToArray().ShouldBe(expected);
        reply.FinalImage.IsWhole.ShouldBeTrue();
        reply.Text.ShouldBe(second == "text" ? "A fox." : null);
        reply.RequestId.ShouldBe("r");
        reply.StatusCode.ShouldBe(200);
        reply.Drafts.Count.ShouldBe((first == "draft" ? 1 : 0) + (second == "draft" ? 1 : 0));
        var pieces = bodies.Select(body => GenerateContentResponse.Parse(body)).ToList();
        NanoBananaReply.FromPieces(pieces).FinalImage.ToArray().ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, 1.0)]
    [InlineData("flex", 0.5)]
    [InlineData("priority", null)] // it has no one price
    public async Task What_is_known_of_the_call_is_known_of_its_pieces_together(string? tier, double? factor)
    {
        using var client = Client(
            message =>
            {
                message.Headers.Add("x-request-id", "from the header");
                if (tier is not null)
                {
                    message.Headers.Add("x-gemini-service-tier", tier);
                }
            },
            options => options with { Provider = ProviderInfo.Google },
            Image("result"),
            End
        );

        var reply = await client
            .StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .ToReplyAsync(cancellationToken: TestContext.Current.CancellationToken);

        reply.PriceUsd.ShouldBe(factor is { } part ? 0.0336m * (decimal)part : null);
        reply.RequestId.ShouldBe("from the header");
        reply.Elapsed.ShouldBeGreaterThan(TimeSpan.Zero);
        reply.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Pieces_of_two_calls_or_copies_of_them_are_no_calls_own()
    {
        using var client = Client(
            null,
            options => options with { Provider = ProviderInfo.Google },
            Image("result"),
            End
        );
        var first = await PiecesAsync(client);
        var second = await PiecesAsync(client);

        NanoBananaReply.FromPieces(first).PriceUsd.ShouldBe(0.0336m);
        NanoBananaReply.FromPieces([first[0], second[1]]).PriceUsd.ShouldBeNull();
        NanoBananaReply.FromPieces(first.Select(piece => piece with { })).PriceUsd.ShouldBeNull();
    }

    [Fact]
    public async Task A_failure_of_the_pieces_of_a_call_is_free_of_its_key_whatever_its_shape()
    {
        const string Key = "like-no-other-key.17";
        var refusal = $$"""{"candidates":[{"finishReason":"IMAGE_SAFETY","finishMessage":"{{Key}} is yours."}]}""";
        using var client = Client(null, options => options with { ApiKey = Key }, Image("result"), refusal);
        var pieces = await PiecesAsync(client);

        var failure = Should.Throw<NanoBananaException>(() => NanoBananaReply.FromPieces([pieces[1]]));

        failure.Kind.ShouldBe(FailureKind.ImageRefused);
        failure.Attempts.ShouldBe(1);
        failure.ToString().ShouldNotContain(Key);
        failure.ProviderMessage.ShouldBe("[API key] is yours.");
    }

    [Fact]
    public void Pieces_that_are_not_all_are_a_cut_reply() =>
        Should
            .Throw<NanoBananaException>(() => NanoBananaReply.FromPieces([GenerateContentResponse.Parse(Text)]))
            .Kind.ShouldBe(FailureKind.TruncatedReply);

    [Fact]
    public void Text_is_enough_where_no_image_was_asked_for()
    {
        List<GenerateContentResponse> pieces =
        [
            GenerateContentResponse.Parse(Text),
            GenerateContentResponse.Parse(End),
        ];
        Should
            .Throw<NanoBananaException>(() => NanoBananaReply.FromPieces(pieces))
            .Kind.ShouldBe(FailureKind.TextInsteadOfImage);

        var request = TestClient.Request with
        {
            GenerationConfig = new() { ResponseModalities = [ResponseModality.Text] },
        };
        var reply = NanoBananaReply.FromPieces(pieces, request);
        reply.HasImage.ShouldBeFalse();
        reply.Text.ShouldBe("A fox.");
    }

    [Fact]
    public async Task Nothing_is_no_reply()
    {
        Should.Throw<ArgumentException>(() => NanoBananaReply.FromPieces([])).ParamName.ShouldBe("pieces");
        Should.Throw<ArgumentNullException>(() => NanoBananaReply.FromPieces(null!));
        await Should.ThrowAsync<ArgumentNullException>(() =>
            ((IAsyncEnumerable<GenerateContentResponse>)null!).ToReplyAsync(
                cancellationToken: TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task A_streamed_turn_is_kept_when_it_is_over()
    {
        using var client = Client(Text, Image("result"), End);
        var conversation = new Conversation(client);

        var reply = await conversation
            .StreamAsync("A red fox", TestContext.Current.CancellationToken)
            .ToReplyAsync(cancellationToken: TestContext.Current.CancellationToken);

        reply.FinalImage.ToArray().ShouldBe(Result);
        conversation.History.Select(turn => turn.Role).ShouldBe([Role.User, Role.Model]);
        conversation.History[1].Parts.Count.ShouldBe(2);
        conversation.History[1].Parts[1].ThoughtSignature!.Value.ToArray().ShouldBe("sig"u8.ToArray());
    }

    [Fact]
    public async Task A_streamed_turn_that_is_left_or_fails_is_not_kept()
    {
        using var left = Client(Text, Image("result"), End);
        var conversation = new Conversation(left);
        await foreach (
            var _ in conversation.StreamAsync(Content.User("A red fox"), TestContext.Current.CancellationToken)
        )
        {
            break;
        }

        conversation.History.ShouldBeEmpty();

        // Words alone that are over are a question back, which ConversationTests has; these break off.
        using var failing = Client(Text);
        conversation = new Conversation(failing);
        var failure = await conversation
            .StreamAsync("A red fox", TestContext.Current.CancellationToken)
            .ToReplyAsync(cancellationToken: TestContext.Current.CancellationToken)
            .FailureOf();
        failure.Kind.ShouldBe(FailureKind.TruncatedReply);
        conversation.History.ShouldBeEmpty();
    }

    private static async Task<List<GenerateContentResponse>> PiecesAsync(NanoBananaClient client)
    {
        var pieces = new List<GenerateContentResponse>();
        await foreach (
            var piece in client.StreamGenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        )
        {
            pieces.Add(piece);
        }

        return pieces;
    }

    private static NanoBananaClient Client(params string[] events) => Client(null, null, events);

    private static NanoBananaClient Client(
        Action<HttpResponseMessage>? change,
        Func<NanoBananaOptions, NanoBananaOptions>? options,
        params string[] events
    ) =>
        TestClient.Create(
            new StubHandler(
                StubHandler.Reply(
                    200,
                    string.Concat(events.Select(body => $"data: {body}\r\n\r\n")),
                    "text/event-stream",
                    change
                )
            ),
            options
        );

    private static string Image(string kind) =>
        kind switch
        {
            "result" => Piece(Result, "false"),
            "draft" => Piece(Draft, "true"),
            "unflagged draft" => Piece(Draft, "false"),
            _ => Text,
        };

    private static string Piece(byte[] image, string thought) =>
        $$$"""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(image)}}}"},"thought":{{{thought}}},"thoughtSignature":"c2ln"}]}}]}""";
}
