using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using NanoBananaContracts.Conformance.Players.Reading;

namespace NanoBananaContracts.Conformance.Players.InProcess;

/// <summary>Sends what a stub says, as the original server would: well-formed, slow, cut short or broken.</summary>
/// <param name="clock">Measures the delays.</param>
/// <param name="timeScale">What every delay is multiplied with.</param>
/// <param name="random">Source of random delays.</param>
internal sealed class StubResponder(TimeProvider clock, double timeScale, Random random)
{
    public async Task SendAsync(HttpContext context, StubMapping stub, ReadOnlyMemory<byte> body)
    {
        var response = stub.Response;
        var aborted = context.RequestAborted;
        await DelayAsync(response.FixedDelay + Sample(response.RandomDelay), aborted).ConfigureAwait(false);
        if (response.Fault is { } fault)
        {
            await SocketFault.PlayAsync(context, fault).ConfigureAwait(false);
            return;
        }

        if (RawReply.IsNeeded(context, response, body.Length))
        {
            await RawReply.SendAsync(context, stub, body).ConfigureAwait(false);
            return;
        }

        WriteHead(context, stub);
        if (!HttpMethods.IsHead(context.Request.Method))
            await WriteBodyAsync(context.Response, response.Dribble, body, aborted).ConfigureAwait(false);
    }

    private static void WriteHead(HttpContext context, StubMapping stub)
    {
        var response = stub.Response;
        context.Response.StatusCode = response.Status;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = ReasonPhrase(response);
        foreach (var header in response.Headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
            context.Response.Headers[header.Key] = new StringValues(header.Select(pair => pair.Value).ToArray());
        foreach (var (name, value) in MatchedStubHeaders(stub))
            context.Response.Headers[name] = value;
    }

    /// <summary>The reason phrase; for a status without a name of its own the number, as in the original.</summary>
    internal static string ReasonPhrase(StubResponse response) =>
        response.StatusMessage
        ?? (
            ReasonPhrases.GetReasonPhrase(response.Status) is { Length: > 0 } known
                ? known
                : response.Status.ToString(CultureInfo.InvariantCulture)
        );

    /// <summary>The headers that say which stub answered; not sent with a fault.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> MatchedStubHeaders(StubMapping stub)
    {
        yield return KeyValuePair.Create("Matched-Stub-Id", stub.Id.ToString());
        if (stub.Name is not null)
            yield return KeyValuePair.Create("Matched-Stub-Name", stub.Name);
    }

    private async Task WriteBodyAsync(
        HttpResponse response,
        ChunkedDribbleDelay? dribble,
        ReadOnlyMemory<byte> body,
        CancellationToken aborted
    )
    {
        if (dribble is null)
        {
            await response.Body.WriteAsync(body, aborted).ConfigureAwait(false);
            return;
        }

        var chunks = Math.Min(dribble.NumberOfChunks, body.Length);
        var size = chunks == 0 ? 0 : body.Length / chunks;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            // WireMock pauses before every chunk, the first included, and puts the remainder into the last one.
            await DelayAsync(dribble.TotalDuration / chunks, aborted).ConfigureAwait(false);
            var piece = chunk == chunks - 1 ? body[(chunk * size)..] : body.Slice(chunk * size, size);
            await response.Body.WriteAsync(piece, aborted).ConfigureAwait(false);
            await response.Body.FlushAsync(aborted).ConfigureAwait(false);
        }
    }

    private TimeSpan Sample(DelayDistribution? distribution)
    {
        if (distribution is null)
            return TimeSpan.Zero;
        lock (random)
            return distribution.Sample(random);
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken aborted)
    {
        var scaled = delay * timeScale;
        return scaled > TimeSpan.Zero ? Task.Delay(scaled, clock, aborted) : Task.CompletedTask;
    }
}
