using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Batch.Tests.Provider;

/// <summary>
/// A batch by the provider's own batch mode: every picture comes home by its key, at half the price, and none is paid for twice,
/// wherever the run is killed.
/// </summary>
public sealed class ProviderBatchRunTests : IAsyncDisposable
{
    private const string Key = "AIzaSyBatchBatchBatchBatchBatchBatch000";
    private const long MostMicroUsd = 25_000;

    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);
    private readonly string folder = Directory.CreateTempSubdirectory("nb-provider-").FullName;
    private EmulatorServer? server;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_picture_comes_home_by_its_key_at_half_the_price()
    {
        await StartAsync(TimeSpan.FromHours(3));
        BatchLine[] lines =
        [
            new(1, "A red fox") { Count = 3, Name = "fox" },
            new(2, "A blue owl") { Model = "gemini-3-pro-image" },
            new(3, "A bear [finish: IMAGE_SAFETY]"),
            new(5, "A hen"),
        ];

        var result = await RunAsync(lines, mode: Mode() with { MostPictures = 2 });

        result.Ending.ShouldBe(BatchEnding.Finished);
        result.Summary.Done.ShouldBe(5);
        result.Summary.Failed.ShouldBe(1);
        result.Summary.Interrupted.ShouldBe(0);
        server!.BilledImageCount.ShouldBe(5);
        server.BatchedImageCount.ShouldBe(5);
        Pictures().ShouldContain(name => name.StartsWith("fox-2."));
        Directory.GetFiles(Path.Combine(folder, ".batches")).ShouldBeEmpty();
        await using var journal = SqliteJournal.Open(folder, time);
        var fox = (await journal.FindAsync(new BatchItem(1, 2), Cancelled)).ShouldNotBeNull();
        using var client = Client();
        var whole = await EndAsync(
            client.GenerateContentAsync(GenerateContentRequest.ForImage("A red fox"), Cancelled)
        );
        fox.CostMicroUsd.ShouldBe((long)decimal.Ceiling(whole.CostUsd!.Value / 2 * 1_000_000));
        var bear = (await journal.FindAsync(new BatchItem(3, 1), Cancelled)).ShouldNotBeNull();
        bear.Failure.ShouldNotBeNull().Kind.ShouldBe(FailureKind.ImageRefused);
    }

    public static TheoryData<string> Kills =>
        [
            .. Enum.GetNames<ProviderBatchStep>().Select(step => "P:" + step),
            "I:" + nameof(BatchStep.Arrived),
            "I:" + nameof(BatchStep.Settled),
            "I:" + nameof(BatchStep.Stored),
        ];

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task A_run_that_is_killed_loses_nothing_and_pays_for_nothing_twice(string step)
    {
        await StartAsync(TimeSpan.Zero);
        var lines = Enumerable.Range(1, 5).Select(number => new BatchLine(number, $"Picture {number}")).ToArray();
        var kills = 0;
        void Kill(string reached)
        {
            if (reached == step && ++kills <= 2)
            {
                throw new KilledException();
            }
        }

        BatchResult? result = null;
        for (var run = 0; run < 4 && result is null; run++)
        {
            try
            {
                result = await RunAsync(
                    lines,
                    Mode() with
                    {
                        MostPictures = 3,
                        Reached = reached => Kill("P:" + reached),
                    },
                    reached: (reached, _) => Kill("I:" + reached)
                );
            }
            catch (KilledException)
            {
                // As a kill would: what was not on the disk is forgotten.
            }
        }

        kills.ShouldBeGreaterThan(1);
        result.ShouldNotBeNull().Ending.ShouldBe(BatchEnding.Finished);
        result.Summary.Done.ShouldBe(5);
        // Asked for, as far as the note says, and not to be found: nobody can know that it did not go out.
        var unknown = step == "P:" + nameof(ProviderBatchStep.Creating) ? 2 * 3 : 0;
        result.Summary.Interrupted.ShouldBe(unknown);
        result.Summary.InterruptedMicroUsd.ShouldBe(unknown * MostMicroUsd);
        server!.BilledImageCount.ShouldBe(5);
        Pictures().Length.ShouldBe(5);
    }

    [Fact]
    public async Task The_budget_is_kept_to_the_last_reservation()
    {
        await StartAsync(TimeSpan.Zero);
        var lines = Enumerable.Range(1, 5).Select(number => new BatchLine(number, $"Picture {number}")).ToArray();

        var result = await RunAsync(lines, Mode(), budget: (MostMicroUsd * 2) - 1);

        result.Ending.ShouldBe(BatchEnding.BudgetReached);
        result.Summary.SpentMicroUsd.ShouldBeLessThan(MostMicroUsd * 2);
        result.Summary.Done.ShouldBe(server!.BilledImageCount);
        result.Summary.Waiting.ShouldBe(5 - result.Summary.Done);
    }

    [Fact]
    public async Task What_is_at_the_provider_stays_there_when_a_run_is_ended_and_comes_home_in_the_next()
    {
        await StartAsync(TimeSpan.FromHours(3));
        using var ending = new CancellationTokenSource();

        var first = await RunAsync(
            [new BatchLine(1, "A fox"), new BatchLine(2, "An owl")],
            Mode() with
            {
                Reached = step => EndAt(step, ending),
            },
            ending: ending.Token
        );

        first.Ending.ShouldBe(BatchEnding.Cancelled);
        first.Summary.UnderWay.ShouldBe(2);
        await using (var journal = SqliteJournal.Open(folder, time))
        {
            using var client = Client();
            var usual = new BatchRun(
                client,
                journal,
                new FolderStore(folder),
                new RateGate(new RateLimits(), time),
                Options()
            );
            (await Should.ThrowAsync<BatchException>(() => usual.RunAsync())).Message.ShouldContain("paid for twice");
        }

        var second = await RunAsync([new BatchLine(1, "A fox"), new BatchLine(2, "An owl")], Mode());
        second.Ending.ShouldBe(BatchEnding.Finished);
        second.Summary.Done.ShouldBe(2);
        server!.BilledImageCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_creation_whose_reply_is_lost_is_found_by_its_name()
    {
        await StartAsync(TimeSpan.Zero);
        using var handler = new LosingHandler();
        using var http = new HttpClient(handler);

        var result = await RunAsync([new BatchLine(1, "A fox")], Mode(), http: http);

        handler.Lost.ShouldBe(1);
        result.Summary.Done.ShouldBe(1);
        server!.BilledImageCount.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_at_the_provider_is_ended_and_what_was_made_comes_home()
    {
        await StartAsync(TimeSpan.FromHours(3));
        using var ending = new CancellationTokenSource();
        BatchLine[] lines = [new(1, "A fox"), new(2, "An owl")];
        await RunAsync(lines, Mode() with { Reached = step => EndAt(step, ending) }, ending: ending.Token);

        BatchResult result;
        await using (var journal = SqliteJournal.Open(folder, time))
        {
            using var client = Client();
            var run = new ProviderBatchRun(client, journal, new FolderStore(folder), Options(), Mode());
            result = await EndAsync(run.CancelAsync());
            (await run.CancelAsync()).Summary.ShouldBe(result.Summary); // nothing is there any more
        }

        result.Ending.ShouldBe(BatchEnding.Cancelled);
        result.Summary.UnderWay.ShouldBe(0);
        result.Summary.Waiting.ShouldBe(2);
        result.Summary.InterruptedMicroUsd.ShouldBe(2 * MostMicroUsd);
        server!.BilledImageCount.ShouldBe(0);
        Directory.GetFiles(Mode().Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_refuses_to_end_a_batch_is_told_and_the_batch_stays_written_down()
    {
        await StartAsync(TimeSpan.FromDays(3));
        using var ending = new CancellationTokenSource();
        BatchLine[] lines = [new(1, "A fox")];
        await RunAsync(lines, Mode() with { Reached = step => EndAt(step, ending) }, ending: ending.Token);
        using var http = new HttpClient(new RefusingHandler(":cancel"));

        await using var journal = SqliteJournal.Open(folder, time);
        using var client = Client(http);
        var run = new ProviderBatchRun(client, journal, new FolderStore(folder), Options(), Mode());
        var result = await EndAsync(run.CancelAsync());

        result.Ending.ShouldBe(BatchEnding.Stopped);
        result.Failure.ShouldNotBeNull().StatusCode.ShouldBe(403);
        result.Summary.UnderWay.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_cancelled_at_the_provider_may_be_billed_and_is_made_again()
    {
        await StartAsync(TimeSpan.FromHours(3));
        using var ending = new CancellationTokenSource();
        BatchLine[] lines = [new(1, "A fox"), new(2, "An owl")];
        await RunAsync(lines, Mode() with { Reached = step => EndAt(step, ending) }, ending: ending.Token);
        using (var client = Client())
        {
            var batches = new ProviderBatches(client);
            await foreach (var batch in batches.ListAsync(Cancelled))
            {
                await batches.CancelAsync(batch.Name, Cancelled);
            }
        }

        var result = await RunAsync(lines, Mode());

        result.Summary.Done.ShouldBe(2);
        result.Summary.Interrupted.ShouldBe(2);
        result.Summary.InterruptedMicroUsd.ShouldBe(2 * MostMicroUsd);
    }

    [Fact]
    public async Task What_is_cancelled_while_it_is_waited_for_is_not_sent_again_by_itself()
    {
        await StartAsync(TimeSpan.FromHours(3));
        BatchLine[] lines = [new(1, "A fox"), new(2, "An owl")];
        using var handler = new LookingHandler(
            async (look, request, send) =>
            {
                if (look == 2)
                {
                    var cancel = new HttpRequestMessage(HttpMethod.Post, request.RequestUri + ":cancel");
                    cancel.Headers.Add("x-goog-api-key", Key);
                    (await send(cancel)).EnsureSuccessStatusCode();
                }
            }
        );
        using var http = new HttpClient(handler);

        var stopped = await RunAsync(lines, Mode(), http: http);
        var billed = server!.BilledImageCount;
        var again = await RunAsync(lines, Mode());

        (stopped.Ending, stopped.Failure!.Kind, billed).ShouldBe((BatchEnding.Stopped, FailureKind.Cancelled, 0));
        (stopped.Summary.Waiting, stopped.Summary.Interrupted).ShouldBe((2, 2));
        (again.Ending, again.Summary.Done).ShouldBe((BatchEnding.Finished, 2));
    }

    [Fact]
    public async Task While_nothing_has_come_home_it_is_told_what_is_at_the_provider()
    {
        await StartAsync(TimeSpan.FromHours(3));
        var told = new Reports();

        await RunAsync([new(1, "A fox"), new(2, "An owl")], Mode(), progress: told);

        var first = told.All[0];
        (first.Summary.UnderWay, first.Summary.Done, first.IsAtProvider, first.Ended).ShouldBe((2, 0, true, null));
        told.All.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_network_that_is_gone_for_two_looks_ends_no_run_however_many_batches_are_open()
    {
        await StartAsync(TimeSpan.FromHours(3));
        using var handler = new LookingHandler(
            (look, _, _) =>
                look <= 50
                    ? throw new HttpRequestException(HttpRequestError.ConnectionError, "No route to host.")
                    : Task.CompletedTask
        );
        using var http = new HttpClient(handler);

        var result = await RunAsync(
            [.. Enumerable.Range(1, 25).Select(number => new BatchLine(number, "A fox"))],
            Mode() with
            {
                MostPictures = 1,
                MostOpen = 25,
            },
            http: http
        );

        (result.Ending, result.Summary.Done).ShouldBe((BatchEnding.Finished, 25));
        server!.BilledImageCount.ShouldBe(25);
    }

    private static void EndAt(ProviderBatchStep step, CancellationTokenSource ending)
    {
        if (step == ProviderBatchStep.Noted)
        {
            ending.Cancel();
        }
    }

    private ProviderBatchOptions Mode() => new() { Folder = Path.Combine(folder, ".batches") };

    private BatchOptions Options() =>
        new()
        {
            ImageFolder = folder,
            ArrivingFolder = Path.Combine(folder, ".arriving"),
            Time = time,
        };

    private string[] Pictures() =>
        [
            .. Directory
                .GetFiles(folder)
                .Select(path => Path.GetFileName(path))
                .Where(name => !name.StartsWith("journal", StringComparison.Ordinal)),
        ];

    private async Task StartAsync(TimeSpan latency) =>
        server = await EmulatorServer.StartAsync(
            new EmulatorOptions
            {
                Provider = ProviderInfo.Google,
                ApiKey = Key,
                Latency = latency,
                Time = time,
                ThoughtSignatureBytes = 100,
            },
            Cancelled
        );

    private NanoBananaClient Client(HttpClient? http = null) =>
        new(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.Google,
                ApiKey = new ApiKey(Key),
                BaseAddress = server!.BaseAddress,
                MaxAttempts = 1,
            },
            http
        );

    /// <summary>One run, with the clock moved on whenever it waits.</summary>
    private async Task<BatchResult> RunAsync(
        BatchLine[] lines,
        ProviderBatchOptions mode,
        long? budget = null,
        Action<BatchStep, BatchItem>? reached = null,
        HttpClient? http = null,
        IProgress<BatchProgress>? progress = null,
        CancellationToken ending = default
    )
    {
        using var client = Client(http);
        await using var journal = SqliteJournal.Open(folder, time);
        var queued = lines.ToAsyncEnumerable().Select(line => new QueuedLine(line, MostMicroUsd * 2));
        await journal.AddAsync(ProviderBatchRun.Priced(queued, client.Provider.Batch!), Cancelled);
        await journal.SetBudgetAsync(budget, Cancelled);
        var run = new ProviderBatchRun(
            client,
            journal,
            new FolderStore(folder),
            Options() with
            {
                Reached = reached,
            },
            mode
        ).RunAsync(progress, ending);
        return await EndAsync(run);
    }

    /// <summary>Moves the clock on until something has ended.</summary>
    private async Task<T> EndAsync<T>(Task<T> task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled));
        }

        return await task;
    }

    private sealed class Reports : IProgress<BatchProgress>
    {
        public List<BatchProgress> All { get; } = [];

        public void Report(BatchProgress value) => All.Add(value);
    }

    private sealed class KilledException : Exception;

    /// <summary>Told of each look at a batch before it is made, by its number from 1.</summary>
    private sealed class LookingHandler(
        Func<int, HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task> looking
    ) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        private int looks;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (
                request.Method == HttpMethod.Get
                && request.RequestUri!.AbsolutePath.Contains("/batches/", StringComparison.Ordinal)
            )
            {
                await looking(++looks, request, more => base.SendAsync(more, cancellationToken));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class RefusingHandler(string end)
        : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            request.RequestUri!.AbsolutePath.EndsWith(end, StringComparison.Ordinal)
                ? Task.FromResult(
                    new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden) { RequestMessage = request }
                )
                : base.SendAsync(request, cancellationToken);
    }

    /// <summary>Loses the first reply to a creation, after the service has done what it says.</summary>
    private sealed class LosingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public int Lost { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var reply = await base.SendAsync(request, cancellationToken);
            if (
                request.RequestUri!.AbsolutePath.EndsWith(":batchGenerateContent", StringComparison.Ordinal)
                && Lost++ == 0
            )
            {
                reply.Dispose();
                throw new HttpRequestException("lost", new IOException("lost"));
            }

            return reply;
        }
    }
}
