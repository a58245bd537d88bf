using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Http;
#if NET
using System.Runtime.InteropServices;
#endif

namespace NanoBananaContracts;

/// <summary>
/// Reads one small reply on another thread while the first call of the process waits for its own: what reads replies is
/// then compiled before the first one comes. A first call took a sixth longer without it.
/// </summary>
internal static class ReadingWarmUp
{
    private static int begun;

    // A text and a PNG of one grey pixel.
    private static ReadOnlySpan<byte> Reply =>
        """
        {"candidates":[{"content":{"parts":[{"text":"-"},{"inlineData":{"mimeType":"image/png",
        "data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="},
        "thoughtSignature":"AAAA"}],"role":"model"},
        "finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":1,"candidatesTokensDetails":[
        {"modality":"IMAGE","tokenCount":1}]},"modelVersion":"-","responseId":"-"}
        """u8;

    /// <summary>Begins, the first time it is called.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
        {
            // In a task, whose failure cannot end the process of a user: what is warmed up works as well when cold.
            _ = Task.Run(Read);
        }
    }

    /// <summary>Reads the reply as every other is read, from a network that lets it wait.</summary>
    /// <returns>What it is: a success.</returns>
    internal static ReplyOutcome Read()
    {
        using var network = new SlowStream(Reply.ToArray());
        using var message = new HttpResponseMessage { Content = new StreamContent(network) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var limit = TimeSpan.FromHours(1);
        using var clock = new CallClock(TimeProvider.System, limit, limit, CancellationToken.None);
        var reply = HttpResponse
            .OpenAsync(message, clock, long.MaxValue, long.MaxValue, clock.Token)
            .GetAwaiter()
            .GetResult();
        var arriving = new ImageReceiver(static _ => new NoSink(), progress: null);
        ReplyOutcome? outcome = null;
        var reading = arriving.ReadAsync(
            reply,
            CallContext.None,
            found =>
            {
                outcome = found;
                return Task.FromResult<IReadOnlyList<SavedImage>>([]);
            },
            clock.Token
        );
        while (!reading.IsCompleted)
        {
            network.Answer();
        }

        reading.GetAwaiter().GetResult();
        _ = new SavedReply(new NanoBananaReply(outcome!.Response!, 200, CallContext.None), 0);
        return outcome;
    }

    private sealed class NoSink : ImageSink
    {
        public override ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken) => default;

        public override void Dispose() { }
    }

    /// <summary>A stream whose reads wait until they are answered.</summary>
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        private TaskCompletionSource<int>? waiting;
        private ArraySegment<byte> wanted;

        /// <summary>Answers the read that waits; nothing where the reader has not asked for its next one yet.</summary>
        public void Answer()
        {
            if (Interlocked.Exchange(ref waiting, null) is { } read)
            {
                read.SetResult(Read(wanted.Array!, wanted.Offset, wanted.Count));
            }
            else
            {
                Thread.Yield();
            }
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            wanted = new ArraySegment<byte>(buffer, offset, count);
            var read = new TaskCompletionSource<int>();
            Volatile.Write(ref waiting, read);
            return read.Task;
        }

#if NET
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> array)
                ? new(ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken))
                : base.ReadAsync(buffer, cancellationToken);
#endif
    }
}
