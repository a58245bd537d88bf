using Npgsql;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>One pace for all workers of a batch, kept beside its journal, by the clock of the database.</summary>
public sealed class PostgresRateGate : IRateGate
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource database;
    private readonly string schema;
    private readonly Patience patience;
    private readonly TimeSpan interval;

    /// <summary>Makes the gate of a batch whose journal was opened.</summary>
    /// <param name="database">The database; it stays the caller's.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="limits">How fast calls of all workers together may begin; the same for each of them.</param>
    /// <param name="options">How the database is used; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">A limit is not above zero, or the name is none.</exception>
    public PostgresRateGate(NpgsqlDataSource database, string batch, RateLimits limits, PostgresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(limits);
        (this.database, schema, interval) = (database, new PostgresTables(batch).Schema, limits.Interval);
        patience = new((options ?? new()).Patience, TimeProvider.System);
    }

    /// <inheritdoc/>
    public async Task WaitAsync(CancellationToken cancellationToken = default)
    {
        // A turn that a pause has fallen upon is lost: another one is taken behind the pause.
        for (var wait = await TakeAsync(cancellationToken).ConfigureAwait(false); wait > TimeSpan.Zero; )
        {
            await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            wait = await PausedAsync(cancellationToken).ConfigureAwait(false)
                ? await TakeAsync(cancellationToken).ConfigureAwait(false)
                : TimeSpan.Zero;
        }
    }

    /// <inheritdoc/>
    public async Task<RatePause> PauseAsync(TimeSpan? retryAfter, CancellationToken cancellationToken = default)
    {
        // Calls that were under way together are refused together: only the first of them makes the next pause longer.
        var row = await OneAsync(
                $"""
                update {schema}.gate g set
                  in_a_row = g.in_a_row + case when g.paused_until > clock_timestamp() then 0 else 1 end,
                  paused_until = greatest(g.paused_until, clock_timestamp() + coalesce($1, case
                    when g.paused_until > clock_timestamp() then interval '0'
                    else least($2 * power(2, least(g.in_a_row, 20)), $3) end))
                returning paused_until - clock_timestamp(), in_a_row
                """,
                [retryAfter, FirstPause, LongestPause],
                row => Tuple.Create(row.GetTimeSpan(0), row.GetInt32(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return new(row.Item1, row.Item2);
    }

    /// <inheritdoc/>
    public Task SucceededAsync(CancellationToken cancellationToken = default) =>
        // Read first: a row that is written by every call of every worker would be waited for.
        patience.RunAsync(
            _ =>
                database
                    .With(
                        $"""
                        update {schema}.gate set in_a_row = 0
                        where in_a_row > 0 and paused_until <= clock_timestamp()
                        """
                    )
                    .ChangeAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>Takes a turn.</summary>
    /// <returns>How long it is until then.</returns>
    private async Task<TimeSpan> TakeAsync(CancellationToken cancellationToken) =>
        (
            interval == TimeSpan.Zero
                ? await OneAsync(
                        $"select greatest(paused_until, clock_timestamp()) - clock_timestamp() from {schema}.gate",
                        [],
                        row => Tuple.Create(row.GetTimeSpan(0)),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                : await OneAsync(
                        $"""
                        update {schema}.gate set next_at = greatest(next_at, paused_until, clock_timestamp()) + $1
                        returning next_at - $1 - clock_timestamp()
                        """,
                        [interval],
                        row => Tuple.Create(row.GetTimeSpan(0)),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
        ).Item1;

    private async Task<bool> PausedAsync(CancellationToken cancellationToken) =>
        (
            await OneAsync(
                    $"select paused_until > clock_timestamp() from {schema}.gate",
                    [],
                    row => Tuple.Create(row.GetBoolean(0)),
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).Item1;

    private async Task<T> OneAsync<T>(
        string text,
        object?[] values,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
        where T : class =>
        (
            await patience
                .RunAsync(_ => database.With(text, values).OneAsync(read, cancellationToken), cancellationToken)
                .ConfigureAwait(false)
        )!;
}
