using System.Net;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>The key goes to one origin only.</summary>
public sealed class RedirectTests
{
    [Theory]
    [InlineData(301, "/elsewhere")]
    [InlineData(302, "https://wisgate.ai/elsewhere")]
    [InlineData(307, "https://WISGATE.ai:443/elsewhere")]
    [InlineData(308, "/elsewhere")]
    public async Task A_redirect_within_the_origin_is_followed_with_the_same_request(int status, string location)
    {
        var handler = new StubHandler(Redirect(status, location), StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(handler);

        var reply = await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        reply.HasImage.ShouldBeTrue();
        handler.Sent.Count.ShouldBe(2);
        handler.Sent[1].Address.AbsolutePath.ShouldBe("/elsewhere");
        handler.Sent[1].Method.ShouldBe(HttpMethod.Post);
        handler.Sent[1].Body.ShouldBe(handler.Sent[0].Body);
        handler.Sent[1].Headers["x-goog-api-key"].ShouldBe(TestClient.Key);
    }

    [Theory]
    [InlineData(301, "https://evil.example/")]
    [InlineData(302, "http://wisgate.ai/")]
    [InlineData(303, "/result")]
    [InlineData(307, "https://wisgate.ai:444/")]
    [InlineData(307, "//evil.example/")]
    [InlineData(308, "https://wisgate.ai.evil.example/")]
    [InlineData(308, "ftp://wisgate.ai/")]
    [InlineData(308, "https://user@wisgate.ai/x")]
    [InlineData(307, null)]
    public async Task Any_other_redirect_is_refused_and_the_key_stays_here(int status, string? location)
    {
        var handler = new StubHandler(Redirect(status, location));
        using var client = TestClient.Create(handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.RedirectRefused);
        failure.StatusCode.ShouldBe(status);
        handler.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_circle_has_an_end()
    {
        var handler = new StubHandler(Redirect(307, "/again"));
        using var client = TestClient.Create(handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.RedirectRefused);
        handler.Sent.Count.ShouldBe(6);
    }

    [Fact]
    public void A_supplied_client_that_follows_redirects_by_itself_is_not_accepted()
    {
        var options = new NanoBananaOptions { ApiKey = TestClient.Key };
        using var careless = new HttpClient();
        using var careless2 = new HttpClient(new SocketsHttpHandler());
        using var hidden = new HttpClient(new Passing { InnerHandler = new HttpClientHandler() });
        using var careful = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });

        Should
            .Throw<ArgumentException>(() => new NanoBananaClient(options, careless))
            .Message.ShouldContain("AllowAutoRedirect = false");
        Should.Throw<ArgumentException>(() => new NanoBananaClient(options, careless2));
        Should.Throw<ArgumentException>(() => new NanoBananaClient(options, hidden)).ParamName.ShouldBe("httpClient");
        new NanoBananaClient(options, careful).Dispose();
    }

    [Fact]
    public async Task A_redirect_that_a_handler_followed_is_found_afterwards()
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                200,
                TestClient.ImageReply(),
                change: message =>
                    message.RequestMessage = new HttpRequestMessage(HttpMethod.Post, "https://evil.example/")
            )
        );
        using var client = TestClient.Create(handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.RedirectRefused);
        failure.Cure.ShouldContain("Replace the key");
    }

    [Theory]
    [InlineData("///host/x")]
    [InlineData("//")]
    [InlineData("//:1/")]
    [InlineData("//host:99999999/")]
    [InlineData("http://[")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("\\\\host\\x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:,")]
    [InlineData("https://xn--/")]
    [InlineData("?")]
    [InlineData("#")]
    [InlineData("%")]
    [InlineData(":")]
    [InlineData("")]
    public async Task A_location_that_leads_nowhere_is_refused_by_name(string location)
    {
        var handler = new StubHandler(
            StubHandler.Reply(307, "", change: message => message.Headers.TryAddWithoutValidation("Location", location))
        );
        using var client = TestClient.Create(handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.RedirectRefused);
        handler.Sent.ShouldAllBe(sent => sent.Address.Host == handler.Sent[0].Address.Host);
    }

    private static Func<SentRequest, System.Threading.CancellationToken, Task<HttpResponseMessage>> Redirect(
        int status,
        string? location
    ) =>
        (_, _) =>
        {
            var message = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) };
            message.Headers.Location = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute);
            return Task.FromResult(message);
        };

    private sealed class Passing : DelegatingHandler;
}
