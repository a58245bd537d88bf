using System.Net;
using System.Net.Http.Headers;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>Carries out a plan: every call once, in order, and never one more.</summary>
public sealed class LiveRun
{
    /// <summary>How long one call may take, to the last byte. 4K pictures take minutes under load.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(5);

    // Unpacked; as much as the client of this kit reads.
    private const int LargestReply = 128 * 1024 * 1024;

    // Long enough to be looked for in replies, and nothing any service knows.
    private const string WrongKey = "no-such-key-of-the-conformance-check";

    private readonly LivePlan plan;
    private readonly Uri endpoint;
    private readonly string key;
    private readonly DriftJudge judge;
    private readonly List<LiveCallResult> results = [];
    private readonly TimeProvider time;
    private readonly HttpsOnlyProxy proxy = new();
    private LiveCall? underWay;
    private long start;

    private LiveRun(LivePlan plan, Uri endpoint, string key, TimeProvider time)
    {
        (this.plan, this.endpoint, this.key, this.time) = (plan, endpoint, key, time);
        judge = new DriftJudge(plan, new SecretScrubber(key));
    }

    /// <summary>Carries out a plan.</summary>
    /// <param name="plan">What to send.</param>
    /// <param name="endpoint">Scheme and host, with or without a path in front of the API's own.</param>
    /// <param name="key">The user's key, at least 8 characters. It goes into one header and nowhere else.</param>
    /// <param name="progress">Told of each call before it is sent; may be <see langword="null"/>.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="cancellationToken">Ends the run, and with it the call under way, which may be billed all the same.</param>
    /// <returns>
    /// What was found: always, for what was sent is paid for. What ended the run before its plan, a cancellation or any
    /// exception, is its <see cref="DriftReport.EndedBy"/>.
    /// </returns>
    public static async Task<DriftReport> ExecuteAsync(
        LivePlan plan,
        Uri endpoint,
        string key,
        Action<LiveCall>? progress = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(key);
        var run = new LiveRun(plan, endpoint, key, time ?? TimeProvider.System);
        var endedBy = await run.SendAllAsync(progress, cancellationToken).ConfigureAwait(false);
        return new DriftReport
        {
            Provider = plan.Provider.Id,
            Model = plan.Model,
            Endpoint = endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped),
            At = run.time.GetUtcNow(),
            MaxCostUsd = plan.MaxCostUsd,
            Calls = run.results,
            NotSent = [.. System.Linq.Enumerable.Skip(plan.Calls, run.results.Count)],
            Findings = run.judge.Findings,
            EndedBy = endedBy,
        };
    }

    /// <summary>Sends the plan; what ended it too early, or null.</summary>
    private async Task<string?> SendAllAsync(Action<LiveCall>? progress, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var call in plan.Calls)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke(call);
                if (!await SendAsync(call, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }
            }

            return null;
        }
#pragma warning disable CA1031 // Nothing may lose the report of calls that are paid for; the report says what it was.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var reason = cancellationToken.IsCancellationRequested
                ? "cancelled"
                : judge.Scrub($"{exception.GetType().Name}: {exception.Message}");
            if (underWay is { } call)
            {
                Keep(new LiveCallResult(call, 0, 0, time.GetElapsedTime(start)));
                judge.CutOff(call, reason);
            }

            return reason;
        }
    }

    /// <summary>Sends one call; false where going on makes no sense.</summary>
    private async Task<bool> SendAsync(LiveCall call, CancellationToken cancellationToken)
    {
        // A handler a call: a fresh connection is never sent to twice, whereas a pooled one that turns out to be
        // closed is retried inside HttpClient, and a picture could be billed twice.
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            Proxy = proxy,
        };
        using var invoker = new HttpMessageInvoker(handler);
        using var limit = new CancellationTokenSource(CallLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = MakeRequest(call);
        (underWay, start) = (call, time.GetTimestamp());
        try
        {
            using var reply = await invoker.SendAsync(request, either.Token).ConfigureAwait(false);
            await reply.Content.LoadIntoBufferAsync(LargestReply, either.Token).ConfigureAwait(false);
            var body = await reply.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            var seen = new LiveReply(
                (int)reply.StatusCode,
                reply.Content.Headers.ContentType?.MediaType ?? "",
                body,
                time.GetElapsedTime(start)
            );
            Keep(new LiveCallResult(call, seen.Status, seen.Body.Length, seen.Elapsed));
            judge.Judge(call, seen);
            // A key that is refused where it should open the door is refused everywhere.
            return call.IsErrorPath || seen.Status is not (401 or 403);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or InvalidDataException
                && !cancellationToken.IsCancellationRequested
            )
        {
            Fail(
                call,
                exception switch
                {
                    HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                        $"The reply is larger than {LargestReply >> 20} MiB.",
                    HttpRequestException http =>
                        $"The call failed: {http.HttpRequestError}.{ProxyWords.About(http, proxy, endpoint)}",
                    InvalidDataException => "The reply's compression is damaged.",
                    _ => "The reply broke off.",
                }
            );
            return true;
        }
        catch (OperationCanceledException)
            when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Fail(call, FormattableString.Invariant($"No whole reply within {CallLimit.TotalMinutes:0} minutes."));
            return true;
        }
    }

    private void Fail(LiveCall call, string reason)
    {
        Keep(new LiveCallResult(call, 0, 0, time.GetElapsedTime(start)));
        judge.NoAnswer(call, reason);
    }

    private void Keep(LiveCallResult result)
    {
        results.Add(result);
        underWay = null;
    }

    private HttpRequestMessage MakeRequest(LiveCall call)
    {
        var address = new Uri(endpoint.AbsoluteUri.TrimEnd('/') + call.Path);
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ReadOnlyMemoryContent(call.Body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        foreach (var header in plan.Provider.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (call.Key != LiveKey.None)
        {
            var sent = call.Key == LiveKey.Real ? key : WrongKey;
            request.Headers.TryAddWithoutValidation(
                plan.Provider.ApiKeyHeader,
                plan.Provider.ApiKeyScheme is { } scheme ? $"{scheme} {sent}" : sent
            );
        }

        return request;
    }
}
