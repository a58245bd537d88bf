using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using NanoBananaContracts.Extensions.AI;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>What an application's tests do without a service, through the public surface alone.</summary>
public sealed class FakedClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_application_is_tested_with_a_client_that_sends_nothing()
    {
        var fake = new FoxClient();
        var services = new ServiceCollection();
        services.AddSingleton<NanoBananaClient>(fake);
        services.AddNanoBananaImageGenerator();
        await using var provider = services.BuildServiceProvider();

        var response = await provider
            .GetRequiredService<IImageGenerator>()
            .GenerateImagesAsync("A red fox", new() { Count = 2 }, Token);
        var conversation = new Conversation(provider.GetRequiredService<NanoBananaClient>());
        await conversation.SendAsync("A red fox", Token);
        var night = await conversation.SendAsync("The same, at night", Token);
        var streamed = await fake.StreamGenerateContentAsync(TestClient.Request, Token)
            .ToReplyAsync(cancellationToken: Token);

        response.Contents.OfType<DataContent>().Count().ShouldBe(2);
        conversation.History.Count.ShouldBe(4);
        (night.Text, night.FinalImage.Format, night.FinalImage.IsWhole).ShouldBe(
            ("Here is a fox.", ImageFileFormat.Png, true)
        );
        (night.PriceUsd, night.CostUsd, night.Elapsed, night.Attempts, night.RequestId).ShouldBe(
            (0.058m, 0.06m, TimeSpan.FromSeconds(20), 2, "q-1")
        );
        (streamed.Text, streamed.FinalImage.Width).ShouldBe(("Here is a fox.", 1));
        fake.Requests.Count.ShouldBe(5);
        fake.ToString().ShouldBe("WisGate gemini-3.1-flash-image-preview at https://wisgate.ai");
    }

    [Fact]
    public async Task Failures_are_made_as_a_client_throws_them()
    {
        using var client = new FailingClient(
            NanoBananaModelFactory.Failure(
                FailureKind.RateLimited,
                statusCode: 429,
                retryAfter: TimeSpan.FromSeconds(7)
            )
        );

        var failure = await client.SaveImageAsync(TestClient.Request, "fox", Token).FailureOf();

        failure.Kind.ShouldBe(FailureKind.RateLimited);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Safe);
        (failure.StatusCode, failure.RetryAfter, failure.Attempts).ShouldBe((429, TimeSpan.FromSeconds(7), 1));
        failure.Cure.ShouldBe("Wait, then ask again; send fewer requests a minute.");
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            NanoBananaModelFactory.Failure(kind).HelpLink.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_call_that_a_fake_does_not_answer_says_so()
    {
        using var client = new FailingClient(NanoBananaModelFactory.Failure(FailureKind.Timeout));

        var thrown = await Should.ThrowAsync<NotSupportedException>(() =>
            client.GenerateContentAsync(TestClient.Request, Token)
        );
        await Should.ThrowAsync<NotSupportedException>(() =>
            client.StreamGenerateContentAsync(TestClient.Request, Token).ToReplyAsync(cancellationToken: Token)
        );
        await Should.ThrowAsync<NotSupportedException>(() =>
            client.SaveImageAsync(TestClient.Request, new MemoryStream(), cancellationToken: Token)
        );

        Should.Throw<NotSupportedException>(() => client.CheckRequest(TestClient.Request));

        thrown.Message.ShouldContain("NanoBananaModelFactory");
    }

    [Fact]
    public void Images_and_replies_may_be_what_no_service_sends()
    {
        var jpeg = SamplePictures.Jpeg(8, 6);
        var saved = NanoBananaModelFactory.Saved("fox.jpg", jpeg);
        var cut = NanoBananaModelFactory.Image(NanoBananaModelFactory.Png()[..40], isDraft: true);
        var words = NanoBananaModelFactory.Reply(images: [], text: "No.");
        var refused = NanoBananaModelFactory.Reply(
            new GenerateContentResponse { PromptFeedback = new() { BlockReason = BlockReason.Safety } }
        );

        (saved.Path, saved.Width, saved.Height, saved.Length).ShouldBe(("fox.jpg", 8, 6, jpeg.Length));
        (saved.MediaType, saved.Reply.Text, saved.Reply.StatusCode).ShouldBe(("image/jpeg", null, 200));
        (cut.IsDraft, cut.IsWhole, cut.DeclaredMediaType).ShouldBe((true, false, "image/png"));
        words.HasImage.ShouldBeFalse();
        Should.Throw<NanoBananaException>(() => words.FinalImage).Kind.ShouldBe(FailureKind.TextInsteadOfImage);
        Should.Throw<NanoBananaException>(() => refused.FinalImage).Kind.ShouldBe(FailureKind.PromptBlocked);
        PictureInspector.Inspect(NanoBananaModelFactory.Png()).IsWhole.ShouldBeTrue();
    }

    private sealed class FoxClient : NanoBananaClient
    {
        public List<GenerateContentRequest> Requests { get; } = [];

        public override Task<NanoBananaReply> GenerateContentAsync(
            GenerateContentRequest request,
            CancellationToken cancellationToken = default
        )
        {
            Requests.Add(request);
            return Task.FromResult(
                NanoBananaModelFactory.Reply(
                    text: "Here is a fox.",
                    priceUsd: 0.058m,
                    costUsd: 0.06m,
                    elapsed: TimeSpan.FromSeconds(20),
                    attempts: 2,
                    requestId: "q-1"
                )
            );
        }

        public override async IAsyncEnumerable<GenerateContentResponse> StreamGenerateContentAsync(
            GenerateContentRequest request,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
        )
        {
            Requests.Add(request);
            yield return NanoBananaModelFactory.Response(images: [], text: "Here is ", isLast: false);
            await Task.Yield();
            yield return NanoBananaModelFactory.Response(text: "a fox.");
        }
    }

    private sealed class FailingClient(NanoBananaException failure) : NanoBananaClient
    {
        public override Task<SavedImage> SaveImageAsync(
            GenerateContentRequest request,
            string path,
            CancellationToken cancellationToken = default
        ) => Task.FromException<SavedImage>(failure);
    }
}
