using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>Handlers of others around our client: none of them sends what may be billed a second time.</summary>
public sealed class OuterHandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, int, int> Defaults =>
        new()
        {
            { true, 500, 4 },
            { false, 500, 4 },
            { true, 200, 1 },
        };

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task Resilience_that_a_host_adds_to_every_client_is_taken_off_ours(bool before, int status, int sent)
    {
        var log = new RecordingLoggerFactory();
        var handler = Handler(status);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(log);
        if (before)
        {
            services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        }

        services
            .AddNanoBanana(options => (options.ApiKey, options.RetryDelay) = (TestClient.Key, TimeSpan.Zero))
            .ConfigurePrimaryHttpMessageHandler(() => handler);
        if (!before)
        {
            services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        }

        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<NanoBananaClient>();

        var call = client.GenerateContentAsync(TestClient.Request, Token);

        if (status == 500)
        {
            (await call.FailureOf()).Attempts.ShouldBe(sent);
        }
        else
        {
            (await call).Attempts.ShouldBe(1);
        }

        handler.Sent.Count.ShouldBe(sent);
        log.Lines.Count(line => line.Contains("(handlers: 1)", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Other_handlers_of_the_hosts_defaults_stay()
    {
        var handler = Handler(200);
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Stamping()));
        services
            .AddNanoBanana(options => options.ApiKey = TestClient.Key)
            .ConfigurePrimaryHttpMessageHandler(() => handler);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<NanoBananaClient>().GenerateContentAsync(TestClient.Request, Token);

        handler.Sent.Single().Headers["x-stamp"].ShouldBe("1");
    }

    [Fact]
    public async Task Resilience_that_is_added_on_purpose_sends_once_and_is_refused()
    {
        var handler = Handler(500);
        var services = new ServiceCollection();
        services
            .AddNanoBanana(options => options.ApiKey = TestClient.Key)
            .ConfigurePrimaryHttpMessageHandler(() => handler)
            .AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
        await using var provider = services.BuildServiceProvider();

        var failure = await provider
            .GetRequiredService<NanoBananaClient>()
            .GenerateContentAsync(TestClient.Request, Token)
            .FailureOf();

        Refused(failure, "was answered 500");
        handler.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task Hedging_that_is_added_on_purpose_sends_once_and_waits_for_what_becomes_of_it(int status)
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reply = StubHandler.Reply(
            status,
            status == 200 ? TestClient.ImageReply() : TestClient.Error(status, "INTERNAL", "Internal error.")
        );
        var handler = new StubHandler(
            async (sent, token) =>
            {
                await second.Task.WaitAsync(token);
                return await reply(sent, token);
            }
        );
        var services = new ServiceCollection();
        var http = services
            .AddNanoBanana(options => options.ApiKey = TestClient.Key)
            .ConfigurePrimaryHttpMessageHandler(() => handler);
        http.AddStandardHedgingHandler()
            .Configure(options => (options.Hedging.Delay, options.Hedging.MaxHedgedAttempts) = (TimeSpan.Zero, 1));
        http.AddHttpMessageHandler(() => new Second(second));
        await using var provider = services.BuildServiceProvider();

        var call = provider.GetRequiredService<NanoBananaClient>().GenerateContentAsync(TestClient.Request, Token);

        if (status == 200)
        {
            (await call).FinalImage.Width.ShouldBe(4);
        }
        else
        {
            Refused(await call.FailureOf(), "was answered 500");
        }

        handler.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_sending_at_the_same_time_ends_when_the_first_has_been_answered()
    {
        var answer = new TaskCompletionSource();
        var reply = StubHandler.Reply(200, TestClient.ImageReply());
        var handler = new StubHandler(
            async (sent, token) =>
            {
                await answer.Task;
                return await reply(sent, token);
            }
        );
        using var http = new HttpClient(new Twice(answer) { InnerHandler = handler });
        using var client = new NanoBananaClient(new() { ApiKey = TestClient.Key }, http);

        var result = await client.GenerateContentAsync(TestClient.Request, Token);

        result.FinalImage.Width.ShouldBe(4);
        handler.Sent.Count.ShouldBe(1);
    }

    public static TheoryData<bool, string?> Copies =>
        new()
        {
            { true, null },
            { false, null },
            { true, "https://gateway.example/elsewhere" },
            { false, "https://gateway.example/elsewhere" },
        };

    [Theory]
    [MemberData(nameof(Copies))]
    public async Task A_handler_that_sends_copies_without_options_sends_one(bool isRegistered, string? address)
    {
        var handler = Handler(500);
        await using var made = Client(isRegistered, handler, new Copying(12, address));

        Refused(await made.Client.GenerateContentAsync(TestClient.Request, Token).FailureOf(), "was answered 500");

        handler.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_may_send_one_copy_and_ask_for_what_it_needs_on_the_way(bool isRegistered)
    {
        var handler = Handler(200);
        await using var made = Client(isRegistered, handler, new Copying(1, null) { AsksForToken = true });

        (await made.Client.GenerateContentAsync(TestClient.Request, Token)).Attempts.ShouldBe(1);

        handler.Sent.Count.ShouldBe(3, "the token, the models, the picture");
    }

    [Fact]
    public async Task A_copy_that_a_handler_sends_from_elsewhere_does_not_leave_a_registered_client()
    {
        var handler = Handler(200);
        await using var made = Client(isRegistered: true, handler, new Copying(1, null) { IsElsewhere = true });

        var failure = await made.Client.GenerateContentAsync(TestClient.Request, Token).FailureOf();

        (failure.Kind, failure.RetryAdvice).ShouldBe((FailureKind.ResendRefused, RetryAdvice.Never));
        failure.Message.ShouldContain("a request of its own making");
        handler.Sent.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500, "was answered 500")]
    [InlineData(null, "ended in HttpRequestException")]
    public async Task A_handler_of_ones_own_client_that_sends_again_is_refused(int? status, string outcome)
    {
        var handler = status is { } code
            ? Handler(code)
            : new StubHandler(StubHandler.Fail(() => new HttpRequestException("reset", new IOException("reset"))));
        using var http = new HttpClient(new Stubborn { InnerHandler = new Stamping { InnerHandler = handler } });
        using var client = new NanoBananaClient(new() { ApiKey = TestClient.Key }, http);
        using var another = new NanoBananaClient(new() { ApiKey = TestClient.Key }, http);

        Refused(await client.GenerateContentAsync(TestClient.Request, Token).FailureOf(), outcome);
        Refused(await another.SaveImageAsync(TestClient.Request, new MemoryStream(), null, Token).FailureOf(), outcome);
        await foreach (var failure in Failures(client))
        {
            Refused(failure, outcome);
        }

        handler.Sent.Count.ShouldBe(3);
        (await Should.ThrowAsync<Exception>(() => Plain(http))).ShouldNotBeOfType<NanoBananaException>();
        handler.Sent.Count.ShouldBe(3 + Stubborn.Times, "requests of others are not ours to count");
    }

    [Fact]
    public async Task Our_own_attempts_are_not_taken_for_a_handlers()
    {
        var handler = new StubHandler(
            StubHandler.Reply(503, TestClient.Error(503, "UNAVAILABLE", "x")),
            StubHandler.Reply(
                307,
                "",
                change: message => message.Headers.Location = new Uri("/elsewhere", UriKind.Relative)
            ),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var http = new HttpClient(new Stamping { InnerHandler = handler });
        using var client = new NanoBananaClient(new() { ApiKey = TestClient.Key, RetryDelay = TimeSpan.Zero }, http);

        (await client.GenerateContentAsync(TestClient.Request, Token)).Attempts.ShouldBe(2);

        handler.Sent.Count.ShouldBe(3);
    }

    private static Made Client(bool isRegistered, StubHandler handler, DelegatingHandler around)
    {
        if (!isRegistered)
        {
            around.InnerHandler = handler;
            var http = new HttpClient(around);
            return new Made(new NanoBananaClient(new() { ApiKey = TestClient.Key }, http), http);
        }

        var services = new ServiceCollection();
        services
            .AddNanoBanana(options => options.ApiKey = TestClient.Key)
            .ConfigurePrimaryHttpMessageHandler(() => handler)
            .AddHttpMessageHandler(() => around);
        var provider = services.BuildServiceProvider();
        return new Made(provider.GetRequiredService<NanoBananaClient>(), provider);
    }

    private static void Refused(NanoBananaException failure, string outcome)
    {
        failure.Kind.ShouldBe(FailureKind.ResendRefused);
        failure.RetryAdvice.ShouldBe(RetryAdvice.Never);
        failure.Attempts.ShouldBe(1);
        failure.Message.ShouldContain("The first sending " + outcome + ", and may have been billed.");
        failure.Cure.ShouldContain("RemoveAllResilienceHandlers");
    }

    private static async IAsyncEnumerable<NanoBananaException> Failures(NanoBananaClient client)
    {
        yield return await Stream().FailureOf();

        async Task Stream()
        {
            await foreach (var _ in client.StreamGenerateContentAsync(TestClient.Request, Token)) { }
        }
    }

    private static async Task Plain(HttpClient http)
    {
        using var reply = await http.GetAsync(new Uri("https://host/"), Token);
        reply.EnsureSuccessStatusCode();
    }

    private static StubHandler Handler(int status) =>
        new(
            StubHandler.Reply(
                status,
                status == 200 ? TestClient.ImageReply() : TestClient.Error(status, "INTERNAL", "Internal error.")
            )
        );

    private sealed class Stamping : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.TryAddWithoutValidation("x-stamp", "1");
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Tries again whatever happens, and keeps the last.</summary>
    private sealed class Stubborn : DelegatingHandler
    {
        public const int Times = 3;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            HttpResponseMessage? reply = null;
            Exception? last = null;
            for (var i = 0; i < Times; i++)
            {
                try
                {
                    reply = await base.SendAsync(request, cancellationToken);
                }
                catch (Exception exception)
                {
                    last = exception;
                }
            }

            return reply ?? throw last!;
        }
    }

    /// <summary>Sends twice at once and takes the first reply that comes.</summary>
    private sealed class Twice(TaskCompletionSource answer) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var first = base.SendAsync(request, cancellationToken);
            var second = base.SendAsync(request, cancellationToken);
            second.IsCompleted.ShouldBeFalse("the first is not decided");
            answer.SetResult();
            (
                await Should.ThrowAsync<HttpRequestException>(() => second)
            ).InnerException.ShouldBeOfType<NanoBananaException>();
            return await first;
        }
    }

    /// <summary>Says when a second request comes by.</summary>
    private sealed class Second(TaskCompletionSource came) : DelegatingHandler
    {
        private int count;

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var sent = base.SendAsync(request, cancellationToken);
            if (Interlocked.Increment(ref count) == 2)
            {
                came.SetResult();
            }

            return sent;
        }
    }

    /// <summary>Sends requests of its own making in the place of the one it was given.</summary>
    private sealed class Copying(int times, string? address) : DelegatingHandler
    {
        public bool AsksForToken { get; init; }

        public bool IsElsewhere { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (AsksForToken)
            {
                using var question = new HttpRequestMessage(HttpMethod.Post, "https://tokens.example/");
                question.Content = new StringContent("grant");
                using var token = await base.SendAsync(question, cancellationToken);
                using var models = new HttpRequestMessage(HttpMethod.Get, "https://models.example/v1beta/models");
                foreach (var header in request.Headers)
                {
                    models.Headers.TryAddWithoutValidation(header.Key, header.Value);
                }

                using var list = await base.SendAsync(models, cancellationToken);
            }

            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            HttpResponseMessage? reply = null;
            for (var i = 0; i < times; i++)
            {
                try
                {
                    reply = await Send();
                }
                catch (NanoBananaException) when (reply is not null)
                {
                    // It keeps the last reply there was.
                }
            }

            return reply!;

            Task<HttpResponseMessage> Send()
            {
                var copy = new HttpRequestMessage(request.Method, address ?? request.RequestUri!.AbsoluteUri)
                {
                    Content = new ByteArrayContent(body),
                };
                foreach (var header in request.Headers.Where(_ => address is null))
                {
                    copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
                }

                if (!IsElsewhere)
                {
                    return base.SendAsync(copy, cancellationToken);
                }

                using (ExecutionContext.SuppressFlow())
                {
                    return Task.Run(() => base.SendAsync(copy, cancellationToken), cancellationToken);
                }
            }
        }
    }

    private sealed record Made(NanoBananaClient Client, IDisposable Owner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Client.Dispose();
            Owner.Dispose();
            return default;
        }
    }
}
