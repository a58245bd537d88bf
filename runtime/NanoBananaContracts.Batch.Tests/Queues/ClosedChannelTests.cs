using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.Batch.Tests.Servers;

namespace NanoBananaContracts.Batch.Tests.Queues;

/// <summary>A broker that closes the channel of a worker, and leaves it the connection.</summary>
public sealed class ClosedChannelTests(PostgresServer database) : IDisposable
{
    private readonly string batch = "t" + Guid.NewGuid().ToString("N");
    private readonly TestFolder folder = new();

    // It has no patience with whoever holds a message.
    private readonly RabbitServer broker = new()
    {
        Configuration = "[{rabbit, [{consumer_timeout, 1000}, {channel_tick_interval, 500}]}].",
    };

    public void Dispose()
    {
        broker.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_worker_whose_channel_was_closed_takes_messages_again()
    {
        await using var queue = await BatchQueue.ConnectAsync(await broker.GetAsync(), batch);
        await using var journal = await PostgresJournal.OpenAsync(await database.GetAsync(), batch);
        await journal.AddAsync(TestLines.Of(TestLines.Line(1), TestLines.Line(2)));
        var held = (await journal.ClaimAsync(new BatchItem(1, 1), "other")).Claim!;
        await journal.ReturnAsync(held, null, DateTimeOffset.UtcNow + TimeSpan.FromMinutes(5), counts: false);
        await queue.PublishAsync(journal);
        var client = new ScriptedClient(_ => null);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var working = new QueueWorker(
            client,
            journal,
            new FolderStore(folder.Of("pictures")),
            new RateGate(),
            queue,
            new BatchOptions
            {
                Parallel = 3,
                ImageFolder = folder.Path,
                ArrivingFolder = folder.Of("arriving"),
            }
        ).RunAsync(ending.Token);
        await Eventually.AsyncTrue(
            () => Task.FromResult(working.IsCompleted || broker.Output.Contains("timed out", StringComparison.Ordinal)),
            () => broker.Output
        );

        // What comes into the queue from now on is made.
        await journal.AddAsync(TestLines.Of(TestLines.Line(1), TestLines.Line(2), TestLines.Line(3)));
        await queue.PublishAsync(journal);
        await Eventually.AsyncTrue(
            async () => working.IsCompleted || (await journal.SummaryAsync()).Done == 2,
            () => $"{working.Status} {working.Exception}"
        );

        await ending.CancelAsync();
        (await working).ShouldBe(new WorkerResult(2, 0, null));
        client.Calls.ShouldBe(2);
    }
}
