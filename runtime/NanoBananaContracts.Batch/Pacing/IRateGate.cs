namespace NanoBananaContracts.Batch;

/// <summary>
/// Lets calls begin no faster than the provider allows: all workers that share its limits share one, in this process or in a
/// database.
/// </summary>
public interface IRateGate
{
    /// <summary>Waits until one more call may begin, which makes one request and one picture.</summary>
    /// <param name="cancellationToken">Gives the turn up.</param>
    Task WaitAsync(CancellationToken cancellationToken = default);

    /// <summary>The provider refused a call for its rate: nobody begins another one for a while.</summary>
    /// <param name="retryAfter">How long, where the provider said; else longer each time that it happens in a row.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How long all wait, and how often it has happened in a row.</returns>
    Task<RatePause> PauseAsync(TimeSpan? retryAfter, CancellationToken cancellationToken = default);

    /// <summary>The provider took a call: the next pause without advice is short again.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    Task SucceededAsync(CancellationToken cancellationToken = default);
}

/// <summary>A pause of all workers.</summary>
/// <param name="Length">How long it is from now.</param>
/// <param name="InARow">How many calls were refused since the last one that was taken.</param>
public sealed record RatePause(TimeSpan Length, int InARow);

/// <summary>How fast calls may begin.</summary>
public sealed record RateLimits
{
    /// <summary>The most requests a minute; <see langword="null"/> for no limit.</summary>
    public double? RequestsAMinute { get; init; }

    /// <summary>The most pictures a minute; <see langword="null"/> for no limit. A call that gives none counts as one.</summary>
    public double? PicturesAMinute { get; init; }

    /// <summary>The time from one call to the next, by the stricter of both; zero where there is no limit.</summary>
    /// <exception cref="ArgumentException">A limit is not above zero.</exception>
    public TimeSpan Interval
    {
        get
        {
            var most = Math.Min(RequestsAMinute ?? double.PositiveInfinity, PicturesAMinute ?? double.PositiveInfinity);
            return most > 0
                ? TimeSpan.FromMinutes(1) / most
                : throw new ArgumentException("A limit of calls a minute must be above zero.");
        }
    }
}
