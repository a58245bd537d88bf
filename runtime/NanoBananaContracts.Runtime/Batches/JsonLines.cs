namespace NanoBananaContracts;

/// <summary>Reads a file of JSON lines, one at a time: memory is that of the longest line.</summary>
internal static class JsonLines
{
    private const int PieceLength = 128 * 1024;

    /// <summary>The lines that are not blank. Each has memory of its own.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.ResponseTooLarge"/>: a line is too long.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream,
        long longest,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var piece = new byte[PieceLength];
        var line = new MemoryStream();
        for (
            int read;
            (read = await stream.ReadBytesAsync(piece, 0, piece.Length, cancellationToken).ConfigureAwait(false)) > 0;

        )
        {
            for (var at = 0; at < read; )
            {
                var end = Array.IndexOf(piece, (byte)'\n', at, read - at);
                var length = (end < 0 ? read : end) - at;
                if (line.Length + length > longest)
                {
                    throw new NanoBananaException(
                        FailureKind.ResponseTooLarge,
                        FormattableString.Invariant(
                            $"A line of the results has more than {longest:N0} bytes (MaxResponseBytes)."
                        )
                    );
                }

                line.Write(piece, at, length);
                at += length + 1;
                if (end >= 0)
                {
                    if (Taken(line) is { } taken)
                    {
                        yield return taken;
                        line = new MemoryStream(); // The reply that is read from it keeps parts of it.
                    }

                    line.SetLength(0);
                }
            }
        }

        if (Taken(line) is { } last)
        {
            yield return last;
        }
    }

    private static ReadOnlyMemory<byte>? Taken(MemoryStream line)
    {
        var bytes = line.GetBuffer().AsMemory(0, (int)line.Length);
        return BodyShape.IsBlank(bytes.Span) ? (ReadOnlyMemory<byte>?)null : bytes;
    }
}
