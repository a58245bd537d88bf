namespace NanoBananaContracts;

/// <summary>Reading and writing a part of an array, without allocating where the target allows it.</summary>
internal static class StreamBytes
{
    /// <summary>Reads up to <paramref name="count"/> bytes to a place in <paramref name="buffer"/>.</summary>
    public static ValueTask<int> ReadBytesAsync(
        this Stream stream,
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) =>
#if NET
        stream.ReadAsync(buffer.AsMemory(offset, count), cancellationToken);
#else
        new(stream.ReadAsync(buffer, offset, count, cancellationToken));
#endif

    /// <summary>Writes the first <paramref name="count"/> bytes of <paramref name="buffer"/>.</summary>
    public static ValueTask WriteBytesAsync(
        this Stream stream,
        byte[] buffer,
        int count,
        CancellationToken cancellationToken
    ) =>
#if NET
        stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
#else
        new(stream.WriteAsync(buffer, 0, count, cancellationToken));
#endif
}
