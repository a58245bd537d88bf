using System.Buffers;

namespace NanoBananaContracts.Serialization;

/// <summary>Bytes that are written, in memory of the shared pool: kept until they are taken, or on their way to an output.</summary>
/// <param name="output">Where to; <see langword="null"/> to keep them all.</param>
internal sealed class ContractBuffer(IBufferWriter<byte>? output) : IDisposable
{
    /// <summary>How much is kept at least before an output gets it.</summary>
    public const int FirstLength = 4096;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(FirstLength);
    private int length;

    /// <summary>Whether there is an output.</summary>
    public bool HasOutput => output is not null;

    /// <summary>What is here.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, length);

    /// <summary>Room for some bytes, behind those that are here.</summary>
    public Span<byte> Reserve(int count)
    {
        if (bytes.Length - length < count)
        {
            Grow(count);
        }

        return bytes.AsSpan(length);
    }

    /// <summary>Says how many bytes were put into <see cref="Reserve"/>.</summary>
    public void Advance(int count) => length += count;

    /// <summary>Forgets what is here.</summary>
    public void Reset() => length = 0;

    /// <summary>Hands what is here to the output; does nothing without one.</summary>
    public void Flush()
    {
        if (output is not null && length > 0)
        {
            output.Write(bytes.AsSpan(0, length));
            length = 0;
        }
    }

    /// <summary>Hands bytes to the output without keeping them.</summary>
    public void Pass(ReadOnlySpan<byte> more)
    {
        Flush();
        output!.Write(more);
    }

    /// <summary>What is here, for good: the pool does not get its memory back.</summary>
    public ReadOnlyMemory<byte> Detach()
    {
        // A small message in a large buffer is copied; a large one, which half fills its buffer at least, is not.
        ReadOnlyMemory<byte> detached;
        if (length < bytes.Length / 2)
        {
            detached = Written.ToArray();
        }
        else
        {
            detached = Written;
            bytes = [];
        }

        length = 0;
        return detached;
    }

    /// <summary>Flushes and gives the memory back.</summary>
    public void Dispose()
    {
        Flush();
        var returned = bytes;
        bytes = [];
        length = 0;
        if (returned.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(returned);
        }
    }

    private void Grow(int count)
    {
        Flush();
        if (bytes.Length - length >= count)
        {
            return;
        }

        var needed = checked(length + count);
        var doubled = (int)Math.Min(bytes.Length * 2L, int.MaxValue - 64);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, doubled));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
