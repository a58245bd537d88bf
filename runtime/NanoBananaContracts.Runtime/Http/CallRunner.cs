using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;

namespace NanoBananaContracts.Http;

/// <summary>
/// Runs a call: attempts, waits, and one exception type at the end. The first attempt runs by itself; the retry
/// pipeline is built only when it is needed.
/// </summary>
internal sealed class CallRunner : IDisposable
{
    private readonly HttpClient client;
    private readonly bool ownsClient;
    private readonly HttpSender sender;
    private volatile bool isClosed;

    internal CallRunner(ContractEndpoint endpoint, CallOptions options, HttpClient? client)
    {
        Endpoint = endpoint;
        Options = options;
        ownsClient = client is null;
        this.client = client is null
            ? HttpHandlers.CreateClient()
            : SuppliedClient.Checked(client, endpoint.BaseAddress);
        sender = new HttpSender(this.client, endpoint, options);
        Logger = options.LoggerFactory?.CreateLogger(Log.Category) ?? (ILogger)NullLogger.Instance;
    }

    internal ContractEndpoint Endpoint { get; }

    internal CallOptions Options { get; }

    internal ILogger Logger { get; }

    internal CallClock StartClock(System.Threading.CancellationToken caller, TimeSpan? deadline = null) =>
        new(Options.TimeProvider, deadline ?? Options.Deadline, Options.IdleLimit, caller);

    /// <summary>Sends <paramref name="call"/> until <paramref name="read"/> has what it wants.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="clock">Its time; the caller of this method owns it.</param>
    /// <param name="read">Reads a reply with a success status. It owns the reply and disposes it.</param>
    /// <exception cref="NanoBananaException">Every failure.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the token is the caller's.</exception>
    internal Task<T> RunAsync<T>(HttpCall call, CallClock clock, Func<HttpResponse, Task<T>> read) =>
        Endpoint.AccessTokenProvider is { } tokens
            ? WithTokenAsync(call, clock, read, tokens)
            : AttemptAsync(call, clock, read, isFirst: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ownsClient)
        {
            isClosed = true;
            client.Dispose();
        }
    }

    /// <summary>What an exception means for a call, as <see cref="HttpFailure.Translate"/> says.</summary>
    internal Exception? Translate(Exception exception, CallClock clock, bool hasReply) =>
        // What waits for a reply ends with our own HttpClient because its owner disposed of it: nobody else is to blame.
        isClosed
        && !hasReply
        && exception is OperationCanceledException or ObjectDisposedException or HttpRequestException or IOException
        && !clock.Token.IsCancellationRequested
            ? new ObjectDisposedException(
                "The client was disposed while a call was running; what was generated until then may be billed.",
                exception is HandlerException ? exception.InnerException : exception
            )
            : HttpFailure.Translate(exception, clock, sender.ClientTimeout, sender.Way, hasReply);

    // Every attempt of the call has the same: a token lives longer than a call may last.
    private async Task<T> WithTokenAsync<T>(
        HttpCall call,
        CallClock clock,
        Func<HttpResponse, Task<T>> read,
        Func<CancellationToken, ValueTask<string>> tokens
    )
    {
        call.Context.Key = await AccessToken.OfAsync(tokens, clock).ConfigureAwait(false);
        return await AttemptAsync(call, clock, read, isFirst: true).ConfigureAwait(false);
    }

    private async Task<T> RetryAsync<T>(
        HttpCall call,
        CallClock clock,
        Func<HttpResponse, Task<T>> read,
        NanoBananaException first
    )
    {
        var last = first;
        var isFirst = true;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = Options.TimeProvider }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = Options.MaxAttempts - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = Options.RetryDelay,
                    MaxDelay = Options.MaxRetryDelay,
                    ShouldHandle = args =>
                        new(
                            args.Outcome.Exception is NanoBananaException failed
                                && RetryPolicy.ShouldRetry(failed, call, clock, Options)
                        ),
                    DelayGenerator = args => new((args.Outcome.Exception as NanoBananaException)?.RetryAfter),
                    OnRetry = args =>
                    {
                        last = (NanoBananaException)args.Outcome.Exception!;
                        Report(call, last, args.RetryDelay);
                        return default;
                    },
                }
            )
            .Build();
        try
        {
            return await pipeline
                .ExecuteAsync<T>(
                    async _ =>
                    {
                        if (isFirst)
                        {
                            isFirst = false;
                            throw first; // It was made outside of the pipeline.
                        }

                        return await AttemptAsync(call, clock, read, isFirst: false).ConfigureAwait(false);
                    },
                    clock.Token
                )
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (clock.Reason == StopReason.Deadline)
        {
            throw new NanoBananaException(
                FailureKind.Timeout,
                FormattableString.Invariant(
                    $"The deadline of {clock.Deadline.TotalSeconds:0.###} s passed while waiting to ask again; "
                ) + $"attempt {call.Attempts} had failed: {last.WhatHappened}",
                innerException: exception
            )
            {
                Attempts = call.Attempts,
                StatusCode = last.StatusCode,
                Error = last.Error,
                RequestId = last.RequestId,
            };
        }
        catch (OperationCanceledException exception) when (clock.Caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, clock.Caller);
        }
    }

    // The first attempt goes on to the retries itself: one state machine less to compile before the first reply.
    private async Task<T> AttemptAsync<T>(
        HttpCall call,
        CallClock clock,
        Func<HttpResponse, Task<T>> read,
        bool isFirst
    )
    {
        NanoBananaException? first = null;
        HttpResponse? reply = null;
        call.Attempts++;
        try
        {
            reply = await sender.SendAsync(call, clock).ConfigureAwait(false);
            return await read(reply).ConfigureAwait(false);
        }
        catch (Exception exception) when (Translate(exception, clock, reply is not null) is { } found)
        {
            var translated = found;
            if (translated is NanoBananaException failure)
            {
                failure = failure.With(reply?.RequestId, reply?.StatusCode).WithoutKeys(call.Context);
                translated = failure;
                failure.Attempts = call.Attempts;
                call.BilledAttempts += failure.RetryAdvice == RetryAdvice.MayBillTwice ? 1 : 0;
                first = isFirst && RetryPolicy.ShouldRetry(failure, call, clock, Options) ? failure : null;
            }

            if (first is null)
            {
                if (ReferenceEquals(translated, exception))
                {
                    throw;
                }

                throw translated;
            }
        }

        return await RetryAsync(call, clock, read, first).ConfigureAwait(false);
    }

    private void Report(HttpCall call, NanoBananaException failure, TimeSpan delay)
    {
        Telemetry.Retries.Add(
            1,
            new("gen_ai.request.model", call.Context.ModelId),
            new("error.type", failure.Kind.ToString())
        );
        Log.Retrying(
            Logger,
            call.Attempts,
            call.Name,
            failure.Kind,
            Log.Reply(failure.StatusCode),
            delay.TotalSeconds,
            call.Operation,
            call.Context.ModelId,
            failure.StatusCode
        );
    }
}
