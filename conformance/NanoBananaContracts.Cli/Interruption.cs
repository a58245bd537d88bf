namespace NanoBananaContracts.Cli;

/// <summary>
/// What a signal means. The first one asks: clients are still to be ended, and what was billed to be reported. One that
/// comes later ends the process at once, or asks a command that waits for calls under way to give them up; but not right
/// behind the one before, where it is the same one once more: a terminal sends Ctrl+C to the whole group, and npm, make or a
/// shell pass theirs on.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class Interruption(TimeProvider clock) : IDisposable
{
    /// <summary>So long a signal is the same one once more.</summary>
    public static readonly TimeSpan Echo = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource source = new();
    private readonly CancellationTokenSource again = new();
    private readonly Lock turn = new();
    private long latest;
    private int taken;
    private int most = 1;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Has the second signal asked as well: the third is then the one that ends the process.</summary>
    /// <returns>Cancelled by the second signal.</returns>
    public CancellationToken TakeSecond()
    {
        lock (turn)
        {
            most = 2;
            return again.Token;
        }
    }

    /// <summary>Takes a signal.</summary>
    /// <returns>Whether the process lives on for now.</returns>
    public bool Ask()
    {
        CancellationTokenSource asked;
        lock (turn)
        {
            if (taken > 0 && clock.GetElapsedTime(latest) < Echo)
            {
                return true;
            }

            if (taken == most)
            {
                return false;
            }

            asked = taken == 0 ? source : again;
            taken++;
            latest = clock.GetTimestamp();
        }

        _ = asked.CancelAsync();
        return true;
    }

    public void Dispose()
    {
        source.Dispose();
        again.Dispose();
    }
}
