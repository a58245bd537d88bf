using System.Net;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>Which calls a proxy gets, and what is said of one that lets nothing through.</summary>
public sealed class ProxyTests
{
    /// <summary>The proxy decides what becomes of it, so that no test leaves this machine.</summary>
    private static readonly Uri Elsewhere = new("https://service.invalid");

    [Theory]
    [InlineData("https://wisgate.ai/v1beta", true)]
    [InlineData("https://127.0.0.1:8787", false)]
    [InlineData("https://localhost", false)]
    [InlineData("http://127.0.0.1:8787", false)]
    [InlineData("http://127.9.9.9", false)]
    [InlineData("http://127.1", false)]
    [InlineData("http://LOCALHOST:8787", false)]
    [InlineData("http://[::1]:8787", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("http://wisgate.ai", false)]
    [InlineData("https://[::127.0.0.1]", true)]
    public void Https_to_another_machine_is_all_a_proxy_gets(string address, bool isProxied)
    {
        var proxy = new HttpsOnlyProxy(new WebProxy("http://proxy.invalid:3128"));

        proxy.IsBypassed(new Uri(address)).ShouldBe(!isProxied);
        proxy.GetProxy(new Uri(address))?.Authority.ShouldBe("proxy.invalid:3128");
        (proxy.GetProxy(new Uri(address)) is not null).ShouldBe(isProxied);
    }

    [Fact]
    public void What_the_settings_except_is_excepted_and_no_settings_are_no_proxy()
    {
        var excepting = new HttpsOnlyProxy(new WebProxy("http://proxy.invalid:3128", false, ["service\\.invalid"]));

        excepting.GetProxy(Elsewhere).ShouldBeNull();
        new HttpsOnlyProxy(null).GetProxy(Elsewhere).ShouldBeNull();
        new HttpsOnlyProxy(null).Credentials.ShouldBeNull();
        Should.Throw<ArgumentNullException>(() => excepting.IsBypassed(null!));
    }

    [Fact]
    public void The_address_of_a_proxy_comes_without_its_password_and_the_credentials_beside_it()
    {
        var credentials = new NetworkCredential("user", "s3cret");
        var proxy = new HttpsOnlyProxy(
            new WebProxy("http://user:s3cret@proxy.invalid:3128") { Credentials = credentials }
        );

        proxy.GetProxy(Elsewhere).ShouldBe(new Uri("http://proxy.invalid:3128"));
        proxy.GetProxy(Elsewhere)!.UserInfo.ShouldBeEmpty();
        proxy.Credentials.ShouldBe(credentials);
        proxy.Credentials = CredentialCache.DefaultCredentials;
        proxy.Credentials.ShouldBe(CredentialCache.DefaultCredentials);
    }

    [Theory]
    [InlineData("http://[::127.0.0.1]:8787")]
    [InlineData("http://[::127.0.0.1]")]
    public void An_address_that_only_looks_like_this_machine_is_another_one(string address) =>
        Should
            .Throw<NanoBananaException>(() => new ContractEndpoint(new Uri(address)))
            .Kind.ShouldBe(FailureKind.InsecureEndpoint);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proxy_that_wants_a_password_is_named_and_asked_once(bool isOurs)
    {
        await using var proxy = new ListeningProxy("HTTP/1.1 407 Proxy Authentication Required");

        var failure = await FailureAsync(new WebProxy($"http://user:s3cret@{proxy.Authority}"), isOurs);

        failure.Kind.ShouldBe(FailureKind.ProxyRefused);
        failure.StatusCode.ShouldBe(407);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        failure.Attempts.ShouldBe(1);
        failure.WhatHappened.ShouldBe(
            $"The proxy {proxy.Authority}, which stands before service.invalid, answered 407: it wants a user name and password."
        );
        failure.Cure.ShouldContain("HTTPS_PROXY");
        failure.ToString().ShouldNotContain("s3cret");
        proxy
            .Received.ShouldHaveSingleItem()
            .ShouldStartWith("CONNECT service.invalid:443 HTTP/1.1\r\n", Case.Sensitive);
        proxy.Received.ShouldHaveSingleItem().ShouldNotContain(TestClient.Key);
    }

    [Fact]
    public async Task A_proxy_that_forbids_the_way_is_not_asked_again()
    {
        await using var proxy = new ListeningProxy("HTTP/1.1 403 Forbidden");

        var failure = await FailureAsync(new WebProxy($"http://{proxy.Authority}"));

        failure.Kind.ShouldBe(FailureKind.ProxyRefused);
        failure.StatusCode.ShouldBe(403);
        failure.WhatHappened.ShouldContain($"The proxy {proxy.Authority}");
        proxy.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_proxy_that_cannot_get_through_is_a_gateway_and_is_named()
    {
        await using var proxy = new ListeningProxy("HTTP/1.1 502 Bad Gateway");

        var failure = await FailureAsync(new WebProxy($"http://{proxy.Authority}"), change: Once);

        failure.Kind.ShouldBe(FailureKind.GatewayError);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Safe);
        failure.WhatHappened.ShouldContain($"The proxy {proxy.Authority}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_proxy_that_is_not_there_is_named_and_not_tried_again(bool isOurs)
    {
        var gone = await ListeningProxy.GoneAsync();

        var failure = await FailureAsync(new WebProxy($"http://user:s3cret@{gone}"), isOurs);

        failure.Kind.ShouldBe(FailureKind.ProxyRefused);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        failure.Attempts.ShouldBe(1);
        failure.WhatHappened.ShouldStartWith($"The proxy {gone}, which stands before service.invalid,");
        failure.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_not_blamed_on_a_proxy()
    {
        var gone = await ListeningProxy.GoneAsync();
        await using var proxy = new ListeningProxy();

        var failure = await FailureAsync(
            new WebProxy($"http://{proxy.Authority}"),
            change: options => Once(options) with { BaseAddress = new Uri($"http://{gone}") }
        );

        failure.Kind.ShouldBe(FailureKind.ConnectionLost);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Safe);
        proxy.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_407_without_a_known_proxy_is_still_the_word_of_one()
    {
        var handler = new StubHandler(StubHandler.Reply(407, TestClient.Error(503, "UNAVAILABLE", "busy")));
        using var client = TestClient.Create(handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.ProxyRefused);
        failure.WhatHappened.ShouldStartWith("A proxy before WisGate answered 407");
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        handler.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_407_to_plain_http_through_a_proxy_of_the_callers_own_choice_names_it()
    {
        await using var proxy = new ListeningProxy("HTTP/1.1 407 Proxy Authentication Required");

        var failure = await FailureAsync(
            new WebProxy($"http://{proxy.Authority}"),
            isOurs: false,
            options => options with { BaseAddress = new Uri("http://service.invalid"), AllowInsecureHttp = true }
        );

        failure.Kind.ShouldBe(FailureKind.ProxyRefused);
        failure.WhatHappened.ShouldContain(proxy.Authority);
        proxy.Received.ShouldHaveSingleItem();
    }

    private static NanoBananaOptions Once(NanoBananaOptions options) => options with { MaxAttempts = 1 };

    /// <summary>The failure of a call through a handler with the proxy, as it is or behind ours.</summary>
    private static async Task<NanoBananaException> FailureAsync(
        WebProxy proxy,
        bool isOurs = true,
        Func<NanoBananaOptions, NanoBananaOptions>? change = null
    )
    {
        using var http = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, Proxy = isOurs ? new HttpsOnlyProxy(proxy) : proxy }
        );
        var options = new NanoBananaOptions { ApiKey = TestClient.Key, BaseAddress = Elsewhere };
        using var client = new NanoBananaClient(change?.Invoke(options) ?? options, http);
        return await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken).FailureOf();
    }
}
