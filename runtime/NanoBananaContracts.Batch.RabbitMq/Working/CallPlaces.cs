namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// The places of calls that are under way here. While the provider refuses some for their rate or its load, those that become
/// free are kept back until there are as few as are right at the moment.
/// </summary>
/// <param name="most">How many there are.</param>
/// <param name="time">The clock.</param>
internal sealed class CallPlaces(int most, TimeProvider time) : IDisposable
{
    private readonly Lock turn = new();
    private readonly SemaphoreSlim free = new(most);
    private readonly Parallelism parallelism = new(most, time);
    private int keptBack;

    /// <summary>Takes a place, when one is free.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => free.WaitAsync(cancellationToken);

    /// <summary>Says what came of a call.</summary>
    public void Count(CallEnd end)
    {
        if (end is PictureArrived)
        {
            parallelism.Succeeded();
        }
        else if (end is CallReturned { IsOfLoad: true })
        {
            parallelism.Refused();
        }
    }

    /// <summary>Gives a place back: each end of a call has one looked at, so that there are soon as many as there should be.</summary>
    public void Leave()
    {
        lock (turn)
        {
            var tooMany = most - parallelism.Current;
            if (keptBack < tooMany)
            {
                keptBack++;
                return;
            }

            free.Release(1 + keptBack - tooMany);
            keptBack = tooMany;
        }
    }

    public void Dispose() => free.Dispose();
}
