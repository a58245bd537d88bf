using System.Net.Sockets;
using NanoBananaContracts.Runtime.Tests.Harness;
using Polly.Timeout;

namespace NanoBananaContracts.Runtime.Tests.Http;

/// <summary>Whatever a handler or the stream of a reply throws comes out as the one exception, at every door.</summary>
public sealed class HandlerFailureTests
{
    public enum Door
    {
        Typed,
        Streamed,
        Saved,
    }

    public static TheoryData<string, FailureKind, Door> Thrown
    {
        get
        {
            var data = new TheoryData<string, FailureKind, Door>();
            foreach (var door in Enum.GetValues<Door>())
            {
                foreach (var name in Exceptions.Keys)
                {
                    data.Add(name, Exceptions[name].Kind, door);
                }
            }

            return data;
        }
    }

    private static readonly Dictionary<string, (Func<Exception> Make, FailureKind Kind)> Exceptions = new()
    {
        ["invalid"] = (() => new InvalidOperationException("no token"), FailureKind.ConnectionLost),
        ["timeout"] = (() => new TimeoutException("too slow"), FailureKind.Timeout),
        ["rejected"] = (() => new TimeoutRejectedException("too slow"), FailureKind.Timeout),
        ["socket"] = (() => new SocketException((int)SocketError.ConnectionReset), FailureKind.ConnectionLost),
        ["access"] = (() => new UnauthorizedAccessException("no"), FailureKind.ConnectionLost),
        ["unsupported"] = (() => new NotSupportedException("no"), FailureKind.ConnectionLost),
        ["disposed"] = (() => new ObjectDisposedException("stream"), FailureKind.ConnectionLost),
    };

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task A_handler_that_throws(string name, FailureKind kind, Door door)
    {
        var cause = Exceptions[name].Make();
        var failure = await CallAsync(new StubHandler(StubHandler.Fail(() => cause)), door);

        failure.Kind.ShouldBe(kind);
        failure.InnerException.ShouldBeSameAs(cause);
        failure.Attempts.ShouldBe(1);
        failure.WhatHappened.ShouldContain(name == "socket" ? OneLine.Of(cause.Message) : cause.GetType().Name);
    }

    [Theory]
    [MemberData(nameof(Thrown))]
    public async Task A_reply_whose_stream_throws(string name, FailureKind kind, Door door)
    {
        var cause = Exceptions[name].Make();
        var handler = new StubHandler(
            StubHandler.Reply(200, () => new StreamContent(new SegmentStream(["{\"candidates\":["u8.ToArray()], Throw)))
        );
        var failure = await CallAsync(handler, door);

        failure.Kind.ShouldBe(kind);
        failure.InnerException.ShouldBeSameAs(cause);

        void Throw() => throw cause;
    }

    [Fact]
    public async Task The_body_of_an_error_that_throws_does_not_hide_the_status()
    {
        var handler = new StubHandler(
            StubHandler.Reply(
                401,
                () =>
                    new StreamContent(
                        new SegmentStream(
                            [
                                [1],
                            ],
                            () => throw new NotSupportedException()
                        )
                    )
            )
        );

        (await CallAsync(handler, Door.Typed)).Kind.ShouldBe(FailureKind.Unauthorized);
    }

    [Fact]
    public async Task A_request_that_cannot_have_left_may_be_sent_again()
    {
        var handler = new StubHandler(
            StubHandler.Fail(() => new SocketException((int)SocketError.ConnectionRefused)),
            StubHandler.Reply(200, TestClient.ImageReply())
        );
        using var client = TestClient.Create(handler, options => options with { RetryDelay = TimeSpan.Zero });

        await client.GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken);

        handler.Sent.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_in_the_words_of_a_handler_is_taken_out()
    {
        var handler = new StubHandler(
            StubHandler.Fail(() => new InvalidOperationException($"cannot sign {TestClient.Key}"))
        );

        (await CallAsync(handler, Door.Typed)).ToString().ShouldNotContain(TestClient.Key);
    }

    [Fact]
    public async Task A_cancellation_by_a_handler_is_not_blamed_on_a_timeout_that_has_not_passed()
    {
        using var http = new HttpClient(new StubHandler(StubHandler.Fail(() => new TaskCanceledException())));
        using var client = new NanoBananaClient(new NanoBananaOptions { ApiKey = TestClient.Key }, http);

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        failure.Kind.ShouldBe(FailureKind.Timeout);
        failure.WhatHappened.ShouldNotContain("100 s");
        failure.WhatHappened.ShouldContain("a handler of its own gave up");
    }

    [Fact]
    public async Task A_callers_own_exception_stays_what_it_is()
    {
        using var client = TestClient.Create(new StubHandler(StubHandler.Reply(200, TestClient.ImageReply())));

        await Should.ThrowAsync<InvalidOperationException>(() =>
            client.SaveImageAsync(
                TestClient.Request,
                new MemoryStream(),
                new Throwing(),
                TestContext.Current.CancellationToken
            )
        );
    }

    private static async Task<NanoBananaException> CallAsync(StubHandler handler, Door door)
    {
        using var client = TestClient.Create(handler, options => options with { MaxAttempts = 1 });
        var token = TestContext.Current.CancellationToken;
        return await (
            door switch
            {
                Door.Typed => (Task)client.GenerateContentAsync(TestClient.Request, token),
                Door.Saved => client.SaveImageAsync(TestClient.Request, new MemoryStream(), null, token),
                _ => client.StreamGenerateContentAsync(TestClient.Request, token).ToReplyAsync(null, token),
            }
        ).FailureOf();
    }

    private sealed class Throwing : IProgress<ImageProgress>
    {
        public void Report(ImageProgress value) => throw new InvalidOperationException("the caller's own");
    }
}
