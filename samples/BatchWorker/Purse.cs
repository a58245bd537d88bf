namespace BatchWorker;

/// <summary>
/// The money of a batch. What is under way is reserved at its price, and settled at what it cost in the end; whoever finds
/// the rest reserved waits for that instead of going without.
/// </summary>
public sealed class Purse(decimal budget)
{
    private readonly Lock gate = new();
    private TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private decimal reserved;
    private decimal spent;

    /// <summary>What has been spent, in USD.</summary>
    public decimal Spent
    {
        get
        {
            lock (gate)
            {
                return spent;
            }
        }
    }

    /// <summary>Reserves a price; every reservation must be settled.</summary>
    /// <returns>False where the budget has no room for it, whatever becomes of what is under way.</returns>
    public async Task<bool> ReserveAsync(decimal price, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (spent + price > budget)
                {
                    return false;
                }

                if (spent + reserved + price <= budget)
                {
                    reserved += price;
                    return true;
                }

                next = settled.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends a reservation.</summary>
    /// <param name="price">What was reserved.</param>
    /// <param name="cost">What it cost: 0 where nothing was made.</param>
    public void Settle(decimal price, decimal cost)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            reserved -= price;
            spent += cost;
            (told, settled) = (settled, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        told.SetResult();
    }
}
