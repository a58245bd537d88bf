namespace NanoBananaContracts.Batch;

/// <summary>
/// What is known of a batch, kept so that it outlives every process: which items wait, are under way, done or failed, and what
/// they cost. Each method is one transaction, or more where it says so; all may be called from several threads at once.
/// Money is in millionths of a US dollar.
/// </summary>
public interface IBatchJournal : IAsyncDisposable
{
    /// <summary>
    /// Makes the lines of a list the batch's own. The same line again changes nothing but what it may cost. A line that was changed
    /// takes the place of the one of its number, and what failed of it waits again, unless one of its items is under way or done.
    /// What waits of lines that are not among them any more is taken out. Many lines are added in several transactions, in
    /// their order: called again with all of them after it was cut short, it goes on.
    /// </summary>
    /// <param name="lines">The lines, streamed, by rising number: none is kept in memory.</param>
    /// <param name="cancellationToken">Cuts it short.</param>
    /// <returns>How many lines were new or changed.</returns>
    /// <exception cref="BatchException">A line was changed of which an item is under way or done; the message names it.</exception>
    /// <exception cref="ArgumentException">The numbers do not rise.</exception>
    Task<long> AddAsync(IAsyncEnumerable<QueuedLine> lines, CancellationToken cancellationToken = default);

    /// <summary>Says what all of the batch may cost, what it has cost included; for all workers.</summary>
    /// <param name="mostMicroUsd">The limit; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task SetBudgetAsync(long? mostMicroUsd, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes the next waiting item, by line and picture, whose reservation fits into what is left of the budget, and reserves it:
    /// what was spent and what is reserved never exceed the budget. A dear item that does not fit holds up no cheaper one.
    /// </summary>
    /// <param name="worker">Who takes it: a name that no other worker, living or dead, has.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<ClaimAnswer> ClaimAsync(string worker, CancellationToken cancellationToken = default);

    /// <summary>Ends a claim with its picture. Durable when it returns.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="picture">The picture, and what it cost.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False where the claim is not held any more: nothing was changed.</returns>
    Task<bool> SettleAsync(BatchClaim claim, PictureEntry picture, CancellationToken cancellationToken = default);

    /// <summary>Ends a claim without a picture. It is not asked for again, but by <see cref="RetryFailedAsync"/>.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="failure">Why.</param>
    /// <param name="costMicroUsd">What it cost, or may have: 0 where nothing was billed.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False where the claim is not held any more: nothing was changed.</returns>
    Task<bool> FailAsync(
        BatchClaim claim,
        FailureEntry failure,
        long costMicroUsd,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gives an item back that was not billed.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="why">What happened; <see langword="null"/> where nothing was sent.</param>
    /// <param name="notBefore">When it may be taken again; <see langword="null"/> for at once.</param>
    /// <param name="counts">Whether it counts as one of the item's <see cref="BatchClaim.Tries"/>.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False where the claim is not held any more: nothing was changed.</returns>
    Task<bool> ReturnAsync(
        BatchClaim claim,
        FailureEntry? why,
        DateTimeOffset? notBefore,
        bool counts,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Gives an item back whose call may have been billed and cannot be known to: its worker died or gave up. What was reserved
    /// counts as spent.
    /// </summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>False where the claim is not held any more: nothing was changed.</returns>
    Task<bool> InterruptAsync(BatchClaim claim, CancellationToken cancellationToken = default);

    /// <summary>The claims that are held, by line and picture.</summary>
    /// <param name="worker">Whose; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<IReadOnlyList<BatchClaim>> UnderWayAsync(string? worker = null, CancellationToken cancellationToken = default);

    /// <summary>Has everything that failed wait again, with no tries counted. What it cost stays spent.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How many items.</returns>
    Task<long> RetryFailedAsync(CancellationToken cancellationToken = default);

    /// <summary>What is known of one item; <see langword="null"/> where there is none.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<JournalEntry?> FindAsync(BatchItem item, CancellationToken cancellationToken = default);

    /// <summary>How the batch stands; costs the same however many items there are.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    Task<BatchSummary> SummaryAsync(CancellationToken cancellationToken = default);

    /// <summary>All items by line and picture, streamed, in memory that does not grow with them.</summary>
    /// <param name="cancellationToken">Cancels it.</param>
    IAsyncEnumerable<JournalEntry> ReadAsync(CancellationToken cancellationToken = default);
}
