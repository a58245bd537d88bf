using System.Collections.Concurrent;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>
/// The calls of a subject that are under way, each with a process of its own. Whoever ends the subject waits here until
/// the last of them has ended its process: a suite that leaves earlier leaves clients behind, some of them stopped.
/// </summary>
internal sealed class StartedCalls : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentDictionary<Task, bool> running = new();

    /// <summary>Makes a call, which ends its process when its token fires: the caller's, or the end of the subject.</summary>
    public async Task<SubjectReport> RunAsync(
        Func<CancellationToken, Task<SubjectReport>> call,
        CancellationToken cancellationToken
    )
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        var running = call(both.Token);
        this.running[running] = true;
        try
        {
            return await running.ConfigureAwait(false);
        }
        finally
        {
            this.running.TryRemove(running, out _);
        }
    }

    /// <summary>Ends what is under way and waits for it; nobody makes a call any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
    }
}
