using System.Runtime.InteropServices;
using NanoBananaContracts;
using NanoBananaContracts.Batch;
using NanoBananaContracts.Batch.RabbitMq;

namespace BatchWorker;

/// <summary>One worker: SIGINT and SIGTERM let what is under way end, and a second one gives that up.</summary>
public sealed class Work(Servers servers, NanoBananaClient client, IPictureStore store, TextWriter output)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    public required BatchOptions Options { get; init; }

    public required WorkerOptions Worker { get; init; }

    public required RateLimits Limits { get; init; }

    /// <summary>Whether it ends when nothing is left to do; else it waits for more.</summary>
    public required bool UntilDone { get; init; }

    public async Task<int> RunAsync()
    {
        using var ending = new CancellationTokenSource();
        using var givingUp = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

        var worker = new QueueWorker(
            client,
            servers.Journal,
            store,
            servers.Gate(Limits),
            servers.Queue,
            Options,
            Worker
        );
        output.WriteLine($"{worker.Name} is at work.");
        var watching = UntilDone ? WatchAsync(ending) : Task.CompletedTask;
        var result = await worker.RunAsync(ending.Token, givingUp.Token);
        await ending.CancelAsync();
        await watching;
        output.WriteLine(FormattableString.Invariant($"{result.Done} made, {result.Failed} failed."));
        if (result.Stop is { } stop)
        {
            output.WriteLine(PlainText.Of($"Ended by a failure that all would have: {stop.Kind}: {stop.Message}"));
            return 1;
        }

        if (
            UntilDone
            && await servers.Journal.SummaryAsync() is { Waiting: > 0 and var waiting }
            && !await servers.Journal.HasQueuedAsync()
        )
        {
            output.WriteLine(
                FormattableString.Invariant(
                    $"{waiting} items do not fit into the budget: enqueue the list again with a larger --max-cost."
                )
            );
        }

        return 0;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true; // The process ends by itself.
            (ending.IsCancellationRequested ? givingUp : ending).Cancel();
        }
    }

    private async Task WatchAsync(CancellationTokenSource ending)
    {
        try
        {
            while (!await IsDoneAsync(ending.Token))
            {
                await Task.Delay(LookAgain, ending.Token);
            }

            await ending.CancelAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Told to end before that.
        }
    }

    // What does not fit into the budget waits without a message, and nobody works on it.
    private async Task<bool> IsDoneAsync(CancellationToken cancellationToken)
    {
        var summary = await servers.Journal.SummaryAsync(cancellationToken);
        return summary.UnderWay == 0
            && (summary.Waiting == 0 || !await servers.Journal.HasQueuedAsync(cancellationToken));
    }
}
