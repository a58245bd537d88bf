namespace NanoBananaContracts.Batch;

/// <summary>
/// How many calls are made at a time: half as many when the provider refuses some, one more after as many pictures as there are
/// calls at a time, between 1 and what was asked for.
/// </summary>
/// <param name="most">What was asked for.</param>
/// <param name="time">The clock.</param>
public sealed class Parallelism(int most, TimeProvider time)
{
    // Calls that were under way together are refused together: that is once.
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private double current =
        most > 0 ? most : throw new ArgumentOutOfRangeException(nameof(most), most, "At least one.");
    private DateTimeOffset? refused;

    /// <summary>How many at most, at the moment.</summary>
    public int Current
    {
        get
        {
            lock (turn)
            {
                return (int)current;
            }
        }
    }

    /// <summary>A picture came.</summary>
    public void Succeeded()
    {
        lock (turn)
        {
            current = Math.Min(most, current + (1 / current));
        }
    }

    /// <summary>The provider refused a call for its rate, or its load.</summary>
    public void Refused()
    {
        lock (turn)
        {
            var now = time.GetUtcNow();
            if (refused is not { } last || now - last >= Together)
            {
                (current, refused) = (Math.Max(1, current / 2), now);
            }
        }
    }
}
