using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>
/// The pieces of a streamed reply, in whichever form it comes: events, an array, or one object from a gateway that
/// does not stream.
/// </summary>
internal sealed class PieceReader(Stream body, string? contentType)
{
    private StrayLines? stray;

    /// <summary>The form; known after the first piece.</summary>
    internal ReplyForm Form { get; private set; }

    /// <summary>The first bytes, for a message about a body that is none of the forms.</summary>
    internal ReadOnlyMemory<byte> Start { get; private set; }

    /// <summary>What stood between the events and was none.</summary>
    internal ReadOnlyMemory<byte> Stray => stray?.Text ?? default;

    internal async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var peeked = await PeekedStream.OpenAsync(body, cancellationToken).ConfigureAwait(false);
        Start = peeked.Start;
        Form = ReplyOutcome.FormOf(contentType, Start.Span);
        switch (Form)
        {
            case ReplyForm.EventStream:
                var framing = new EventFraming();
                stray = framing.Stray;
                await foreach (
                    var piece in EventData.ReadAsync(peeked, framing, cancellationToken).ConfigureAwait(false)
                )
                {
                    yield return piece;
                }

                break;
            case ReplyForm.JsonArray:
                await foreach (var piece in JsonArrayStream.ReadAsync(peeked, cancellationToken).ConfigureAwait(false))
                {
                    yield return piece;
                }

                break;
            case ReplyForm.Json:
                yield return await BodyBuffer.CollectAsync(peeked, cancellationToken).ConfigureAwait(false);
                break;
            default:
                break;
        }
    }
}
