using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>Where a request goes, and what can never change that.</summary>
public sealed class EndpointTests
{
    private const string Path = "/v1beta/models/{model}:generateContent";

    [Theory]
    [InlineData("https://host", "https://host/v1beta/models/m:generateContent")]
    [InlineData("https://host/", "https://host/v1beta/models/m:generateContent")]
    [InlineData("https://host/v1beta", "https://host/v1beta/models/m:generateContent")]
    [InlineData("https://host/v1beta/", "https://host/v1beta/models/m:generateContent")]
    [InlineData("https://host/proxy", "https://host/proxy/v1beta/models/m:generateContent")]
    [InlineData("https://host/proxy/v1beta", "https://host/proxy/v1beta/models/m:generateContent")]
    [InlineData("http://127.0.0.1:8787", "http://127.0.0.1:8787/v1beta/models/m:generateContent")]
    [InlineData("http://localhost:8787", "http://localhost:8787/v1beta/models/m:generateContent")]
    [InlineData("http://[::1]:8787", "http://[::1]:8787/v1beta/models/m:generateContent")]
    public void The_address_is_base_path_and_model(string baseAddress, string expected) =>
        Address(new Uri(baseAddress), "m").AbsoluteUri.ShouldBe(expected);

    [Fact]
    public void The_query_of_the_operation_is_kept() =>
        new ContractEndpoint(new Uri("https://host"))
            .Address(Path, "alt=sse", new Dictionary<string, string> { ["model"] = "m" })
            .Query.ShouldBe("?alt=sse");

