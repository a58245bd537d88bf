using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace NanoBananaContracts.Batch;

/// <summary>
/// A journal in one file, <c>journal.db</c>, for one process at a time. Every change is on the disk when it returns.
/// </summary>
public sealed class SqliteJournal : IBatchJournal
{
    /// <summary>The name of the file in a batch's folder.</summary>
    public const string FileName = "journal.db";

    private const int LinesATransaction = 500;
    private const int ItemsAPage = 500;

    private const string Held =
        "WHERE line = $line AND picture = $picture AND state = 1 AND attempts = $attempt AND worker = $worker";

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly SqliteConnection connection;
    private readonly SqliteStatements statements;
    private readonly SqliteLines lines;
    private readonly SqliteClaims claims;
    private readonly FolderLock folderLock;

    private SqliteJournal(SqliteConnection connection, FolderLock folderLock, TimeProvider time)
    {
        (this.connection, this.folderLock) = (connection, folderLock);
        statements = new SqliteStatements(connection);
        lines = new SqliteLines(statements);
        claims = new SqliteClaims(statements, lines, time);
    }

    /// <summary>Opens the journal of a folder, and makes both where they are not there yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock by which items wait; <see langword="null"/> for the system's.</param>
    /// <exception cref="BatchException">
    /// Another run is at work there, the journal is of a later version, it is none, or the disk does not take it.
    /// </exception>
    public static SqliteJournal Open(string folder, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var folderLock = FolderLock.Take(folder);
        SqliteConnection? connection = null;
        try
        {
            var path = Path.Combine(folder, FileName);
            connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Pooling = false, // a connection that is put aside would keep the file
                }.ToString()
            );
            connection.Open();
            SqliteSchema.Prepare(connection, path);
            return new SqliteJournal(connection, folderLock, time ?? TimeProvider.System);
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            folderLock.Dispose();
            throw new BatchException(SqliteTrouble.Of(exception, Path.Combine(folder, FileName)), exception);
        }
        catch
        {
            connection?.Dispose();
            folderLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<long> AddAsync(IAsyncEnumerable<QueuedLine> lines, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var (changed, last) = (0L, 0);
        var some = new List<QueuedLine>(LinesATransaction);
        async Task AddSomeAsync(bool isLast)
        {
            changed += await InTransactionAsync(() => this.lines.Add(some, ref last, isLast), cancellationToken)
                .ConfigureAwait(false);
            some.Clear();
        }

        await foreach (var line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            some.Add(line);
            if (some.Count == LinesATransaction)
            {
                await AddSomeAsync(isLast: false).ConfigureAwait(false);
            }
        }

        await AddSomeAsync(isLast: true).ConfigureAwait(false);
        return changed;
    }

    /// <inheritdoc/>
    public Task SetBudgetAsync(long? mostMicroUsd, CancellationToken cancellationToken = default) =>
        InTransactionAsync(
            () => statements.Run("UPDATE totals SET budget = $budget", ("$budget", mostMicroUsd)),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<ClaimAnswer> ClaimAsync(string worker, CancellationToken cancellationToken = default) =>
        InTransactionAsync(() => claims.Take(worker), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SettleAsync(BatchClaim claim, PictureEntry picture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return EndAsync(
            claim,
            ItemState.Done,
            picture.CostMicroUsd,
            "entry = $entry, failure = NULL",
            [("$entry", JournalText.Of(picture))],
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<bool> FailAsync(
        BatchClaim claim,
        FailureEntry failure,
        long costMicroUsd,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(failure);
        return EndAsync(
            claim,
            ItemState.Failed,
            costMicroUsd,
            "failure = $failure",
            [("$failure", JournalText.Of(failure))],
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<bool> ReturnAsync(
        BatchClaim claim,
        FailureEntry? why,
        DateTimeOffset? notBefore,
        bool counts,
        CancellationToken cancellationToken = default
    ) =>
        EndAsync(
            claim,
            ItemState.Waiting,
            0,
            "failure = coalesce($failure, failure), not_before = $not_before, tries = tries + $counts",
            [
                ("$failure", why is null ? null : JournalText.Of(why)),
                ("$not_before", notBefore?.ToUnixTimeMilliseconds() ?? 0),
                ("$counts", counts ? 1 : 0),
            ],
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<bool> InterruptAsync(BatchClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return EndAsync(
            claim,
            ItemState.Waiting,
            claim.ReservedMicroUsd,
            "interrupted = interrupted + 1",
            [],
            cancellationToken,
            isInterrupted: true
        );
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BatchClaim>> UnderWayAsync(
        string? worker = null,
        CancellationToken cancellationToken = default
    ) =>
        InTransactionAsync<IReadOnlyList<BatchClaim>>(
            () =>
                statements.Rows(
                    """
                    SELECT line, picture, attempts, tries, worker, reserved, text
                    FROM items INDEXED BY under_way JOIN lines ON number = line
                    WHERE state = 1 AND ($worker IS NULL OR worker = $worker) ORDER BY line, picture
                    """,
                    row => new BatchClaim(
                        new BatchItem(row.GetInt32(0), row.GetInt32(1)),
                        JournalText.ReadLine(row.GetString(6)),
                        row.GetInt32(2),
                        row.GetInt32(3),
                        row.GetString(4),
                        row.GetInt64(5)
                    ),
                    ("$worker", worker)
                ),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<long> RetryFailedAsync(CancellationToken cancellationToken = default) =>
        InTransactionAsync<long>(
            () =>
            {
                var count = statements.Run("UPDATE items SET state = 0, tries = 0, not_before = 0 WHERE state = 3");
                statements.Run(
                    "UPDATE totals SET failed = failed - $count, waiting = waiting + $count",
                    ("$count", count)
                );
                return count;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<JournalEntry?> FindAsync(BatchItem item, CancellationToken cancellationToken = default) =>
        InTransactionAsync(
            () =>
                statements
                    .Rows(
                        $"{SqliteEntries.Columns} WHERE line = $line AND picture = $picture",
                        SqliteEntries.Read,
                        ("$line", item.Line),
                        ("$picture", item.Picture)
                    )
                    .FirstOrDefault(),
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<BatchSummary> SummaryAsync(CancellationToken cancellationToken = default) =>
        InTransactionAsync(claims.Summary, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        // By pages: whoever reads slowly holds up no claim.
        var last = default(BatchItem);
        while (true)
        {
            var page = await InTransactionAsync(
                    () =>
                        statements.Rows(
                            $"{SqliteEntries.Columns} WHERE (line, picture) > ($line, $picture) ORDER BY line, picture LIMIT {ItemsAPage}",
                            SqliteEntries.Read,
                            ("$line", last.Line),
                            ("$picture", last.Picture)
                        ),
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var entry in page)
            {
                yield return entry;
            }

            if (page.Count < ItemsAPage)
            {
                yield break;
            }

            last = page[^1].Item;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync().ConfigureAwait(false);
        statements.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
        folderLock.Dispose();
    }

    /// <summary>Ends a claim that is still held: the item gets its state, its reservation becomes its cost.</summary>
    private Task<bool> EndAsync(
        BatchClaim claim,
        ItemState state,
        long costMicroUsd,
        string changes,
        (string Name, object? Value)[] values,
        CancellationToken cancellationToken,
        bool isInterrupted = false
    )
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentOutOfRangeException.ThrowIfNegative(costMicroUsd);
        return InTransactionAsync(
            () =>
            {
                var ended = statements.Run(
                    $"UPDATE items SET state = $state, cost = cost + $cost, reserved = 0, worker = NULL, since = NULL, {changes} {Held}",
                    [
                        ("$state", (int)state),
                        ("$cost", costMicroUsd),
                        ("$line", claim.Item.Line),
                        ("$picture", claim.Item.Picture),
                        ("$attempt", claim.Attempt),
                        ("$worker", claim.Worker),
                        .. values,
                    ]
                );
                if (ended == 0)
                {
                    return false;
                }

                statements.Run(
                    """
                    UPDATE totals SET under_way = under_way - 1, reserved = reserved - $reserved, spent = spent + $cost,
                        waiting = waiting + ($state = 0), done = done + ($state = 2), failed = failed + ($state = 3),
                        interrupted = interrupted + $interrupted, interrupted_cost = interrupted_cost + $interrupted * $cost
                    """,
                    ("$reserved", claim.ReservedMicroUsd),
                    ("$cost", costMicroUsd),
                    ("$state", (int)state),
                    ("$interrupted", isInterrupted ? 1 : 0)
                );
                return true;
            },
            cancellationToken
        );
    }

    private async Task<T> InTransactionAsync<T>(Func<T> run, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return statements.InTransaction(run);
        }
        catch (SqliteException exception)
        {
            throw new IOException(SqliteTrouble.Of(exception, connection.DataSource), exception);
        }
        finally
        {
            turn.Release();
        }
    }
}
