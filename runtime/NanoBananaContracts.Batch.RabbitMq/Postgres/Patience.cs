using Npgsql;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Asks a database again that restarts or fails over. An answer that was lost may be that of a change that was made: whoever
/// changes something is told, and looks before doing it once more.
/// </summary>
internal sealed class Patience(TimeSpan longest, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Runs it until it has an answer, a mistake of ours, or no patience left.</summary>
    /// <param name="ask">Told whether an earlier try may have done its work without the answer having arrived.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> RunAsync<T>(Func<bool, Task<T>> ask, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var wait = TimeSpan.FromMilliseconds(100);
        for (var inDoubt = false; ; inDoubt = true)
        {
            try
            {
                return await ask(inDoubt).ConfigureAwait(false);
            }
            catch (NpgsqlException exception) when (exception.IsTransient && time.GetElapsedTime(start) < longest)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }
}