    [Theory]
    [InlineData("a/b")]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a%2Fb")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\\b")]
    [InlineData("")]
    public void A_value_cannot_leave_its_place_in_the_path(string value) =>
        Should
            .Throw<NanoBananaException>(() => Address(new Uri("https://host"), value))
            .Kind.ShouldBe(FailureKind.InvalidRequest);

    [Theory]
    [InlineData("gemini@001")]
    [InlineData("models/gemini-3.1-flash-image")]
    public async Task A_model_id_goes_into_the_address(string model)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(handler, options => options with { Model = model });

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var sent = handler.Sent.Single();
        sent.Address.AbsoluteUri.ShouldBe(
            "https://wisgate.ai/v1beta/models/" + Uri.EscapeDataString(model.Split('/').Last()) + ":generateContent"
        );
    }

    [Theory]
    [InlineData("gemini\r\nX-Evil: 1")]
    [InlineData("gemini?key=x")]
    [InlineData("tuned/gemini")]
    [InlineData("gemini flash")]
    [InlineData("models/")]
    [InlineData("..")]
    public void A_model_id_that_would_change_the_address_is_refused(string model)
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));

        Should.Throw<ArgumentException>(() => TestClient.Create(handler, options => options with { Model = model }));
    }

    [Fact]
    public async Task A_model_of_the_request_is_called_and_not_written_into_the_body()
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(handler);

        await client.GenerateContentAsync(
            TestClient.Request with
            {
                Model = "models/gemini-3-pro-image-preview",
            },
            TestContext.Current.CancellationToken
        );
        var failure = await client
            .GenerateContentAsync(TestClient.Request with { Model = "a/b" }, TestContext.Current.CancellationToken)
            .FailureOf();

        handler.Sent.Single().Address.AbsolutePath.ShouldContain("gemini-3-pro-image-preview");
        handler.Sent.Single().Body.ShouldNotContain("\"model\"");
        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
    }

    [Theory]
    [InlineData("http://wisgate.ai", FailureKind.InsecureEndpoint)]
    [InlineData("http://10.0.0.1", FailureKind.InsecureEndpoint)]
    [InlineData("ftp://wisgate.ai", FailureKind.InvalidRequest)]
    [InlineData("https://user:password@wisgate.ai", FailureKind.InvalidRequest)]
    [InlineData("https://wisgate.ai?key=secret", FailureKind.InvalidRequest)]
    [InlineData("https://wisgate.ai#x", FailureKind.InvalidRequest)]
    public void An_address_that_would_expose_the_key_is_refused(string address, FailureKind kind)
    {
        var failure = Should.Throw<NanoBananaException>(() => new ContractEndpoint(new Uri(address)));

        failure.Kind.ShouldBe(kind);
        failure.Message.ShouldNotContain("password");
        failure.Message.ShouldNotContain("secret");
        Should.Throw<NanoBananaException>(() =>
            new NanoBananaClient(new NanoBananaOptions { ApiKey = TestClient.Key, BaseAddress = new Uri(address) })
        );
    }

    [Theory]
    [InlineData("https://host/v1beta/models")]
    [InlineData("https://host/v1beta/models/")]
    [InlineData("https://host/v1beta/models/gemini-3-pro-image")]
    [InlineData("https://host/v1beta/models/gemini-3-pro-image:generateContent")]
    [InlineData("https://host/v1beta/models/{model}:streamGenerateContent")]
    [InlineData("https://host/proxy/v1beta/models/m:generateContent", "/proxy")]
    [InlineData("https://host/v1/account/google-ai-studio", "/v1/account/google-ai-studio")]
    [InlineData("https://host/v1beta/of/our/own", "/v1beta/of/our/own")]
    [InlineData("https://host/v2.gemini", "/v2.gemini")]
    public async Task A_pasted_address_is_understood(string pasted, string below = "")
    {
        var handler = new StubHandler(StubHandler.Reply(200, TestClient.ImageReply()));
        using var client = TestClient.Create(
            handler,
            options => options with { BaseAddress = new Uri(pasted), Model = "m" }
        );

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        handler.Sent.Single().Address.AbsoluteUri.ShouldBe($"https://host{below}/v1beta/models/m:generateContent");
    }

    [Theory]
    [InlineData("https://host/v1", "Use https://host.")]
    [InlineData("https://host/v1/", "Use https://host.")]
    [InlineData("https://host/proxy/v1", "Use https://host/proxy.")]
    [InlineData("https://host:8443/v1/chat/completions", "Use https://host:8443.")]
    [InlineData("https://host/v1/images/generations", "Use https://host.")]
    [InlineData("https://host/v1beta/openai", "Use https://host.")]
    [InlineData("https://host/v1/models/gemini-3-pro-image:generateContent", "/v1")]
    [InlineData(
        "https://host/v1beta/models/m:generateContent?key=secret",
        "Use https://host; the key belongs in ApiKey."
    )]
    [InlineData("https://host/v1beta?alt=sse", "Use https://host; the key belongs in ApiKey.")]
    public void An_address_of_another_API_is_refused_and_the_right_one_named(string pasted, string said)
    {
        var options = new NanoBananaOptions { ApiKey = TestClient.Key, BaseAddress = new Uri(pasted) };

        var failure = Should.Throw<NanoBananaException>(() => new NanoBananaClient(options));

        failure.Kind.ShouldBe(FailureKind.InvalidRequest);
        failure.Message.ShouldContain(said);
        failure.Message.ShouldNotContain("secret");
        options.Check().ShouldBe([failure.Message]);
    }

    [Fact]
    public void Permission_for_plain_http_is_advised_where_it_can_be_given()
    {
        var address = new Uri("http://10.0.0.1");

        Should
            .Throw<NanoBananaException>(() => new ContractEndpoint(address))
            .Cure.ShouldContain("allowInsecureHttp: true");
        Should
            .Throw<NanoBananaException>(() =>
                new NanoBananaClient(new() { ApiKey = TestClient.Key, BaseAddress = address })
            )
            .Cure.ShouldContain("NanoBananaOptions.AllowInsecureHttp");
    }

    [Fact]
    public async Task A_connection_that_fails_says_to_where()
    {
        using var client = TestClient.Create(
            new StubHandler(StubHandler.Fail(() => new HttpRequestException("refused", new IOException("reset")))),
            options => options with { BaseAddress = new Uri("http://127.0.0.1:8787") }
        );

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Message.ShouldStartWith(
            "The connection to http://127.0.0.1:8787 broke before the service answered: reset."
        );
    }

    [Fact]
    public void Plain_http_to_another_machine_needs_permission() =>
        new ContractEndpoint(new Uri("http://10.0.0.1"), allowInsecureHttp: true)
            .ToString()
            .ShouldBe("http://10.0.0.1");

    [Fact]
    public void A_relative_address_is_refused() =>
        Should
            .Throw<NanoBananaException>(() => new ContractEndpoint(new Uri("/v1beta", UriKind.Relative)))
            .Kind.ShouldBe(FailureKind.InvalidRequest);

    [Theory]
    [InlineData("x-key\r\nX-Evil")]
    [InlineData("x key")]
    [InlineData("")]
    [InlineData("x:key")]
    public void A_header_name_can_be_nothing_else(string name) =>
        Should.Throw<ArgumentException>(() => new ContractEndpoint(new Uri("https://host")) { ApiKeyHeader = name });

    [Fact]
    public void A_path_that_lacks_a_value_is_a_mistake_of_the_caller() =>
        Should.Throw<ArgumentException>(() =>
            new ContractEndpoint(new Uri("https://host")).Address(Path, null, new Dictionary<string, string>())
        );

    private static Uri Address(Uri baseAddress, string model) =>
        new ContractEndpoint(baseAddress).Address(Path, "", new Dictionary<string, string> { ["model"] = model });
}
