using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>What is asked again, how often, after how long, and what is never asked again.</summary>
public sealed class RetryTests
{
    private const string RetryIn21 = """[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"21.5s"}]""";

    private readonly FakeClock clock = new();

    [Theory]
    [InlineData(500, "INTERNAL")]
    [InlineData(502, "UNAVAILABLE")]
    [InlineData(503, "UNAVAILABLE")]
    [InlineData(504, "DEADLINE_EXCEEDED")]
    public async Task A_service_that_failed_before_generating_is_asked_again(int status, string word)
    {
        var handler = new StubHandler(
            StubHandler.Reply(status, TestClient.Error(status, word, "Later.")),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var client = Create(handler);

        var reply = await Run(client, waits: 1);

        reply.Attempts.ShouldBe(2);
        handler.Sent.Count.ShouldBe(2);
        handler.Sent[1].Body.ShouldBe(handler.Sent[0].Body);
        handler.Sent[1].Headers["x-goog-api-key"].ShouldBe(TestClient.Key);
    }

    [Theory]
    [InlineData(504, "<html><title>504 Gateway Time-out</title></html>")]
    [InlineData(524, "<html><title>A timeout occurred</title></html>")]
    [InlineData(502, "<html><title>502 Bad Gateway</title></html>")]
    [InlineData(520, "")]
    [InlineData(408, "upstream request timeout")]
    public async Task What_a_proxy_gave_up_may_be_made_behind_it_and_is_not_sent_again(int status, string body)
    {
        var handler = new StubHandler(StubHandler.Reply(status, body, "text/html"));
        using var client = Create(handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.RetryAdvice.ShouldBe(RetryAdvice.MayBillTwice);
        handler.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(503, "<html><title>Maintenance</title></html>")]
    [InlineData(521, "<html><title>Web server is down</title></html>")]
    public async Task What_a_proxy_did_not_pass_on_is_asked_again(int status, string body)
    {
        var handler = new StubHandler(
            StubHandler.Reply(status, body, "text/html"),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var client = Create(handler);

        (await Run(client, waits: 1)).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task The_wait_of_RetryInfo_is_kept()
    {
        var handler = new StubHandler(
            StubHandler.Reply(429, TestClient.Error(429, "RESOURCE_EXHAUSTED", "Slow down.", RetryIn21)),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var client = Create(handler);
        var call = client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var wait = await clock.WhenTimerIsSet(due => due < TimeSpan.FromMinutes(1));
        wait.ShouldBe(TimeSpan.FromSeconds(21.5));
        clock.Advance(wait);

        (await call).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task The_wait_of_Retry_After_is_kept_in_seconds_and_as_a_date()
    {
        var handler = new StubHandler(
            Limited(new RetryConditionHeaderValue(TimeSpan.FromSeconds(9))),
            Limited(new RetryConditionHeaderValue(clock.GetUtcNow() + TimeSpan.FromSeconds(20))),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var client = Create(handler);
        var call = client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        var first = await clock.WhenTimerIsSet(due => due < TimeSpan.FromMinutes(1));
        clock.Advance(first);
        var second = await clock.WhenTimerIsSet(due => due < TimeSpan.FromMinutes(1));
        clock.Advance(second);

        (await call).Attempts.ShouldBe(3);
        (first, second).ShouldBe((TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(11)));

        static Func<SentRequest, CancellationToken, Task<HttpResponseMessage>> Limited(
            RetryConditionHeaderValue wait
        ) =>
            StubHandler.Reply(
                429,
                TestClient.Error(429, "RESOURCE_EXHAUSTED", "Slow down."),
                change: message => message.Headers.RetryAfter = wait
            );
    }

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT", "Bad.")]
    [InlineData(401, "UNAUTHENTICATED", "Bad key.")]
    [InlineData(403, "PERMISSION_DENIED", "No.")]
    [InlineData(404, "NOT_FOUND", "No such model.")]
    [InlineData(429, "RESOURCE_EXHAUSTED", "Quota exceeded, limit: 0, model: x. Please retry in 3s.")]
    [InlineData(429, "RESOURCE_EXHAUSTED", "No word about when.")]
    public async Task What_cannot_succeed_is_not_asked_again(int status, string word, string message)
    {
        var handler = new StubHandler(StubHandler.Reply(status, TestClient.Error(status, word, message)));
        using var client = Create(handler);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.StatusCode.ShouldBe(status);
        failure.Attempts.ShouldBe(1);
        handler.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Attempts_are_limited()
    {
        var handler = new StubHandler(StubHandler.Reply(503, TestClient.Error(503, "UNAVAILABLE", "Overloaded.")));
        using var client = Create(handler, options => options with { MaxAttempts = 3 });

        var failure = await Run(client, waits: 2).FailureOf();

        failure.Kind.ShouldBe(FailureKind.Overloaded);
        failure.Attempts.ShouldBe(3);
        handler.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_wait_that_would_outlast_the_deadline_is_not_begun()
    {
        var handler = new StubHandler(
            StubHandler.Reply(429, TestClient.Error(429, "RESOURCE_EXHAUSTED", "Slow down.", RetryIn21))
        );
        using var client = Create(handler, options => options with { Deadline = TimeSpan.FromSeconds(20) });

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(21.5));
        failure.Cure.ShouldContain("Wait 21.5 s");
    }

    [Fact]
    public async Task A_connection_that_was_not_made_is_tried_again_and_one_that_broke_is_not()
    {
        var refused = new StubHandler(
            StubHandler.Fail(() => new HttpRequestException(HttpRequestError.ConnectionError, "refused")),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var patient = Create(refused);
        (await Run(patient, waits: 1)).Attempts.ShouldBe(2);

        var broken = new StubHandler(
            StubHandler.Fail(() => new HttpRequestException(HttpRequestError.ResponseEnded, "ended"))
        );
        using var careful = Create(broken);
        var failure = await careful
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.ConnectionLost);
        failure.RetryAdvice.ShouldBe(RetryAdvice.MayBillTwice);
        broken.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_billed_attempt_is_repeated_only_as_often_as_is_paid_for()
    {
        const string TextOnly =
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"No."}]},"finishReason":"STOP"}]}""";
        var handler = new StubHandler(StubHandler.Reply(200, TextOnly));
        using var client = Create(handler, options => options with { MaxBilledAttempts = 3, MaxAttempts = 10 });

        var failure = await Run(client, waits: 2).FailureOf();

        failure.Kind.ShouldBe(FailureKind.TextInsteadOfImage);
        handler.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cancelling_the_wait_is_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        var handler = new StubHandler(StubHandler.Reply(503, TestClient.Error(503, "UNAVAILABLE", "Overloaded.")));
        using var client = Create(handler);
        var call = client.GenerateContentAsync(TestClient.Request, cancellation.Token);
        await clock.WhenTimerIsSet(due => due < TimeSpan.FromMinutes(1));

        await cancellation.CancelAsync();

        var thrown = await Should.ThrowAsync<OperationCanceledException>(call);
        thrown.CancellationToken.ShouldBe(cancellation.Token);
        handler.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Retries_are_counted_and_logged_with_their_reason()
    {
        var model = "model-of-this-test";
        var retries = new List<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "nanobanana.client.retries")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
                if (all["gen_ai.request.model"] == model)
                {
                    retries.Add(all["error.type"]);
                }
            }
        );
        listener.Start();
        var log = new RecordingLoggerFactory();
        var handler = new StubHandler(
            StubHandler.Reply(503, TestClient.Error(503, "UNAVAILABLE", "Overloaded.")),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var client = Create(handler, options => options with { Model = model, LoggerFactory = log });

        await Run(client, waits: 1);

        retries.ShouldBe(["Overloaded"]);
        log.Lines.ShouldContain(line =>
            line.Contains("Attempt 1", StringComparison.Ordinal)
            && line.Contains("Overloaded", StringComparison.Ordinal)
        );
    }

    /// <summary>Runs a call, moving the clock over its waits.</summary>
    private async Task<NanoBananaReply> Run(NanoBananaClient client, int waits)
    {
        var call = client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
        for (var i = 0; i < waits; i++)
        {
            clock.Advance(await clock.WhenTimerIsSet(due => due < TimeSpan.FromMinutes(1)));
        }

        return await call;
    }

    private NanoBananaClient Create(StubHandler handler, Func<NanoBananaOptions, NanoBananaOptions>? change = null) =>
        TestClient.Create(
            handler,
            options =>
            {
                var changed = options with { TimeProvider = clock };
                return change?.Invoke(changed) ?? changed;
            }
        );
}
