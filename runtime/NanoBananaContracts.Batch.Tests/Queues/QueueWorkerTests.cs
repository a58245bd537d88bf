using System.Collections.Concurrent;
using System.Diagnostics;
using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.Batch.Tests.Servers;
using NanoBananaContracts.Emulator;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

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

    [Fact]
    public async Task A_long_list_is_queued_at_once()
    {
        await journal.AddAsync(
            TestLines.Of([.. Enumerable.Range(1, 20).Select(number => TestLines.Line(number, count: 200))])
        );

        (await queue.PublishAsync(journal)).ShouldBe(4000);

        (await queue.CountAsync()).ShouldBe((4000, 0));
    }

    [Fact]
    public async Task A_worker_that_was_told_to_end_before_it_began_has_done_nothing()
    {
        var result = await Worker(client).RunAsync(new CancellationToken(canceled: true));

        result.ShouldBe(new WorkerResult(0, 0, null));
    }

    [Fact(Timeout = 120_000)] // a message that is gone would be waited for
    public async Task Workers_that_end_in_order_however_often_use_up_no_message()
    {
        await using var strict = await BatchQueue.ConnectAsync(
            broker.Address,
            batch + "_strict",
            new QueueOptions { DeliveryLimit = 1 }
        );
        await journal.AddAsync(TestLines.Of(Line(1)));
        await strict.PublishAsync(journal);
        var refusing = new ScriptedClient(_ => new NanoBananaException(FailureKind.Unauthorized, "No.", "Ask."));

        for (var run = 0; run < 4; run++)
        {
            var result = await Worker(refusing, from: strict).RunAsync(TestContext.Current.CancellationToken);
            result.Stop.ShouldNotBeNull();
        }

        await Eventually.AsyncTrue(async () => await strict.CountAsync() == (1, 0), () => "The message is back.");
        refusing.Calls.ShouldBe(4);
    }

    [Fact]
    public async Task A_queue_that_is_deleted_and_made_anew_is_worked_on_again()
    {
        await journal.AddAsync(TestLines.Of(Line(1)));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var working = Worker(client).RunAsync(ending.Token);
        await CallAsync(async channel =>
        {
            // Another one that is told when the worker is: made anew before, the queue would have the broker tell neither.
            var told = new TaskCompletionSource();
            var witness = new AsyncEventingBasicConsumer(channel);
            witness.UnregisteredAsync += (_, _) =>
            {
                told.TrySetResult();
                return Task.CompletedTask;
            };
            await channel.BasicConsumeAsync(queue.Items, autoAck: false, witness);
            await Eventually.AsyncTrue(
                async () => working.IsCompleted || await channel.ConsumerCountAsync(queue.Items) == 2,
                () => "It is at work."
            );
            await channel.QueueDeleteAsync(queue.Items);
            await told.Task;
        });

        await using var anew = await BatchQueue.ConnectAsync(broker.Address, batch);
        await anew.PublishAsync(journal, again: true);

        await Eventually.AsyncTrue(
            async () => working.IsCompleted || await IsAsync(done: 1),
            () => $"{working.Status} {working.Exception}"
        );
        await ending.CancelAsync();
        (await working).Done.ShouldBe(1);
    }

    [Fact]
    public async Task A_picture_that_a_worker_stored_too_late_is_taken_in_the_place_of_the_second_one()
    {
        await journal.AddAsync(TestLines.Of(Line(1)));
        var lost = (await journal.ClaimAsync(new BatchItem(1, 1), "slow")).Claim!;
        var late = TestLines.Picture(lost, 50_000) with { Sha256 = Sha256Of("late") };
        await journal.NoteAsync(lost, late);
        await queue.PublishAsync(journal, again: true);
        // The slow one comes back while the call of the other is under way, and is the first at the store.
        var caller = new ScriptedClient(
            async (_, _, given) =>
            {
                await File.WriteAllTextAsync(folder.Of("late.png"), "late", given);
                await new FolderStore(folder.Of("pictures")).PutAsync(
                    late.File,
                    folder.Of("late.png"),
                    late.Sha256,
                    late.MediaType,
                    given
                );
                return null;
            }
        );

        var result = await WorkAsync(
            () => IsAsync(done: 1),
            new WorkerOptions { StoreDelay = TimeSpan.FromMilliseconds(1) },
            caller
        );

        (result.Done, result.Failed, result.Stop).ShouldBe((1, 0, null));
        var entry = (await journal.FindAsync(new(1, 1)))!;
        (entry.Picture!.Sha256, entry.Picture.Adopted, entry.Interrupted).ShouldBe((late.Sha256, true, 1));
        Directory.GetFiles(folder.Of("arriving")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_that_comes_too_late_for_the_store_goes_on()
    {
        await journal.AddAsync(TestLines.Of(Line(1)));
        await queue.PublishAsync(journal);
        // While it puts its picture there, it is given up, and another worker is faster.
        var store = new BusyStore(
            new FolderStore(folder.Of("pictures")),
            async () =>
            {
                var claim = (await journal.UnderWayAsync()).ShouldHaveSingleItem();
                await journal.InterruptAsync(claim);
                var second = (await journal.ClaimAsync(new BatchItem(1, 1), "fast")).Claim!;
                var picture = TestLines.Picture(second, 50_000) with { Sha256 = Sha256Of("fast") };
                await File.WriteAllTextAsync(folder.Of("fast.png"), "fast");
                await new FolderStore(folder.Of("pictures")).PutAsync(
                    picture.File,
                    folder.Of("fast.png"),
                    picture.Sha256,
                    picture.MediaType
                );
                await journal.SettleAsync(second, picture);
            }
        );

        var result = await WorkAsync(
            async () => await queue.CountAsync() == (0, 0) && Directory.GetFiles(folder.Of("arriving")).Length == 0,
            new WorkerOptions { StoreDelay = TimeSpan.FromMilliseconds(1) },
            store: store
        );

        (result.Failed, result.Stop).ShouldBe((0, null));
        (await journal.FindAsync(new(1, 1)))!.Picture!.Sha256.ShouldBe(Sha256Of("fast"));
    }

    [Fact]
    public async Task A_store_that_is_away_for_a_moment_is_asked_again()
    {
        await journal.AddAsync(TestLines.Of(Line(1)));
        await queue.PublishAsync(journal);
        var store = new BusyStore(new FolderStore(folder.Of("pictures")), () => Task.CompletedTask) { Refusals = 3 };

        var result = await WorkAsync(
            () => IsAsync(done: 1),
            new WorkerOptions { StoreDelay = TimeSpan.FromMilliseconds(1) },
            store: store
        );

        (result.Done, result.Stop, emulator.BilledImageCount).ShouldBe((1, null, 1));
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(70_000, 30)]
    [InlineData(1, 0)]
    public void Options_that_make_no_sense_are_refused(int parallel, int lease) =>
        Should
            .Throw<ArgumentException>(() =>
                new QueueWorker(
                    client,
                    journal,
                    new FolderStore(folder.Path),
                    new RateGate(),
                    queue,
                    new BatchOptions
                    {
                        Parallel = parallel,
                        ImageFolder = folder.Path,
                        ArrivingFolder = folder.Of("arriving"),
                    },
                    new WorkerOptions { Lease = TimeSpan.FromSeconds(lease) }
                )
            )
            .Message.ShouldContain("worker");

    private static QueuedLine Line(int number, string prompt = "A red fox") =>
        new(new BatchLine(number, prompt) { ImageSize = "0.5K" }, 60_000);

    private static string Sha256Of(string text) =>
        Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))
        );

    private async Task<bool> IsAsync(int done) => (await journal.SummaryAsync()).Done == done;

    private QueueWorker Worker(
        NanoBananaClient caller,
        WorkerOptions? options = null,
        BatchQueue? from = null,
        IPictureStore? store = null
    ) =>
        new(
            caller,
            journal,
            store ?? new FolderStore(folder.Of("pictures")),
            new RateGate(new RateLimits()),
            from ?? queue,
            new BatchOptions
            {
                Parallel = 2,
                ImageFolder = folder.Path,
                ArrivingFolder = folder.Of("arriving"),
            },
            options
        );

    private async Task<WorkerResult> WorkAsync(
        Func<Task<bool>> until,
        WorkerOptions? options = null,
        NanoBananaClient? caller = null,
        IPictureStore? store = null
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var working = Worker(caller ?? client, options, store: store).RunAsync(ending.Token);
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

    /// <summary>A store that does not answer at first, and at which something happens while the first picture goes there.</summary>
    private sealed class BusyStore(IPictureStore store, Func<Task> first) : IPictureStore
    {
        private int asked;
        private int put;

        /// <summary>How often it does not answer.</summary>
        public int Refusals { get; init; }

        public async Task PutAsync(
            string name,
            string path,
            string sha256,
            string mediaType,
            CancellationToken cancellationToken = default
        )
        {
            if (Interlocked.Increment(ref put) == 1)
            {
                await first();
            }

            await store.PutAsync(name, path, sha256, mediaType, cancellationToken);
        }

        public Task<StoredPicture?> FindAsync(string stem, CancellationToken cancellationToken = default) =>
            Interlocked.Increment(ref asked) <= Refusals
                ? throw new IOException("It is away.")
                : store.FindAsync(stem, cancellationToken);
    }
}
