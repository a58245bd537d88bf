using System.IO.Pipelines;
using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>Deadline, idle limit, cancellation and the caller's own timeout are four different things.</summary>
public sealed class TimeTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public async Task A_deadline_ends_a_call_that_is_not_answered()
    {
        using var client = Create(new StubHandler(StubHandler.Hang), TimeSpan.FromSeconds(90));
        var call = client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
        await clock.WhenTimerIsSet(due => due == TimeSpan.FromSeconds(90));

        clock.Advance(TimeSpan.FromSeconds(89.9));
        call.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        var failure = await call.FailureOf();
        failure.Kind.ShouldBe(FailureKind.Timeout);
        failure.Message.ShouldContain("deadline of 90 s");
        failure.Message.ShouldContain("before the service answered");
        failure.Message.ShouldContain("about 20 seconds");
        failure.Attempts.ShouldBe(1);
        clock.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task A_reply_that_stands_still_meets_the_idle_limit()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync("{\"candidates\":["u8.ToArray(), TestContext.Current.CancellationToken);
        var handler = new StubHandler(StubHandler.Reply(200, () => new StreamContent(pipe.Reader.AsStream())));
        using var client = Create(handler, TimeSpan.FromSeconds(90), idle: TimeSpan.FromSeconds(7));
        var call = client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
        await clock.WhenTimerIsSet(due => due == TimeSpan.FromSeconds(7));

        clock.Advance(TimeSpan.FromSeconds(7));

        var failure = await call.FailureOf();
        failure.Kind.ShouldBe(FailureKind.IdleTimeout);
        failure.Message.ShouldContain("stood still for 7 s");
        handler.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_idle_limit_begins_anew_with_every_byte_and_not_before_the_reply()
    {
        var pipe = new Pipe();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        using var client = Create(
            new StubHandler((_, _) => answer.Task),
            TimeSpan.FromMinutes(5),
            idle: TimeSpan.FromSeconds(7)
        );
        var call = client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
        await clock.WhenTimerIsSet(due => due == TimeSpan.FromMinutes(5));
        clock.Advance(TimeSpan.FromSeconds(60)); // Generation is silent.
        answer.SetResult(new HttpResponseMessage { Content = new StreamContent(pipe.Reader.AsStream()) });
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(TestClient.ImageReply()).Chunk(100))
        {
            await clock.WhenTimerIsSet(due => due == TimeSpan.FromSeconds(7));
            clock.Advance(TimeSpan.FromSeconds(6));
            await pipe.Writer.WriteAsync(b, TestContext.Current.CancellationToken);
        }

        await pipe.Writer.CompleteAsync();

        var reply = await call;
        reply.FinalImage.Width.ShouldBe(4);
        reply.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Cancelling_is_not_a_failure_but_a_cancellation_of_that_token()
    {
        using var cancellation = new CancellationTokenSource();
        using var client = Create(new StubHandler(StubHandler.Hang), TimeSpan.FromSeconds(90));
        var call = client.GenerateContentAsync(TestClient.Request, cancellation.Token);

        await cancellation.CancelAsync();

        var thrown = await Should.ThrowAsync<OperationCanceledException>(call);
        thrown.CancellationToken.ShouldBe(cancellation.Token);
        clock.ActiveTimers.ShouldBe(0);
    }

    [Fact]
    public async Task The_callers_own_HttpClient_Timeout_is_named()
    {
        // HttpClient's timeout runs on the system's clock, so its symptom is given, not waited for.
        var handler = new StubHandler(StubHandler.Fail(() => new TaskCanceledException("...", new TimeoutException())));
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(100) };
        using var client = new NanoBananaClient(
            new NanoBananaOptions { ApiKey = TestClient.Key, TimeProvider = clock },
            http
        );

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.Timeout);
        failure.Message.ShouldContain("HttpClient.Timeout is 100 s");
        failure.Cure.ShouldContain("InfiniteTimeSpan");
    }

    [Fact]
    public async Task A_connection_torn_down_by_the_deadline_is_the_deadline()
    {
        var handler = new StubHandler(
            async (sent, token) =>
            {
                try
                {
                    return await StubHandler.Hang(sent, token);
                }
                catch (OperationCanceledException)
                {
                    throw new IOException("the socket was closed");
                }
            }
        );
        using var client = Create(handler, TimeSpan.FromSeconds(90));
        var call = client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);
        await clock.WhenTimerIsSet(due => due == TimeSpan.FromSeconds(90));

        clock.Advance(TimeSpan.FromSeconds(90));

        (await call.FailureOf()).Kind.ShouldBe(FailureKind.Timeout);
    }

    private NanoBananaClient Create(StubHandler handler, TimeSpan deadline, TimeSpan? idle = null) =>
        TestClient.Create(
            handler,
            options =>
                options with
                {
                    TimeProvider = clock,
                    Deadline = deadline,
                    IdleLimit = idle ?? TimeSpan.FromMinutes(2),
                }
        );
}
