using Npgsql;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Ends claims, each by one statement. Only the attempt that is under way can be ended: a worker that was given up, and comes
/// back with its picture, changes nothing.
/// </summary>
internal sealed class Ending(
    NpgsqlDataSource database,
    string schema,
    Patience patience,
    Func<DateTime?> now,
    TimeProvider here
)
{
    private const string Held =
        "line = $1 and picture = $2 and attempt = $3 and reserved = $4 and worker = $5 and state = 1";

    /// <summary>Keeps what is known of a picture before it goes to the store: who finds it there then knows what it is.</summary>
    public Task<bool> NoteAsync(BatchClaim claim, PictureEntry picture, CancellationToken cancellationToken) =>
        patience.RunAsync(
            async _ =>
                await database
                    .With($"update {schema}.items set {Pictured} where {Held}", [.. Values(claim), .. Values(picture)])
                    .ChangeAsync(cancellationToken)
                    .ConfigureAwait(false) == 1,
            cancellationToken
        );

    public Task<bool> SettleAsync(BatchClaim claim, PictureEntry picture, CancellationToken cancellationToken) =>
        EndAsync(
            claim,
            ItemState.Done,
            $"{Pictured}, cost = cost + $12",
            "done = done + 1, spent = spent + $12",
            Values(picture),
            cancellationToken
        );

    public Task<bool> FailAsync(
        BatchClaim claim,
        FailureEntry failure,
        long cost,
        CancellationToken cancellationToken
    ) =>
        EndAsync(
            claim,
            ItemState.Failed,
            $"{Failed}, tries = tries + 1, cost = cost + $10",
            "failed = failed + 1, spent = spent + $10",
            [.. Values(failure), cost],
            cancellationToken
        );

    public Task<bool> ReturnAsync(
        BatchClaim claim,
        FailureEntry? why,
        DateTimeOffset? notBefore,
        bool counts,
        CancellationToken cancellationToken
    )
    {
        // By the caller's clock, which may be another than the database's: what counts is how long it is until then.
        var wait = notBefore - here.GetUtcNow();
        return EndAsync(
            claim,
            ItemState.Waiting,
            why is null
                ? "not_before = coalesce($6, clock_timestamp()) + $7, tries = tries + $8"
                : $"{Failed}, not_before = coalesce($10, clock_timestamp()) + $11, tries = tries + $12",
            "waiting = waiting + 1",
            [.. why is null ? [] : Values(why), now(), wait, counts ? 1 : 0],
            cancellationToken
        );
    }

    public Task<bool> InterruptAsync(BatchClaim claim, CancellationToken cancellationToken) =>
        EndAsync(
            claim,
            ItemState.Waiting,
            "cost = cost + $4, interrupted = interrupted + 1",
            "waiting = waiting + 1, spent = spent + $4, interrupted = interrupted + 1, interrupted_cost = interrupted_cost + $4",
            [],
            cancellationToken
        );

    private const string Pictured =
        "file = $6, sha256 = $7, bytes = $8, width = $9, height = $10, media_type = $11, picture_cost = $12, "
        + "prompt_tokens = $13, output_tokens = $14, request_id = $15, elapsed = $16, adopted = $17";

    private const string Failed = "failure_kind = $6, failure = $7, failure_status = $8, failure_request_id = $9";

    private Task<bool> EndAsync(
        BatchClaim claim,
        ItemState state,
        string item,
        string totals,
        object?[] values,
        CancellationToken cancellationToken
    ) =>
        patience.RunAsync(
            async inDoubt =>
                await database
                    .With(
                        $"""
                        with ended as (
                          update {schema}.items
                          set state = {(int)state}, reserved = 0, worker = null, since = null, {item}
                          where {Held} returning 1)
                        update {schema}.totals set under_way = under_way - 1, reserved = reserved - $4, {totals}
                        where exists (select from ended)
                        """,
                        [.. Values(claim), .. values]
                    )
                    .ChangeAsync(cancellationToken)
                    .ConfigureAwait(false) == 1
                || (inDoubt && await HasEndedAsync(claim, state, cancellationToken).ConfigureAwait(false)),
            cancellationToken
        );

    /// <summary>Whether it was this claim that brought its item where it is. A new attempt at it has another number.</summary>
    private async Task<bool> HasEndedAsync(BatchClaim claim, ItemState state, CancellationToken cancellationToken) =>
        await database
            .With(
                $"select 'yes' from {schema}.items where line = $1 and picture = $2 and attempt = $3 and state = {(int)state}",
                claim.Item.Line,
                claim.Item.Picture,
                claim.Attempt
            )
            .OneAsync(row => row.GetString(0), cancellationToken)
            .ConfigureAwait(false)
            is not null;

    private static object?[] Values(BatchClaim claim) =>
        [claim.Item.Line, claim.Item.Picture, claim.Attempt, claim.ReservedMicroUsd, claim.Worker];

    private static object?[] Values(PictureEntry picture) =>
        [
            picture.File,
            picture.Sha256,
            picture.Bytes,
            picture.Width,
            picture.Height,
            picture.MediaType,
            picture.CostMicroUsd,
            picture.PromptTokens,
            picture.OutputTokens,
            Storable(picture.RequestId),
            picture.Elapsed,
            picture.Adopted,
        ];

    private static object?[] Values(FailureEntry failure) =>
        [failure.Kind.ToString(), Storable(failure.Message), failure.StatusCode, Storable(failure.RequestId)];

    // What others wrote; texts of PostgreSQL hold every character but this one.
    private static string? Storable(string? text) => text?.Replace('\0', '\uFFFD');
}
