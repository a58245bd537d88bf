namespace NanoBananaContracts;

/// <summary>
/// Follows the structure of one picture format over bytes that arrive in pieces of any size, in constant memory.
/// Pixels are never decoded: a walk proves that the container is whole, not that the picture is beautiful.
/// </summary>
internal abstract class PictureWalk
{
    private readonly byte[] gathered = new byte[16];
    private int gatheredCount;

    /// <summary>Width in pixels, 0 until known.</summary>
    public int Width { get; protected set; }

    /// <summary>Height in pixels, 0 until known.</summary>
    public int Height { get; protected set; }

    /// <summary>Whether it is empty where no pixels were found; pixels that a file need not speak of are not none.</summary>
    public virtual bool NeedsPixels => true;

    /// <summary>Offset of the first byte of the current step.</summary>
    protected long Position { get; private set; }

    /// <summary>Offset of the first byte of the header gathered last, or being gathered.</summary>
    protected long HeaderAt { get; private set; }

    /// <summary>Whether everything the format promises has been seen.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>A contradiction found on the way, or <see langword="null"/>; nothing is walked after it.</summary>
    public string? Damage { get; private set; }

    /// <summary>What was awaited when the bytes ended, such as "the IEND chunk".</summary>
    public abstract string Awaited { get; }

    /// <summary>Walks the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && Damage is null)
        {
            var before = bytes.Length;
            Step(ref bytes);
            Position += before - bytes.Length;
        }
    }

    /// <summary>Takes at least one byte off the front of <paramref name="bytes"/>.</summary>
    protected abstract void Step(ref ReadOnlySpan<byte> bytes);

    /// <summary>Collects a fixed-size header that may be split between pieces.</summary>
    /// <returns>Whether <paramref name="header"/> now holds all <paramref name="length"/> (at most 16) bytes.</returns>
    protected bool Gather(ref ReadOnlySpan<byte> bytes, int length, out ReadOnlySpan<byte> header)
    {
        if (gatheredCount == 0)
        {
            HeaderAt = Position;
        }

        var take = Math.Min(length - gatheredCount, bytes.Length);
        bytes.Slice(0, take).CopyTo(gathered.AsSpan(gatheredCount));
        bytes = bytes.Slice(take);
        gatheredCount += take;
        if (gatheredCount < length)
        {
            header = default;
            return false;
        }

        gatheredCount = 0;
        header = gathered.AsSpan(0, length);
        return true;
    }

    /// <summary>Passes over up to <paramref name="remaining"/> bytes and counts them off.</summary>
    protected static void Skip(ref ReadOnlySpan<byte> bytes, ref long remaining)
    {
        var take = (int)Math.Min(remaining, bytes.Length);
        bytes = bytes.Slice(take);
        remaining -= take;
    }

    /// <summary>Records a contradiction.</summary>
    protected void Fail(string damage) => Damage = damage;
}
