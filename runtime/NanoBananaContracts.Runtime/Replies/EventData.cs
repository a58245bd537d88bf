using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace NanoBananaContracts;

/// <summary>
/// The data of each event of a stream, as the JSON that is read and kept; events without data and <c>[DONE]</c> are left
/// out.
/// </summary>
internal static class EventData
{
    private const int ReadLength = 64 * 1024;

    /// <summary>The events of a stream, each as soon as it is complete.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream body,
        EventFraming framing,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var buffer = new byte[ReadLength];
        using var data = new BodySegments();
        int read;
        do
        {
            read = await body.ReadBytesAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false);
            if (read > 0)
            {
                framing.Feed(buffer, 0, read);
            }
            else
            {
                framing.Complete();
            }

            FramingStep step;
            while ((step = framing.Next()) != FramingStep.NeedInput)
            {
                if (step == FramingStep.Text)
                {
                    data.Write(framing.Text);
                }
                else if (data.Take() is var piece && IsJson(piece))
                {
                    yield return piece;
                }
            }
        } while (read > 0);
    }

    /// <summary>The events of a body that is in memory: the data of an event is copied only where it has several lines.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> body, EventFraming framing)
    {
        var bytes = MemoryMarshal.TryGetArray(body, out var array) ? array : new ArraySegment<byte>(body.ToArray());
        using var lines = new BodySegments();
        ArraySegment<byte> line = default;
        framing.Feed(bytes.Array!, bytes.Offset, bytes.Count);
        framing.Complete();
        FramingStep step;
        while ((step = framing.Next()) != FramingStep.NeedInput)
        {
            if (step == FramingStep.Text)
            {
                lines.Write(line);
                line = framing.Text;
                continue;
            }

            if (lines.Length > 0)
            {
                lines.Write(line);
                line = new ArraySegment<byte>(lines.Take());
            }

            if (IsJson(line))
            {
                yield return line;
            }

            line = default;
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> data) =>
        !BodyShape.IsBlank(data) && !BodyShape.Trimmed(data).SequenceEqual("[DONE]"u8);
}
