using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// One worker of a batch, of any number on any number of machines: takes messages, claims their items, has them made, stores
/// the pictures, and only then acknowledges. What it holds when it dies comes to another one.
/// </summary>
/// <param name="client">
/// Who is called. Make it with <see cref="CallOptions.MaxAttempts"/> and <see cref="CallOptions.MaxBilledAttempts"/> of 1: the
/// batch does the repeating, and counts it.
/// </param>
/// <param name="journal">The journal that all workers share.</param>
/// <param name="store">Where the pictures go: a place that all workers share.</param>
/// <param name="gate">The pace that all workers share.</param>
/// <param name="queue">Where the messages come from.</param>
/// <param name="batch">How items are made; <see cref="BatchOptions.ArrivingFolder"/> is this worker's alone.</param>
/// <param name="options">How it works; <see langword="null"/> for the defaults.</param>
public sealed class QueueWorker(
    NanoBananaClient client,
    PostgresJournal journal,
    IPictureStore store,
    IRateGate gate,
    BatchQueue queue,
    BatchOptions batch,
    WorkerOptions? options = null
)
{
    private readonly BatchOptions batch = Check(batch);
    private readonly WorkerOptions options = Check(options ?? new());
    private readonly ConcurrentDictionary<Task, bool> active = new();
    private long made;
    private long failed;
    private FailureEntry? stop;

    /// <summary>Its name, which no other worker has, living or dead.</summary>
    public string Name { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}"
        );

    /// <summary>Works until it is told to end, or a failure would meet every call.</summary>
    /// <param name="ending">
    /// No call begins any more; those under way are waited for and stored, and the other messages go back to the queue.
    /// </param>
    /// <param name="givingUp">Those under way are given up as well. Each may have been billed, and is counted so.</param>
    /// <returns>What it did.</returns>
    /// <exception cref="Npgsql.NpgsqlException">The database refuses, or was not there for as long as there is patience.</exception>
    /// <exception cref="IOException">The store, or this machine's disk, cannot be used.</exception>
    public async Task<WorkerResult> RunAsync(CancellationToken ending = default, CancellationToken givingUp = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ending, givingUp);
        using var places = new SemaphoreSlim(batch.Parallel);
        using var calls = new CallPlaces(batch.Parallel, batch.Time);
        var broken = new ConcurrentQueue<Exception>();
        var patientStore = new PatientStore(store, options.StoreDelay, batch.Time);
        var work = new ItemWork(
            journal,
            patientStore,
            gate,
            new PictureCalls(client, patientStore, gate, batch),
            calls,
            options,
            Name,
            reason => Stop(reason, stopping)
        );
        try
        {
            var lease = await WorkerLease
                .TakeAsync(journal, Name, options.Lease, Break, stopping.Token)
                .ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                while (!stopping.IsCancellationRequested)
                {
                    await ConsumeAsync(Take, stopping.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to end before it was there.
        }

        return broken.TryDequeue(out var exception)
            ? throw new BatchException($"The worker cannot go on: {exception.Message}", exception)
            : new(Interlocked.Read(ref made), Interlocked.Read(ref failed), Volatile.Read(ref stop));

        void Break(Exception reason)
        {
            broken.Enqueue(reason);
            stopping.Cancel();
        }

        // The client waits for this one before it hands over the next: the work goes on beside it.
        Task Take(QueueDelivery delivery)
        {
            var task = Task.Run(
                () => AnswerAsync(delivery, work, places, Break, stopping.Token, givingUp),
                CancellationToken.None
            );
            active[task] = true;
            _ = task.ContinueWith(
                ended => active.TryRemove(ended, out _),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );
            return Task.CompletedTask;
        }
    }

    private async Task AnswerAsync(
        QueueDelivery delivery,
        ItemWork work,
        SemaphoreSlim places,
        Action<Exception> broken,
        CancellationToken stopping,
        CancellationToken givingUp
    )
    {
        if (delivery.Item is not { } item)
        {
            await delivery.RejectAsync().ConfigureAwait(false);
            return;
        }

        using var activity = BatchActivities.Source.StartActivity(
            "nanobanana.batch.item",
            ActivityKind.Consumer,
            delivery.Trace
        );
        activity?.SetTag("messaging.message.id", item.ToString());
        activity?.SetTag("nanobanana.batch.worker", Name);
        try
        {
            // After a lost connection as many come anew as are still at work here: no more calls are made for that.
            await places.WaitAsync(stopping).ConfigureAwait(false);
            try
            {
                var end = await work.RunAsync(item, delivery.IsRedelivered, stopping, givingUp).ConfigureAwait(false);
                activity?.SetTag("nanobanana.batch.end", end.ToString());
                await AnswerAsync(delivery, item, end).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await GiveBackAsync(delivery, item).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Told to whoever runs the worker, which ends: what went wrong here goes wrong again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            broken(exception);
            await GiveBackAsync(delivery, item).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(QueueDelivery delivery, BatchItem item, ItemEnd end)
    {
        switch (end)
        {
            case ItemEnd.GiveBack:
                await GiveBackAsync(delivery, item).ConfigureAwait(false);
                return;
            case ItemEnd.Requeue:
                await queue.RequeueAsync(item, CancellationToken.None).ConfigureAwait(false);
                break;
            case ItemEnd.Made:
                Interlocked.Increment(ref made);
                break;
            case ItemEnd.Failed
                when await journal.FindAsync(item).ConfigureAwait(false) is { State: ItemState.Failed } entry:
                Interlocked.Increment(ref failed);
                // Before the message is acknowledged: killed in between, there are two letters, and never none.
                await queue.DeadLetterAsync(entry, CancellationToken.None).ConfigureAwait(false);
                break;
            default:
                break;
        }

        await delivery.AcknowledgeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Has another worker have it, as a new message: one that came back so often would be taken for one that takes its workers
    /// down, and would become a dead letter of which the journal knows nothing.
    /// </summary>
    private async Task GiveBackAsync(QueueDelivery delivery, BatchItem item)
    {
        if (await queue.TryRequeueAsync(item).ConfigureAwait(false))
        {
            await delivery.AcknowledgeAsync().ConfigureAwait(false);
        }
        else
        {
            await delivery.GiveBackAsync().ConfigureAwait(false);
        }
    }

    private static BatchOptions Check(BatchOptions batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Parallel is >= 1 and <= ushort.MaxValue
            ? batch
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"A worker makes 1 to {ushort.MaxValue} calls at a time, and not {batch.Parallel}."
                ),
                nameof(batch)
            );
    }

    // Said four times as often as it lasts: a lease of less than a second would be over for a worker that is merely busy.
    private static WorkerOptions Check(WorkerOptions options) =>
        options.Lease >= TimeSpan.FromSeconds(1) && options.Lease <= TimeSpan.FromDays(1)
            ? options
            : throw new ArgumentException("The lease of a worker is a second at least, and a day at most.");

    private void Stop(FailureEntry reason, CancellationTokenSource stopping)
    {
        Interlocked.CompareExchange(ref stop, reason, null);
        stopping.Cancel();
    }

    /// <summary>Takes messages until the worker is to end, and has ended what it took; or until the broker will not have it so.</summary>
    private async Task ConsumeAsync(Func<QueueDelivery, Task> take, CancellationToken stopping)
    {
        try
        {
            var consumer = await queue
                .ConsumeAsync(checked((ushort)batch.Parallel), take, stopping)
                .ConfigureAwait(false);
            await using (consumer.ConfigureAwait(false))
            {
                await consumer.Closed.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await consumer.CancelAsync().ConfigureAwait(false);
                while (stopping.IsCancellationRequested && !active.IsEmpty)
                {
                    await Task.WhenAll(active.Keys).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Before there was a consumer.
        }
    }
}
