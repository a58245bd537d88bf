using System;
using System.Threading;

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
            ThreadPool.QueueUserWorkItem(static _ => Read());
        }
    }

    /// <summary>Reads the reply as <see cref="ArrivingReply"/> does.</summary>
    /// <returns>What it is: a success.</returns>
    internal static ReplyOutcome Read()
    {
        var input = Reply.ToArray();
        var output = new byte[Base64StringReader.OutputLength(input.Length)];
        var inspector = new PictureInspector();
        using var reader = new ReplyStreamReader(output);
        reader.Feed(input, 0, input.Length);
        reader.Complete();
        ReplyEvent next;
        while ((next = reader.Next()) != ReplyEvent.Ended)
        {
            if (next == ReplyEvent.PictureBytes)
            {
                inspector.Append(output.AsSpan(0, reader.PictureBytes));
            }
        }

        var outcome = ReplyOutcome.Classify(
            200,
            "application/json",
            reader.Skeleton.Text.ToArray(),
            FailureContext.None,
            _ => ImageJudgement.Of(inspector.Complete())
        );
        _ = new SavedReply(new NanoBananaReply(outcome.Response!, 200, FailureContext.None), 0);
        return outcome;
    }
}
