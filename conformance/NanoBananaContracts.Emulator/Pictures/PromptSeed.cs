using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>A stream of numbers that follows from a prompt alone: the same prompt always gives the same picture.</summary>
/// <remarks>
/// SplitMix64 over the first eight bytes of the SHA-256 of the prompt. Not <see cref="Random"/>, whose sequence is not
/// promised from one .NET to the next.
/// </remarks>
internal sealed class PromptSeed
{
    private ulong state;

    /// <summary>Starts at a prompt.</summary>
    public PromptSeed(string prompt) =>
        state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));

    /// <summary>Starts where another stands, and leaves that one there: what is drawn twice is drawn alike.</summary>
    public PromptSeed(PromptSeed other) => state = other.state;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The next number from <paramref name="from"/> up to <paramref name="to"/>.</summary>
    public float Between(float from, float to) => from + ((to - from) * (Next() >> 40) / (1 << 24));

    /// <summary>The next whole number from 0 up to, and without, <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);
}
