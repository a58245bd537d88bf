using System;
using System.Collections.Generic;
using System.IO;
using System.Net.ServerSentEvents;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>Takes the JSON out of an event stream, with the parser of System.Net.ServerSentEvents.</summary>
internal static class EventData
{
    /// <summary>The data of each event as it comes; events without data and <c>[DONE]</c> are left out.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        EventStreamBody body,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (var item in SseParser.Create(body, Copy).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsJson(item.Data))
            {
                yield return item.Data;
            }
        }
    }

    /// <summary>The same for a body that is in memory.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Read(EventStreamBody body)
    {
        foreach (var item in SseParser.Create(body, Copy).Enumerate())
        {
            if (IsJson(item.Data))
            {
                yield return item.Data;
            }
        }
    }

    // The parser reuses its buffer, and a reply keeps its text.
    private static byte[] Copy(string eventType, ReadOnlySpan<byte> data) => data.ToArray();

    private static bool IsJson(byte[] data) =>
        !BodyShape.IsBlank(data) && !BodyShape.Trimmed(data).SequenceEqual("[DONE]"u8);
}
