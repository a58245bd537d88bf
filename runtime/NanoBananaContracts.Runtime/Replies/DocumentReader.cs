using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NanoBananaContracts;

/// <summary>The JSON documents of a reply body that are read and kept, each as soon as it is complete.</summary>
internal sealed class DocumentReader : IDisposable
{
    private const int ReadLength = 64 * 1024;

    private readonly DocumentFraming framing;
    private readonly BodySegments segments = new();
    private readonly bool reusesBuffer;
    private ArraySegment<byte> text;

    private DocumentReader(DocumentFraming framing, bool reusesBuffer)
    {
        this.framing = framing;
        this.reusesBuffer = reusesBuffer;
    }

    /// <summary>
    /// Reads a body that is in memory. Its documents are parts of it; only an event of several lines is copied.
    /// </summary>
    internal static DocumentReader Of(ReadOnlyMemory<byte> body, DocumentFraming framing)
    {
        var bytes = MemoryMarshal.TryGetArray(body, out var array) ? array : new ArraySegment<byte>(body.ToArray());
        framing.Feed(bytes.Array ?? [], bytes.Offset, bytes.Count);
        framing.Complete();
        return new DocumentReader(framing, reusesBuffer: false);
    }

    /// <summary>The documents of a body that arrives.</summary>
    internal static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream body,
        DocumentFraming framing,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var buffer = new byte[ReadLength];
        using var reader = new DocumentReader(framing, reusesBuffer: true);
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

            while (reader.TryRead(out var document))
            {
                yield return document;
            }
        } while (read > 0 && !framing.IsOver);
    }

    /// <inheritdoc/>
    public void Dispose() => segments.Dispose();

    /// <summary>The next document; false where there is none, or none yet.</summary>
    internal bool TryRead(out ReadOnlyMemory<byte> document)
    {
        DocumentStep step;
        while ((step = framing.Next()) != DocumentStep.NeedInput)
        {
            switch (step)
            {
                case DocumentStep.Text:
                    segments.Write(text);
                    text = framing.Text;
                    break;
                case DocumentStep.End:
                    document = BodyShape.WithoutMark(Take());
                    return true;
                default:
                    segments.Dispose();
                    text = default;
                    break;
            }
        }

        if (reusesBuffer)
        {
            segments.Write(text);
            text = default;
        }

        document = default;
        return false;
    }

    private ReadOnlyMemory<byte> Take()
    {
        var last = text;
        text = default;
        if (segments.Length > 0)
        {
            segments.Write(last);
            return segments.Take();
        }

        return reusesBuffer ? last.AsSpan().ToArray() : last;
    }
}
