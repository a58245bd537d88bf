namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Smooth noise over the plane: the same seed gives the same hills.</summary>
internal sealed class ValueNoise(PromptSeed seed)
{
    private readonly uint seed = (uint)seed.Next();

    /// <summary>Noise at a place, from 0 to 1; its features are about 1 across.</summary>
    public float At(float x, float y)
    {
        var (x0, y0) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        float u = Smooth(x - x0),
            v = Smooth(y - y0);
        var top = float.Lerp(Lattice(x0, y0), Lattice(x0 + 1, y0), u);
        var bottom = float.Lerp(Lattice(x0, y0 + 1), Lattice(x0 + 1, y0 + 1), u);
        return float.Lerp(top, bottom, v);
    }

    /// <summary>Several octaves of noise, each half as large and half as strong, from 0 to 1.</summary>
    public float Fractal(float x, float y, int octaves)
    {
        float sum = 0,
            strength = 0.5f,
            total = 0;
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += strength * At(x, y);
            total += strength;
            strength *= 0.5f;
            // An irrational turn and shift keeps the lattices of the octaves from lining up.
            (x, y) = ((1.6f * x) - (1.2f * y) + 37.1f, (1.2f * x) + (1.6f * y) + 17.3f);
        }

        return sum / total;
    }

    private float Lattice(int x, int y)
    {
        var hash = this.seed ^ ((uint)x * 0x85EBCA6B) ^ ((uint)y * 0xC2B2AE35);
        hash = (hash ^ (hash >> 15)) * 0x2C1B3C6D;
        hash = (hash ^ (hash >> 12)) * 0x297A2D39;
        return ((hash ^ (hash >> 15)) >> 8) / (float)(1 << 24);
    }

    private static float Smooth(float t) => t * t * t * ((t * ((t * 6) - 15)) + 10);
}
