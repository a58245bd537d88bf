namespace NanoBananaContracts.TestSupport;

/// <summary>Choices that are the same for the same seed, on every machine and every version of the framework (xorshift64*).</summary>
internal sealed class SeededChoice(int seed)
{
    private ulong state = (((ulong)seed + 1) * 0x9E3779B97F4A7C15) | 1;

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int Next(int limit)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (int)((state * 0x2545F4914F6CDD1D >> 33) % (ulong)Math.Max(1, limit));
    }

    /// <summary>One of these.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}
