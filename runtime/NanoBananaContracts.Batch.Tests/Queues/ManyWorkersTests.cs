using System.Security.Cryptography;
using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.Batch.Tests.Harness;
using NanoBananaContracts.Batch.Tests.Servers;
using NanoBananaContracts.BatchServers;
using RabbitMQ.Client;

namespace NanoBananaContracts.Batch.Tests.Queues;

/// <summary>
/// What the whole is for: real servers and several processes, each of which dies once in mid-run. No picture is lost, and none
/// is paid for twice but what was under way when its worker died.
/// </summary>
public sealed class ManyWorkersTests(PostgresServer database, RabbitServer broker)
{
    private const int Lines = 500;
    private const int RefusedEach = 50;
    private const int Parallel = 4;

    [Fact]
    public async Task Five_hundred_lines_survive_a_kill_of_a_worker_of_the_broker_and_of_the_database()
    {
        var source = await database.GetAsync();
        var address = await broker.GetAsync();
        var batch = "t" + Guid.NewGuid().ToString("N");
        using var folder = new TestFolder();
        await using var emulator = await FaultyEmulator.StartAsync(seed: 16, longest: TimeSpan.FromMilliseconds(200));
        var workers = new WorkerProcesses(database, broker, emulator.BaseAddress, batch);
        var list = folder.Of("list.jsonl");
        await File.WriteAllLinesAsync(list, Enumerable.Range(1, Lines).Select(Line));
        string[] work =
        [
            "work",
            "--store",
            folder.Of("pictures"),
            "--parallel",
            $"{Parallel}",
            "--lease",
            "8",
            "--until-done",
        ];

        await workers.RunAsync("enqueue", list, "--max-cost", "60");
        await using var journal = await PostgresJournal.OpenAsync(source, batch);
        var started = new List<ChildProcess>();
        try
        {
            started.AddRange([workers.Start(work), workers.Start(work), workers.Start(work)]);

            await ReachAsync(journal, 60, started);
            var killed = await KillAtWorkAsync(journal, started[0]);
            started[0] = workers.Start(work);

            await ReachAsync(journal, 160, started);
            await broker.CrashAsync();
            await broker.StartAsync();

            await ReachAsync(journal, 260, started);
            await database.CrashAsync();
            await database.StartAsync();

            await ReachAsync(journal, 360, started);
            await started[1].SignalAsync("TERM");
            (await started[1].WaitAsync()).ShouldBe(0, started[1].Output);
            started[1] = workers.Start(work);

            foreach (var worker in started)
            {
                (await worker.WaitAsync()).ShouldBe(0, worker.Output);
            }

            await HoldsAsync(journal, emulator.BilledImageCount, killed, folder.Of("pictures"));
            (await DeadLettersAsync(address, batch))
                .Distinct()
                .Order()
                .ShouldBe(Enumerable.Range(1, Lines).Where(line => line % RefusedEach == 0));
            (await workers.RunAsync("status")).ShouldContain("490 done, 0 under way, 0 waiting, 10 failed");
        }
        finally
        {
            started.ForEach(worker => worker.Dispose());
        }
    }

    private static string Line(int number) =>
        number % RefusedEach == 0
            ? """{"prompt": "A fox [blocked: PROHIBITED_CONTENT]", "imageSize": "0.5K"}"""
            : $$"""{"prompt": "A {{(number % 2 == 0 ? "red" : "grey")}} fox", "imageSize": "0.5K"}""";

    private static Task ReachAsync(PostgresJournal journal, int done, List<ChildProcess> workers) =>
        Eventually.AsyncTrue(
            async () =>
            {
                workers.ShouldAllBe(worker => !worker.HasExited, string.Join('\n', workers.Select(one => one.Output)));
                return (await journal.SummaryAsync()).Done >= done;
            },
            () => string.Join('\n', workers.Select(worker => worker.Output))
        );

    /// <summary>Kills a worker while it has items under way.</summary>
    private static async Task<int> KillAtWorkAsync(PostgresJournal journal, ChildProcess worker)
    {
        await Eventually.AsyncTrue(
            async () => (await journal.UnderWayAsync()).Any(claim => IsOf(claim, worker)),
            () => worker.Output
        );
        await worker.KillAsync();
        var left = (await journal.UnderWayAsync()).Count(claim => IsOf(claim, worker));
        left.ShouldBeLessThanOrEqualTo(Parallel);
        return left;
    }

    private static bool IsOf(BatchClaim claim, ChildProcess worker) => claim.Worker.Contains($":{worker.Id}:");

    private static async Task HoldsAsync(PostgresJournal journal, int billed, int killed, string folder)
    {
        var summary = await journal.SummaryAsync();
        (summary.Waiting, summary.UnderWay, summary.Done, summary.Failed).ShouldBe((0, 0, 490, 10));
        summary.ReservedMicroUsd.ShouldBe(0);
        summary.SpentMicroUsd.ShouldBeLessThanOrEqualTo(60_000_000);

        // Only what the killed worker had under way was interrupted, less what had reached the store.
        var entries = await journal.ReadAsync().ToArrayAsync();
        var adopted = entries.Count(entry => entry.Picture is { Adopted: true });
        (summary.Interrupted + adopted).ShouldBe(killed);
        (billed - 490L).ShouldBeInRange(0, summary.Interrupted);

        // What the killed worker was copying has no name of a picture; all that has one is whole.
        var names = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).ToArray();
        names.Count(name => name.StartsWith('.')).ShouldBeLessThanOrEqualTo(killed);
        var files = names.Where(name => !name.StartsWith('.')).Order().ToArray();
        var done = entries.Where(entry => entry.Picture is not null).Select(entry => entry.Picture!).ToArray();
        files.ShouldBe(done.Select(picture => picture.File).Order());
        foreach (var picture in done)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, picture.File));
            Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(picture.Sha256);
        }
    }

    private static async Task<List<int>> DeadLettersAsync(Uri address, string batch)
    {
        await using var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        (await channel.MessageCountAsync($"nanobanana.{batch}")).ShouldBe(0u);
        var lines = new List<int>();
        while (await channel.BasicGetAsync($"nanobanana.{batch}.dead", autoAck: true) is { } letter)
        {
            letter.BasicProperties.Headers!["x-failure-kind"].ShouldBe("PromptBlocked"u8.ToArray());
            lines.Add((int)letter.BasicProperties.Headers["x-line"]!);
        }

        return lines;
    }
}
