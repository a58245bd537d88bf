using System;

namespace NanoBananaContracts.Conformance.Players;

/// <summary>A delay drawn anew for every answer.</summary>
public abstract record DelayDistribution
{
    /// <summary>Draws one delay.</summary>
    /// <param name="random">Source of chance.</param>
    public abstract TimeSpan Sample(Random random);

    /// <summary>The longest delay there can be; null when there is no limit.</summary>
    public abstract TimeSpan? Longest { get; }
}

/// <summary>Always the same delay.</summary>
/// <param name="Delay">The delay.</param>
public sealed record FixedDelayDistribution(TimeSpan Delay) : DelayDistribution
{
    /// <inheritdoc/>
    public override TimeSpan Sample(Random random) => Delay;

    /// <inheritdoc/>
    public override TimeSpan? Longest => Delay;
}

/// <summary>Every whole millisecond between two limits alike.</summary>
/// <param name="LowerMilliseconds">Least, inclusive.</param>
/// <param name="UpperMilliseconds">Most, inclusive.</param>
public sealed record UniformDelayDistribution(int LowerMilliseconds, int UpperMilliseconds) : DelayDistribution
{
    /// <inheritdoc/>
    public override TimeSpan Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return TimeSpan.FromMilliseconds(random.NextInt64(LowerMilliseconds, (long)UpperMilliseconds + 1));
    }

    /// <inheritdoc/>
    public override TimeSpan? Longest => TimeSpan.FromMilliseconds(UpperMilliseconds);
}

/// <summary>The long tail of real services: the logarithm of the delay is normally distributed.</summary>
/// <param name="MedianMilliseconds">Half of all delays are shorter.</param>
/// <param name="Sigma">Standard deviation of the logarithm.</param>
/// <param name="MaximumMilliseconds">Longer draws are cut to this; null for no limit.</param>
public sealed record LogNormalDelayDistribution(double MedianMilliseconds, double Sigma, double? MaximumMilliseconds)
    : DelayDistribution
{
    /// <inheritdoc/>
    public override TimeSpan Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        // Box and Muller; 1 - NextDouble() is never 0, so the logarithm is finite.
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var drawn = MedianMilliseconds * Math.Exp(normal * Sigma);
        return TimeSpan.FromMilliseconds(Math.Min(drawn, MaximumMilliseconds ?? drawn));
    }

    /// <inheritdoc/>
    public override TimeSpan? Longest => MaximumMilliseconds is { } maximum ? TimeSpan.FromMilliseconds(maximum) : null;
}
