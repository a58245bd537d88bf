using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>The example of docs/client.md for ASP.NET Core, over a real Kestrel.</summary>
public sealed class WebResponseTests
{
    private const string Source = "runtime/NanoBananaContracts.Runtime.Tests/Client/WebResponseTests.cs";

    // More than Kestrel holds back, so that its first bytes are sent before the last are written.
    private static readonly byte[] Picture = SamplePictures.Png(600, 600);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_comes_with_its_type_and_length()
    {
        await using var app = await StartAsync(StubHandler.Reply(200, TestClient.ImageReply(600, 600)));

        using var response = await PostAsync(app);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("image/png");
        response.Content.Headers.ContentLength.ShouldBe(Picture.Length);
        response.Headers.TransferEncodingChunked.ShouldNotBe(true);
        (await response.Content.ReadAsByteArrayAsync(Token)).ShouldBe(Picture);
    }

    [Theory]
    [InlineData("an error", FailureKind.RateLimited)]
    [InlineData("a picture that is cut", FailureKind.TruncatedImage)]
    [InlineData("a reply that is cut behind its picture", FailureKind.TruncatedReply)]
    public async Task A_failure_is_a_status_and_no_part_of_a_picture(string what, FailureKind kind)
    {
        var whole = TestClient.ImageReply(600, 600);
        var text = Convert.ToBase64String(Picture);
        await using var app = await StartAsync(
            what switch
            {
                "an error" => StubHandler.Reply(429, TestClient.Error(429, "RESOURCE_EXHAUSTED", "Slow down.")),
                "a picture that is cut" => StubHandler.Reply(200, whole.Replace(text, text[..400_000])),
                _ => StubHandler.Reply(200, whole[..whole.IndexOf("finishReason", StringComparison.Ordinal)]),
            }
        );

        using var response = await PostAsync(app);

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        problem.RootElement.GetProperty("kind").GetString().ShouldBe(kind.ToString());
        problem.RootElement.GetProperty("cure").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_browser_that_leaves_ends_the_call()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await StartAsync(
            async (_, cancellationToken) =>
            {
                await using var end = cancellationToken.Register(() => ended.TrySetResult());
                asked.SetResult();
                await ended.Task;
                throw new OperationCanceledException(cancellationToken);
            }
        );
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var left = PostAsync(app, leaves.Token);
        await asked.Task.WaitAsync(Token);
        await leaves.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => left);
        await ended.Task.WaitAsync(Token);
    }

    [Fact]
    public void The_page_has_this_example()
    {
        var page = Repository.Text("docs/client.md").ReplaceLineEndings("\n");
        var start = page.IndexOf("app.MapPost(", StringComparison.Ordinal);
        var example = page[start..page.IndexOf("```", start, StringComparison.Ordinal)].TrimEnd();

        var tested = Repository.Text(Source).ReplaceLineEndings("\n").Replace("\n        ", "\n");
        tested.ShouldContain("\n" + example + "\n");
    }

    private static void Map(WebApplication app)
    {
        app.MapPost(
            "/fox",
            async (HttpContext context, NanoBananaClient client) =>
            {
                try
                {
                    await client.SaveImageAsync(
                        GenerateContentRequest.ForImage("A red fox in snow"),
                        image =>
                        {
                            context.Response.ContentType = image.Format.MediaType();
                            context.Response.ContentLength = image.Length;
                            return context.Response.Body;
                        },
                        cancellationToken: context.RequestAborted
                    );
                }
                catch (NanoBananaException failure) when (!context.Response.HasStarted)
                {
                    context.Response.Clear();
                    context.Response.StatusCode = StatusCodes.Status502BadGateway;
                    await context.Response.WriteAsJsonAsync(new { kind = failure.Kind.ToString(), failure.Cure });
                }
            }
        );
    }

    private static async Task<WebApplication> StartAsync(
        Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> reply
    )
    {
        // Nothing of this machine's settings, and no log on the console.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(
            TestClient.Create(new StubHandler(reply), options => options with { MaxAttempts = 1 })
        );
        var app = builder.Build();
        Map(app);
        await app.StartAsync(Token);
        return app;
    }

    private static Task<HttpResponseMessage> PostAsync(WebApplication app) => PostAsync(app, Token);

    private static async Task<HttpResponseMessage> PostAsync(WebApplication app, CancellationToken cancellationToken)
    {
        // Whose proxy, if the machine has one, has no part in this.
        using var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await browser.PostAsync(new Uri(app.Urls.Single() + "/fox"), null, cancellationToken);
    }
}
