using System.Net;
using System.Net.Sockets;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

public sealed class ClientTests
{
    [Fact]
    public async Task A_reply_has_its_image_text_price_and_time()
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                TestClient.ImageReply(),
                change: message => message.Headers.Add("x-request-id", "q-1")
            )
        );
        using var client = TestClient.Create(handler);

        var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        (reply.FinalImage.Width, reply.FinalImage.Height, reply.FinalImage.Format).ShouldBe(
            (4, 3, ImageFileFormat.Png)
        );
        reply.Text.ShouldBe("Here is a fox.");
        reply.PriceUsd.ShouldBe(0.058m);
        reply.RequestId.ShouldBe("q-1");
        reply.StatusCode.ShouldBe(200);
        reply.Attempts.ShouldBe(1);
        reply.ModelVersion.ShouldBe("gemini-3.1-flash-image");
        reply.Images.Count.ShouldBe(1);
        reply.Drafts.ShouldBeEmpty();
        var sent = handler.Sent.Single();
        sent.Method.ShouldBe(HttpMethod.Post);
        sent.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        sent.Headers["Accept"].ShouldBe("application/json");
        sent.Headers.Keys.ShouldNotContain("Authorization");
        sent.Headers["User-Agent"].ShouldStartWith("NanoBananaContracts/");
        sent.Body.ShouldBe(
            """{"contents":[{"role":"user","parts":[{"text":"A red fox in snow"}]}],"generationConfig":{"responseModalities":["TEXT","IMAGE"]}}"""
        );
    }

    [Fact]
    public async Task A_draft_that_is_cut_is_shown_and_not_saved()
    {
        var whole = Convert.ToBase64String(SamplePictures.Png(4, 3));
        var body =
            "{\"candidates\":[{\"content\":{\"parts\":["
            + "{\"thought\":true,\"inlineData\":{\"data\":\""
            + whole[..40]
            + "\"}},"
            + "{\"thought\":true,\"inlineData\":{\"data\":\""
            + whole[..37]
            + "\"}},"
            + "{\"inlineData\":{\"data\":\""
            + whole
            + "\"}}]},\"finishReason\":\"STOP\"}]}";
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, body)));

        var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        reply.FinalImage.IsWhole.ShouldBeTrue();
        reply.FinalImage.ShouldBeSameAs(reply.Images.ShouldHaveSingleItem());
        reply.Drafts.Select(draft => draft.IsWhole).ShouldBe([false, false]);
        var failure = await reply
            .Drafts[0]
            .SaveAsync(
                System.IO.Path.Combine(System.IO.Path.GetTempPath(), "never"),
                TestContext.Current.CancellationToken
            )
            .FailureOf();
        failure.Kind.ShouldBe(FailureKind.TruncatedImage);
        reply.PriceUsd.ShouldBe(0.058m);
    }

    [Fact]
    public async Task Text_that_was_asked_for_is_a_reply_without_an_image()
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                """{"candidates":[{"content":{"parts":[{"text":"A fox."}]},"finishReason":"STOP"}]}"""
            )
        );
        using var client = TestClient.Create(handler);

        var reply = await client.GenerateContentAsync(
            new() { Contents = [Content.User("What is this?")] },
            TestContext.Current.CancellationToken
        );

        reply.Text.ShouldBe("A fox.");
        reply.HasImage.ShouldBeFalse();
        reply.PriceUsd.ShouldBe(0m);
        Should.Throw<NanoBananaException>(() => reply.FinalImage).Kind.ShouldBe(FailureKind.MissingImageModality);
    }

    [Fact]
    public async Task The_cures_of_a_failed_call_know_provider_and_model()
    {
        (await Fail(401, "UNAUTHENTICATED", "x")).Cure.ShouldContain("https://wisgate.ai/hall/tokens");
        (await Fail(400, "INVALID_ARGUMENT", "bad imageSize")).Cure.ShouldBe("Use \"0.5K\", \"1K\", \"2K\" or \"4K\".");
        (await Fail(404, "NOT_FOUND", "x", ProviderInfo.Google, "gemini-3-pro-image-preview")).Cure.ShouldBe(
            "gemini-3-pro-image-preview was retired on 2026-06-25; use gemini-3-pro-image."
        );
        (await Fail(404, "NOT_FOUND", "x", ProviderInfo.Google, "gemini-3.1-flash-image")).Cure.ShouldBe(
            "gemini-3.1-flash-image was retired on 2026-10-29; use gemini-nano-banana-2.1."
        );
        (await Fail(404, "NOT_FOUND", "x", ProviderInfo.Google, "gemini-9")).Cure.ShouldBe(
            "Use a current model id (gemini-nano-banana-2.1, gemini-3-pro-image, gemini-3.1-flash-lite-image, "
                + "gemini-2.5-flash-image), and check the base address."
        );
        (
            await Fail(400, "INVALID_ARGUMENT", "bad imageSize", ProviderInfo.Google, "gemini-2.5-flash-image")
        ).Cure.ShouldBe("Leave imageSize out: gemini-2.5-flash-image has one size only.");
    }

    [Fact]
    public async Task A_retired_model_is_called_and_warned_about()
    {
        var log = new RecordingLoggerFactory();
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(
            handler,
            options =>
                options with
                {
                    Provider = ProviderInfo.Google,
                    Model = "gemini-3-pro-image-preview",
                    LoggerFactory = log,
                }
        );

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        log.Lines.ShouldContain(line => line.Contains("use gemini-3-pro-image", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disposed_client_says_so_and_leaves_a_supplied_HttpClient_alone()
    {
        using var http = new HttpClient(new StubHandler(StubHandler.Reply(200, TestClient.ImageReply())));
        var client = new NanoBananaClient(new NanoBananaOptions { ApiKey = TestClient.Key }, http);
        client.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(() =>
            client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
        );
        (
            await http.GetAsync(new Uri("https://host/"), TestContext.Current.CancellationToken)
        ).IsSuccessStatusCode.ShouldBeTrue();
    }

    private static async Task<NanoBananaException> Fail(
        int status,
        string word,
        string message,
        ProviderInfo? provider = null,
        string? model = null
    )
    {
        using var client = TestClient.Create(
            new StubHandler(StubHandler.Reply(status, TestClient.Error(status, word, message))),
            options => options with { Provider = provider, Model = model }
        );
        return await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_is_disposed_while_a_call_waits_says_so_and_blames_nobody(bool streamed)
    {
        using var listener = Listening();
        var client = ClientOf(listener);
        var call = streamed ? Stream() : client.GenerateContentAsync(TestClient.Request, Token);
        using var connection = await listener.AcceptTcpClientAsync(Token);
        await connection.GetStream().ReadExactlyAsync(new byte[16], Token);

        client.Dispose();

        var thrown = await Should.ThrowAsync<ObjectDisposedException>(() => call);
        thrown.Message.ShouldContain("The client was disposed while a call was running");
        thrown.Message.ShouldNotContain("you supplied");

        async Task Stream()
        {
            await foreach (var _ in client.StreamGenerateContentAsync(TestClient.Request, Token)) { }
        }
    }

    [Fact]
    public async Task A_reply_that_has_begun_outlives_its_client_as_far_as_its_connection_goes()
    {
        using var listener = Listening();
        var client = ClientOf(listener);
        var begun = new Begun();
        var call = client.SaveImageAsync(TestClient.Request, new MemoryStream(), begun, Token);
        using var connection = await listener.AcceptTcpClientAsync(Token);
        var stream = connection.GetStream();
        await stream.ReadExactlyAsync(new byte[16], Token);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{"u8.ToArray(), Token);
        await begun.Seen;

        client.Dispose();
        connection.Close();

        var failure = await call.FailureOf();
        failure.Kind.ShouldBe(FailureKind.ConnectionLost);
        failure.Message.ShouldNotContain("you supplied");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static NanoBananaClient ClientOf(TcpListener listener) =>
        new(
            new NanoBananaOptions
            {
                ApiKey = TestClient.Key,
                BaseAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"),
            }
        );

    private sealed class Begun : IProgress<ImageProgress>
    {
        private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => seen.Task;

        public void Report(ImageProgress value) => seen.TrySetResult();
    }
}
