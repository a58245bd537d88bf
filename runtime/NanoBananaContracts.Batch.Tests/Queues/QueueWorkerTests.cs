using System.Collections.Concurrent;
using System.Diagnostics;
using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.Batch.Tests.Servers;
using NanoBananaContracts.Emulator;
using RabbitMQ.Client;

namespace NanoBananaContracts.Batch.Tests.Queues;

/// <summary>One worker and its queue.</summary>
public sealed class QueueWorkerTests(PostgresServer database, RabbitServer broker) : IAsyncLifetime
{
    private readonly string batch = "t" + Guid.NewGuid().ToString("N");
    private readonly TestFolder folder = new();
    private EmulatorServer emulator = null!;
    private NanoBananaClient client = null!;
    private PostgresJournal journal = null!;
    private BatchQueue queue = null!;

    public async ValueTask InitializeAsync()
    {
        var source = await database.GetAsync();
        var address = await broker.GetAsync();
        emulator = await EmulatorServer.StartAsync(
            new EmulatorOptions { ThoughtSignatureBytes = 64 },
            TestContext.Current.CancellationToken
        );
        client = new NanoBananaClient(
            new()
            {
                Provider = ProviderInfo.WisGate,
                BaseAddress = emulator.BaseAddress,
                ApiKey = "a-key-for-tests",
                MaxAttempts = 1,
            }
        );
        journal = await PostgresJournal.OpenAsync(source, batch);
        queue = await BatchQueue.ConnectAsync(address, batch);
    }

