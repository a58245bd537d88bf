using System.Runtime.CompilerServices;
using Npgsql;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// A journal that any number of workers share, with their budget. While the database restarts or fails over, its methods wait
/// and ask again; a change whose answer was lost is not made twice.
/// </summary>
public sealed class PostgresJournal : IBatchJournal
{
    private readonly NpgsqlDataSource database;
    private readonly string schema;
    private readonly Patience patience;
    private readonly LineAdding lines;
    private readonly Claiming claiming;
    private readonly Ending ending;
    private readonly TimeProvider? time;
    private readonly TimeProvider here;

    private PostgresJournal(NpgsqlDataSource database, PostgresTables tables, PostgresOptions options)
    {
        (this.database, schema, time, here) = (database, tables.Schema, options.Time, options.Time ?? options.Here);
        patience = new(options.Patience, TimeProvider.System);
        lines = new(database, schema);
        claiming = new(database, schema, () => time?.GetUtcNow().UtcDateTime, here);
        ending = new(database, schema, patience, () => time?.GetUtcNow().UtcDateTime, here);
    }

    /// <summary>Opens the journal of a batch, and makes it where there is none.</summary>
    /// <param name="database">The database; it stays the caller's.</param>
    /// <param name="batch">The batch: 1 to 40 lower-case letters, digits and underscores, the first a letter.</param>
    /// <param name="options">How it is used; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="BatchException">It was made by another version.</exception>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    public static async Task<PostgresJournal> OpenAsync(
        NpgsqlDataSource database,
        string batch,
        PostgresOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(database);
        var tables = new PostgresTables(batch);
        var journal = new PostgresJournal(database, tables, options ?? new());
        await journal
            .patience.RunAsync(
                async _ =>
                {
                    await tables.CreateAsync(database, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return journal;
    }

    /// <inheritdoc/>
    public async Task<long> AddAsync(IAsyncEnumerable<QueuedLine> lines, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var changed = 0L;
        var last = 0;
        await foreach (
            var some in lines.Chunk(LineAdding.AtOnce).WithCancellation(cancellationToken).ConfigureAwait(false)
        )
        {
            for (var at = 0; at < some.Length; at++)
            {
                var before = at == 0 ? last : some[at - 1].Line.Number;
                if (some[at].Line.Number <= before)
                {
                    throw new ArgumentException(
                        $"Line {some[at].Line.Number} comes behind line {before}; the numbers of lines rise.",
                        nameof(lines)
                    );
                }
            }

            var behind = last;
            changed += await patience
                .RunAsync(_ => this.lines.AddAsync(some, behind, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            last = some[^1].Line.Number;
        }

        await patience
            .RunAsync(
                async _ =>
                {
                    await this.lines.EndAsync(last, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return changed;
    }

    /// <inheritdoc/>
    public Task SetBudgetAsync(long? mostMicroUsd, CancellationToken cancellationToken = default) =>
        ChangeAsync($"update {schema}.totals set budget = $1", [mostMicroUsd], cancellationToken);

    /// <inheritdoc/>
    public Task<ClaimAnswer> ClaimAsync(string worker, CancellationToken cancellationToken = default)
    {
        var token = Guid.NewGuid();
        return patience.RunAsync(
            async inDoubt =>
            {
                if (inDoubt && await claiming.FindAsync(token, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return new ClaimAnswer(ClaimOutcome.Claimed, known);
                }

                while (true)
                {
                    if (await claiming.NextAsync(worker, token, cancellationToken).ConfigureAwait(false) is { } claim)
                    {
                        return new ClaimAnswer(ClaimOutcome.Claimed, claim);
                    }

                    // Nothing where there is something: others are changing it at this moment, and will have done so.
                    if (await claiming.WhyNotAsync(cancellationToken).ConfigureAwait(false) is { } why)
                    {
                        return why;
                    }
                }
            },
            cancellationToken
        );
    }

    /// <summary>Takes one certain item: that of a message.</summary>
    /// <param name="item">The item.</param>
    /// <param name="worker">Who takes it: a name that no other worker, living or dead, has.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The claim, or why there is none.</returns>
    public Task<ItemClaim> ClaimAsync(BatchItem item, string worker, CancellationToken cancellationToken = default)
    {
        var token = Guid.NewGuid();
        return patience.RunAsync(
            async inDoubt =>
            {
                if (inDoubt && await claiming.FindAsync(token, cancellationToken).ConfigureAwait(false) is { } known)
                {
                    return new ItemClaim(ItemClaimOutcome.Claimed, known);
                }

                return
                    await claiming.ItemAsync(item, worker, token, cancellationToken).ConfigureAwait(false) is { } claim
                    ? new ItemClaim(ItemClaimOutcome.Claimed, claim)
                    : await LookAsync(item, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken
        );
    }

    /// <summary>What would come of asking for one certain item, without taking it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>What stands in the way, or <see cref="ItemClaimOutcome.Waiting"/> where nothing does.</returns>
    public async Task<ItemClaim> LookAsync(BatchItem item, CancellationToken cancellationToken = default) =>
        await RowAsync(item, cancellationToken).ConfigureAwait(false) switch
        {
            null => new(ItemClaimOutcome.Unknown),
            { Entry.State: ItemState.Done } row => new(ItemClaimOutcome.Done, Entry: row.Entry),
            { Entry.State: ItemState.Failed } row => new(ItemClaimOutcome.Failed, Entry: row.Entry),
            { Entry.State: ItemState.UnderWay, IsHeldByTheLiving: true } row => new(
                ItemClaimOutcome.Held,
                Entry: row.Entry
            ),
            { Entry.State: ItemState.UnderWay } row => new(
                ItemClaimOutcome.Abandoned,
                row.Claim,
                row.Entry,
                Noted: row.Noted
            ),
            { Wait: { } wait } row => new(ItemClaimOutcome.Later, Entry: row.Entry, NotBefore: here.GetUtcNow() + wait),
            { CanFit: false } row => new(ItemClaimOutcome.DoesNotFit, Entry: row.Entry),
            { FitsNow: false } row => new(ItemClaimOutcome.NoRoom, Entry: row.Entry),
            var row => new(ItemClaimOutcome.Waiting, Entry: row.Entry, Noted: row.Noted),
        };

    /// <summary>
    /// Keeps what is known of a picture before it goes to the store. If its worker dies on the way, whoever finds it there knows
    /// that it is whole, and what it cost.
    /// </summary>
    /// <param name="claim">The claim.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False where the claim is not held any more: nothing was changed.</returns>
    public Task<bool> NoteAsync(
        BatchClaim claim,
        PictureEntry picture,
        CancellationToken cancellationToken = default
    ) => ending.NoteAsync(claim, picture, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SettleAsync(
        BatchClaim claim,
        PictureEntry picture,
        CancellationToken cancellationToken = default
    ) => ending.SettleAsync(claim, picture, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> FailAsync(
        BatchClaim claim,
        FailureEntry failure,
        long costMicroUsd,
        CancellationToken cancellationToken = default
    ) => ending.FailAsync(claim, failure, costMicroUsd, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReturnAsync(
        BatchClaim claim,
        FailureEntry? why,
        DateTimeOffset? notBefore,
        bool counts,
        CancellationToken cancellationToken = default
    ) => ending.ReturnAsync(claim, why, notBefore, counts, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> InterruptAsync(BatchClaim claim, CancellationToken cancellationToken = default) =>
        ending.InterruptAsync(claim, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchClaim>> UnderWayAsync(
        string? worker = null,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. (
                await RowsAsync(
                        "where i.state = 1 and ($2::text is null or i.worker = $2) order by i.line, i.picture",
                        [worker],
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).Select(row => row.Claim),
        ];

    /// <inheritdoc/>
    public async Task<long> RetryFailedAsync(CancellationToken cancellationToken = default) =>
        long.Parse(
            (
                await patience
                    .RunAsync(
                        _ =>
                            database
                                .With(
                                    $"""
                                    with again as (
                                      update {schema}.items set state = 0, tries = 0, messages = 0, not_before = null
                                      where state = 3 returning 1),
                                    counted as (select count(*) as items from again)
                                    update {schema}.totals t
                                    set waiting = t.waiting + c.items, failed = t.failed - c.items
                                    from counted c returning c.items::text
                                    """
                                )
                                .OneAsync(row => row.GetString(0), cancellationToken),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )!,
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <inheritdoc/>
    public async Task<JournalEntry?> FindAsync(BatchItem item, CancellationToken cancellationToken = default) =>
        (await RowAsync(item, cancellationToken).ConfigureAwait(false))?.Entry;

    /// <inheritdoc/>
    public async Task<BatchSummary> SummaryAsync(CancellationToken cancellationToken = default) =>
        (
            await patience
                .RunAsync(
                    _ =>
                        database
                            .With(
                                $"""
                                select waiting, under_way, done, failed, interrupted, spent, reserved, interrupted_cost, budget
                                from {schema}.totals
                                """
                            )
                            .OneAsync(
                                row => new BatchSummary
                                {
                                    Waiting = row.GetInt64(0),
                                    UnderWay = row.GetInt64(1),
                                    Done = row.GetInt64(2),
                                    Failed = row.GetInt64(3),
                                    Interrupted = row.GetInt64(4),
                                    SpentMicroUsd = row.GetInt64(5),
                                    ReservedMicroUsd = row.GetInt64(6),
                                    InterruptedMicroUsd = row.GetInt64(7),
                                    BudgetMicroUsd = row.Maybe<long>(8),
                                },
                                cancellationToken
                            ),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )!;

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        // Page by page: a reader that takes its time holds neither a connection nor a snapshot.
        for (var last = new BatchItem(0, 0); ; )
        {
            var rows = await RowsAsync(
                    "where (i.line, i.picture) > ($2, $3) order by i.line, i.picture limit 1000",
                    [last.Line, last.Picture],
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var row in rows)
            {
                yield return row.Entry;
            }

            if (rows.Count < 1000)
            {
                yield break;
            }

            last = rows[^1].Entry.Item;
        }
    }

    /// <summary>Looks at up to a thousand items behind one, by line and picture, for those that want a message.</summary>
    /// <param name="after">The item before.</param>
    /// <param name="withQueued">Whether those do that have one, and those under way: for a queue that was lost.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Those that do, and the last that was looked at; <see langword="null"/> behind the last of all.</returns>
    internal async Task<(IReadOnlyList<BatchItem> Items, BatchItem? Last)> UnqueuedAsync(
        BatchItem after,
        bool withQueued,
        CancellationToken cancellationToken
    )
    {
        // A page of the key, and what is wanted of it: asked for the wanted only, a long journal is read anew for every page.
        var page = await patience
            .RunAsync(
                _ =>
                    database
                        .With(
                            $"""
                            select p.line, p.picture, (p.state = 0 or ($3 and p.state = 1)) and ($3 or p.messages <= 0)
                            from (select i.line, i.picture, i.state, i.messages from {schema}.items i
                              where (i.line, i.picture) > ($1, $2) order by i.line, i.picture limit 1000) p
                            order by p.line, p.picture
                            """,
                            after.Line,
                            after.Picture,
                            withQueued
                        )
                        .AllAsync(
                            row => (Item: new BatchItem(row.GetInt32(0), row.GetInt32(1)), IsWanted: row.GetBoolean(2)),
                            cancellationToken
                        ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return ([.. page.Where(row => row.IsWanted).Select(row => row.Item)], page.Count == 0 ? null : page[^1].Item);
    }

    /// <summary>Whether some of what waits has a message: else nobody will work on it, because it does not fit into the budget.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<bool> HasQueuedAsync(CancellationToken cancellationToken = default) =>
        (
            await RowsAsync("where i.state = 0 and i.messages > 0 limit 1", [], cancellationToken).ConfigureAwait(false)
        ).Count > 0;

    /// <summary>Counts one message more, or less, of items; in the order of their lines.</summary>
    internal Task CountMessagesAsync(IReadOnlyList<BatchItem> items, int more, CancellationToken cancellationToken) =>
        ChangeAsync(
            $"""
            update {schema}.items i set messages = i.messages + $3
            from unnest($1, $2) n (line, picture)
            where i.line between $4 and $5 and i.line = n.line and i.picture = n.picture
            """,
            [
                items.Select(item => item.Line).ToArray(),
                items.Select(item => item.Picture).ToArray(),
                more,
                items[0].Line,
                items[^1].Line,
            ],
            cancellationToken
        );

    /// <summary>Says that a worker is there, for a while.</summary>
    internal Task SeenAsync(string worker, TimeSpan lease, CancellationToken cancellationToken) =>
        ChangeAsync(
            $"""
            with old as (delete from {schema}.workers where until < clock_timestamp() - interval '1 day')
            insert into {schema}.workers (name, until, lease) values ($1, clock_timestamp() + $2, $2)
            on conflict (name) do update set until = excluded.until
            """,
            [worker, lease],
            cancellationToken
        );

    /// <summary>Says that a worker has gone, and holds nothing.</summary>
    internal Task GoneAsync(string worker, CancellationToken cancellationToken) =>
        ChangeAsync($"delete from {schema}.workers where name = $1", [worker], cancellationToken);

    /// <summary>Nothing: the database is the caller's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<EntryRow?> RowAsync(BatchItem item, CancellationToken cancellationToken) =>
        patience.RunAsync(
            _ =>
                database
                    .With(
                        EntryRow.Select(
                            schema,
                            "coalesce($3, clock_timestamp())",
                            "where i.line = $1 and i.picture = $2"
                        ),
                        item.Line,
                        item.Picture,
                        time?.GetUtcNow().UtcDateTime
                    )
                    .OneAsync(EntryRow.Read, cancellationToken),
            cancellationToken
        );

    private Task<List<EntryRow>> RowsAsync(string rest, object?[] values, CancellationToken cancellationToken) =>
        patience.RunAsync(
            _ =>
                database
                    .With(
                        EntryRow.Select(schema, "coalesce($1, clock_timestamp())", rest),
                        [time?.GetUtcNow().UtcDateTime, .. values]
                    )
                    .AllAsync(EntryRow.Read, cancellationToken),
            cancellationToken
        );

    private Task ChangeAsync(string text, object?[] values, CancellationToken cancellationToken) =>
        patience.RunAsync(_ => database.With(text, values).ChangeAsync(cancellationToken), cancellationToken);
}
