namespace NanoBananaContracts.Cli;

/// <summary>
/// What a signal means. The first one asks: clients are still to be ended, and what was billed to be reported. One that
/// comes later ends the process at once; but not right behind the first, where it is the same one once more: a terminal
/// sends Ctrl+C to the whole group, and npm, make or a shell pass theirs on.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class Interruption(TimeProvider clock) : IDisposable
{
    /// <summary>So long a signal is the same one once more.</summary>
    public static readonly TimeSpan Echo = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource source = new();
    private readonly Lock turn = new();
    private long? first;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Takes a signal.</summary>
    /// <returns>Whether the process lives on for now.</returns>
    public bool Ask()
    {
        lock (turn)
        {
            if (first is { } asked)
            {
                return clock.GetElapsedTime(asked) < Echo;
            }

            first = clock.GetTimestamp();
        }

        _ = source.CancelAsync();
        return true;
    }

    public void Dispose() => source.Dispose();
}