    public async ValueTask DisposeAsync()
    {
        if (queue is not null)
        {
            await queue.DisposeAsync();
        }

        client?.Dispose();
        if (emulator is not null)
        {
            await emulator.DisposeAsync();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_picture_is_made_in_the_trace_that_it_was_queued_in()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BatchActivities.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await journal.AddAsync(TestLines.Of(Line(1), Line(2)));
        (await queue.PublishAsync(journal)).ShouldBe(2);
        (await queue.PublishAsync(journal)).ShouldBe(0); // they have messages

        (await WorkAsync(() => IsAsync(done: 2))).Done.ShouldBe(2);

        var enqueued = activities.Single(activity =>
            activity.Kind == ActivityKind.Producer && activity.GetTagItem("nanobanana.batch.items") is 2L
        );
        var items = activities
            .Where(activity => activity.Kind == ActivityKind.Consumer && activity.TraceId == enqueued.TraceId)
            .ToArray();
        items.Select(activity => activity.GetTagItem("messaging.message.id")).Order().ShouldBe(["1/1", "2/1"]);
        items.ShouldAllBe(activity => activity.ParentSpanId == enqueued.SpanId);
        Directory.GetFiles(folder.Of("pictures")).Length.ShouldBe(2);
        emulator.BilledImageCount.ShouldBe(2);
        (await queue.CountAsync()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_queue_takes_thousands_at_once()
    {
        await journal.AddAsync(TestLines.Of([.. Enumerable.Range(1, 2_500).Select(number => Line(number))]));

        (await queue.PublishAsync(journal)).ShouldBe(2_500);

        (await queue.CountAsync()).ShouldBe((2_500, 0));
    }

    [Fact]
    public async Task A_second_message_of_an_item_makes_no_second_picture()
    {
        await journal.AddAsync(TestLines.Of(Line(1)));
        await queue.PublishAsync(journal);
        (await queue.PublishAsync(journal, again: true)).ShouldBe(1);

        await WorkAsync(async () => await IsAsync(done: 1) && await queue.CountAsync() == (0, 0));

        emulator.BilledImageCount.ShouldBe(1);
        (await journal.SummaryAsync()).Interrupted.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_dead_worker_had_stored_is_taken_for_what_it_is()
    {
        await journal.AddAsync(TestLines.Of(Line(1), Line(2)));
        var stored = (await journal.ClaimAsync(new BatchItem(1, 1), "dead")).Claim!;
        var lost = (await journal.ClaimAsync(new BatchItem(2, 1), "dead")).Claim!;
        await File.WriteAllTextAsync(folder.Of("1.png"), "one");
        var picture = TestLines.Picture(stored, 50_000) with { Sha256 = Sha256Of("one") };
        await new FolderStore(folder.Of("pictures")).PutAsync(
            picture.File,
            folder.Of("1.png"),
            picture.Sha256,
            "image/png"
        );
        await journal.NoteAsync(stored, picture);
        await journal.NoteAsync(lost, TestLines.Picture(lost, 50_000));
        await queue.PublishAsync(journal, again: true);

        await WorkAsync(() => IsAsync(done: 2));

        (await journal.FindAsync(new(1, 1)))!.Picture.ShouldBe(picture with { Adopted = true });
        (await journal.FindAsync(new(2, 1)))!.Interrupted.ShouldBe(1);
        emulator.BilledImageCount.ShouldBe(1);
        var summary = await journal.SummaryAsync();
        (summary.Interrupted, summary.InterruptedMicroUsd).ShouldBe((1, 60_000));
    }

    [Fact]
    public async Task An_item_that_takes_its_workers_down_becomes_a_dead_letter()
    {
        await journal.AddAsync(TestLines.Of(Line(1)));
        for (var death = 1; death <= 3; death++)
        {
            var claim = (await journal.ClaimAsync(new BatchItem(1, 1), "dead")).Claim!;
            if (death < 3)
            {
                await journal.InterruptAsync(claim);
            }
        }

        await queue.PublishAsync(journal, again: true);
        await WorkAsync(async () => await queue.CountAsync() == (0, 1), new WorkerOptions { MostInterruptions = 3 });

        (await journal.SummaryAsync()).Failed.ShouldBe(1);
        emulator.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_is_none_of_ours_becomes_a_dead_letter_as_it_is()
    {
        await CallAsync(async channel =>
        {
            await channel.BasicPublishAsync("", queue.Items, "{\"line\":1}"u8.ToArray());
            await channel.BasicPublishAsync("", queue.Items, "no"u8.ToArray());
        });

        await WorkAsync(async () => await queue.CountAsync() == (0, 2));

        emulator.RequestCount.ShouldBe(0);
    }

    [Fact]
    public async Task What_does_not_fit_waits_without_a_message_until_there_is_more_money()
    {
        await journal.AddAsync(TestLines.Of(Line(1), Line(2), Line(3)));
        await journal.SetBudgetAsync(150_000); // two of them
        await queue.PublishAsync(journal);

        await WorkAsync(async () =>
            await IsAsync(done: 2) && !await journal.HasQueuedAsync() && await queue.CountAsync() == (0, 0)
        );

        (await journal.SummaryAsync()).Waiting.ShouldBe(1);
        await journal.SetBudgetAsync(400_000);
        (await queue.PublishAsync(journal)).ShouldBe(1);
        await WorkAsync(() => IsAsync(done: 3));
        emulator.BilledImageCount.ShouldBe(3);
    }

    [Fact]
    public async Task What_failed_is_tried_again_when_it_is_asked_for()
    {
        await journal.AddAsync(TestLines.Of(Line(1, "A fox [blocked: PROHIBITED_CONTENT]")));
        await queue.PublishAsync(journal);
        (await WorkAsync(async () => await queue.CountAsync() == (0, 1))).Failed.ShouldBe(1);

        (await queue.RetryFailedAsync(journal)).ShouldBe(1);

        (await queue.CountAsync()).DeadLetters.ShouldBe(0);
        await WorkAsync(async () => await queue.CountAsync() == (0, 1));
        emulator.RequestCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_of_every_call_ends_the_worker_and_loses_nothing()
    {
        await journal.AddAsync(TestLines.Of(Line(1), Line(2)));
        await queue.PublishAsync(journal);
        await using var strict = await EmulatorServer.StartAsync(
            new EmulatorOptions { ApiKey = "another-key-0123456789" },
            TestContext.Current.CancellationToken
        );
        using var refused = new NanoBananaClient(
            new()
            {
                Provider = ProviderInfo.WisGate,
                BaseAddress = strict.BaseAddress,
                ApiKey = "a-key-for-tests",
                MaxAttempts = 1,
            }
        );

        var result = await Worker(refused).RunAsync(TestContext.Current.CancellationToken);

        result.Stop.ShouldNotBeNull().Kind.ShouldBe(FailureKind.Unauthorized);
        (await journal.SummaryAsync()).Waiting.ShouldBe(2);
        await Eventually.AsyncTrue(async () => await queue.CountAsync() == (2, 0), () => "The messages are back.");
    }

    [Fact]
    public async Task A_message_that_is_held_for_long_is_replaced_and_its_item_is_made_all_the_same()
    {
        await journal.AddAsync(TestLines.Of(Line(1)));
        var claim = (await journal.ClaimAsync(new BatchItem(1, 1), "other")).Claim!;
        await journal.ReturnAsync(claim, null, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(2), counts: false);
        await queue.PublishAsync(journal);

        await WorkAsync(
            async () => await IsAsync(done: 1) && await queue.CountAsync() == (0, 0),
            new WorkerOptions { MostHeld = TimeSpan.FromMilliseconds(500) }
        );

        emulator.BilledImageCount.ShouldBe(1);
        (await journal.SummaryAsync()).Interrupted.ShouldBe(0);
    }

    private static QueuedLine Line(int number, string prompt = "A red fox") =>
        new(new BatchLine(number, prompt) { ImageSize = "0.5K" }, 60_000);

    private static string Sha256Of(string text) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))
        );

    private async Task<bool> IsAsync(int done) => (await journal.SummaryAsync()).Done == done;

    private QueueWorker Worker(NanoBananaClient caller, WorkerOptions? options = null) =>
        new(
            caller,
            journal,
            new FolderStore(folder.Of("pictures")),
            new RateGate(new RateLimits()),
            queue,
            new BatchOptions
            {
                Parallel = 2,
                ImageFolder = folder.Path,
                ArrivingFolder = folder.Of("arriving"),
            },
            options
        );

    private async Task<WorkerResult> WorkAsync(Func<Task<bool>> until, WorkerOptions? options = null)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var working = Worker(client, options).RunAsync(ending.Token);
        await Eventually.AsyncTrue(
            async () => working.IsCompleted || await until(),
            () => $"{working.Status} {working.Exception}"
        );
        await ending.CancelAsync();
        return await working;
    }

    private async Task CallAsync(Func<IChannel, Task> call)
    {
        await using var connection = await new ConnectionFactory { Uri = broker.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await call(channel);
    }
}
