namespace NanoBananaContracts.Batch;

/// <summary>The claims of a journal in a file: what is next, and whether there is money for it.</summary>
internal sealed class SqliteClaims(SqliteStatements statements, SqliteLines lines, TimeProvider time)
{
    /// <summary>Takes the next item that fits into what is left.</summary>
    public ClaimAnswer Take(string worker)
    {
        var totals = Summary();
        var left = totals.BudgetMicroUsd is { } budget
            ? budget - totals.SpentMicroUsd - totals.ReservedMicroUsd
            : long.MaxValue;
        var now = time.GetUtcNow();
        var next = statements.Rows(
            """
            SELECT line, picture, most, attempts, tries FROM items INDEXED BY waiting
            WHERE state = 0 AND most <= $left AND not_before <= $now ORDER BY line, picture LIMIT 1
            """,
            row =>
                (
                    Item: new BatchItem(row.GetInt32(0), row.GetInt32(1)),
                    Most: row.GetInt64(2),
                    Attempt: row.GetInt32(3) + 1,
                    Tries: row.GetInt32(4)
                ),
            ("$left", left),
            ("$now", now.ToUnixTimeMilliseconds())
        );
        if (next is not [var (item, most, attempt, tries)])
        {
            return NoClaim(totals, left);
        }

        statements.Run(
            """
            UPDATE items SET state = 1, attempts = $attempt, reserved = most, worker = $worker, since = $now
            WHERE line = $line AND picture = $picture
            """,
            ("$attempt", attempt),
            ("$worker", worker),
            ("$now", now.ToUnixTimeMilliseconds()),
            ("$line", item.Line),
            ("$picture", item.Picture)
        );
        statements.Run(
            "UPDATE totals SET waiting = waiting - 1, under_way = under_way + 1, reserved = reserved + $most",
            ("$most", most)
        );
        return new ClaimAnswer(
            ClaimOutcome.Claimed,
            new BatchClaim(item, lines.Find(item.Line), attempt, tries, worker, most)
        );
    }

    private ClaimAnswer NoClaim(BatchSummary totals, long left)
    {
        var soonest = statements.Rows(
            "SELECT min(not_before) FROM items INDEXED BY waiting WHERE state = 0 AND most <= $left",
            row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0),
            ("$left", left)
        )[0];
        return soonest is { } at ? new(ClaimOutcome.Later, NotBefore: DateTimeOffset.FromUnixTimeMilliseconds(at))
            : totals.UnderWay > 0 ? new(ClaimOutcome.AllUnderWay)
            : totals.Waiting > 0 ? new(ClaimOutcome.NothingFits)
            : new(ClaimOutcome.NothingLeft);
    }

    /// <summary>How the batch stands.</summary>
    public BatchSummary Summary() =>
        statements.Rows(
            "SELECT waiting, under_way, done, failed, interrupted, spent, reserved, interrupted_cost, budget FROM totals",
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
                BudgetMicroUsd = row.IsDBNull(8) ? null : row.GetInt64(8),
            }
        )[0];
}
