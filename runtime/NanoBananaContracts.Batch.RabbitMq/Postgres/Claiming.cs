using Npgsql;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Begins items, each by one statement: the item is locked, the budget is asked again with its latest figures under its own
/// lock, and both change or neither does. All statements lock items before the totals, so that none waits for another in a ring.
/// They say that there is one row of totals: PostgreSQL takes a table it has not looked at for a thousand, and joins all items.
/// </summary>
internal sealed class Claiming(NpgsqlDataSource database, string schema, Func<DateTime?> now, TimeProvider here)
{
    private const string Due =
        "i.state = 0 and (i.not_before is null or i.not_before <= coalesce($3, clock_timestamp()))";

    /// <summary>Begins the next item that waits and fits.</summary>
    public async Task<BatchClaim?> NextAsync(string worker, Guid token, CancellationToken cancellationToken) =>
        await TakeAsync(
                $"""
                select i.line, i.picture, i.most from {schema}.items i, {schema}.totals t
                where t.one and {Due} and (t.budget is null or t.spent + t.reserved + i.most <= t.budget)
                order by i.line, i.picture limit 1 for update of i skip locked
                """,
                [worker, token, now()],
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Begins one certain item, if it waits and fits.</summary>
    public async Task<BatchClaim?> ItemAsync(
        BatchItem item,
        string worker,
        Guid token,
        CancellationToken cancellationToken
    ) =>
        await TakeAsync(
                $"""
                select i.line, i.picture, i.most from {schema}.items i
                where {Due} and i.line = $4 and i.picture = $5 for update
                """,
                [worker, token, now(), item.Line, item.Picture],
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>The claim that was begun with a token, where the answer to that was lost.</summary>
    public async Task<BatchClaim?> FindAsync(Guid token, CancellationToken cancellationToken) =>
        (
            await database
                .With(EntryRow.Select(schema, "clock_timestamp()", "where i.claim = $1 and i.state = 1"), token)
                .OneAsync(EntryRow.Read, cancellationToken)
                .ConfigureAwait(false)
        )?.Claim;

    /// <summary>Why there is nothing to begin; null where there is something after all.</summary>
    public async Task<ClaimAnswer?> WhyNotAsync(CancellationToken cancellationToken) =>
        await database
            .With(
                $"""
                select t.waiting, t.under_way, f.due, f.later
                from {schema}.totals t, lateral (
                  select bool_or(i.not_before is null or i.not_before <= coalesce($1, clock_timestamp())) due,
                    min(i.not_before) - coalesce($1, clock_timestamp()) later
                  from {schema}.items i
                  where i.state = 0 and (t.budget is null or t.spent + t.reserved + i.most <= t.budget)) f
                """,
                now()
            )
            .OneAsync(
                row =>
                    row.Maybe<bool>(2) == true ? new ClaimAnswer(ClaimOutcome.Claimed)
                    : row.Maybe<TimeSpan>(3) is { } wait
                        ? new ClaimAnswer(ClaimOutcome.Later, NotBefore: here.GetUtcNow() + wait)
                    : row.GetInt64(1) > 0 ? new ClaimAnswer(ClaimOutcome.AllUnderWay)
                    : row.GetInt64(0) > 0 ? new ClaimAnswer(ClaimOutcome.NothingFits)
                    : new ClaimAnswer(ClaimOutcome.NothingLeft),
                cancellationToken
            )
            .ConfigureAwait(false)
            is { Outcome: not ClaimOutcome.Claimed } answer
            ? answer
            : null;

    private Task<BatchClaim?> TakeAsync(string picked, object?[] values, CancellationToken cancellationToken) =>
        database
            .With(
                $"""
                with picked as ({picked}),
                paid as (
                  update {schema}.totals t
                  set waiting = t.waiting - 1, under_way = t.under_way + 1, reserved = t.reserved + p.most
                  from picked p where t.one and (t.budget is null or t.spent + t.reserved + p.most <= t.budget)
                  returning p.line, p.picture, p.most),
                taken as (
                  update {schema}.items i
                  set state = 1, attempt = i.attempt + 1, reserved = p.most, worker = $1, claim = $2, not_before = null,
                    since = clock_timestamp()
                  from paid p where i.line = p.line and i.picture = p.picture
                  returning i.line, i.picture, i.attempt, i.tries, i.reserved)
                select i.line, i.picture, i.attempt, i.tries, i.reserved,
                  l.prompt, l.images, l.aspect_ratio, l.image_size, l.model, l.count, l.name
                from taken i join {schema}.lines l on l.number = i.line
                """,
                values
            )
            .OneAsync(
                row => new BatchClaim(
                    new(row.GetInt32(0), row.GetInt32(1)),
                    EntryRow.ReadLine(row, 0, 5),
                    row.GetInt32(2),
                    row.GetInt32(3),
                    (string)values[0]!,
                    row.GetInt64(4)
                ),
                cancellationToken
            );
}
