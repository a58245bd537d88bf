using System.Diagnostics;
using System.Globalization;
using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.BatchServers;
using Npgsql;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>Measures workers beyond one machine, on this one: a broker and a database of its own, and each worker a process.</summary>
internal sealed class QueueMeasurements(
    PostgresProcess database,
    RabbitProcess broker,
    EmulatorProcess emulator,
    NpgsqlDataSource source
)
{
    private const int Settled = 300;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts the servers, measures, and stops them.</summary>
    /// <returns>0, also where they are not installed, which is said.</returns>
    public static async Task<int> RunAsync(Func<QueueMeasurements, Task> measure)
    {
        Report.Print("");
        if ((PostgresProcess.Missing ?? RabbitProcess.Missing) is { } missing)
        {
            Report.Print($"Not measured with a queue: {missing}");
            return 0;
        }

        using var database = new PostgresProcess(isSafe: true);
        using var broker = new RabbitProcess();
        await database.StartAsync();
        await broker.StartAsync();
        await using var emulator = await EmulatorProcess.StartAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await measure(new(database, broker, emulator, source));
        return 0;
    }

    /// <summary>Pictures a second, processor time a picture and memory, by the number of workers.</summary>
    public async Task SpeedAsync(int pictures)
    {
        Report.Print(
            $"RabbitMQ and PostgreSQL, {pictures:N0} pictures each, every worker a process with 4 calls at a time, all on the same {Environment.ProcessorCount} cores"
        );
        Report.Print(
            "| workers | pictures/s | processor ms a picture, all workers | of emulator | of broker | of database | MB at the begin | MB at the end | MB at most, each |"
        );
        Report.Print("|---|---|---|---|---|---|---|---|---|");
        foreach (var workers in new[] { 1, 2, 4 })
        {
            var batch = string.Create(CultureInfo.InvariantCulture, $"speed{workers}");
            await EnqueueAsync(batch, pictures);
            await WorkAsync(
                batch,
                workers,
                pictures,
                measured =>
                    Report.Print(
                        $"| {workers} | {pictures / measured.Elapsed.TotalSeconds:N1} | {measured.Told.Sum(told => told[0]) * 1000 / pictures:N1} | {measured.Emulator.TotalMilliseconds / pictures:N1} | {measured.Broker.TotalMilliseconds / pictures:N1} | {measured.Database.TotalMilliseconds / pictures:N1} | {measured.Told.Max(told => told[1]):N0} | {measured.Told.Max(told => told[2]):N0} | {measured.Told.Max(told => told[3]):N0} |"
                    )
            );
        }
    }

    /// <summary>What a queue takes by its length, and what its first pictures take while it has that length.</summary>
    public async Task GrowthAsync(int[] lengths)
    {
        Report.Print($"RabbitMQ and PostgreSQL: a queue, and one worker that makes the first {Settled} of it");
        Report.Print(
            "| lines | s to add | s to publish | µs a line, both | MB at most | MB in use at the end | ms a picture | of the worker's processor | MB of the worker at most |"
        );
        Report.Print("|---|---|---|---|---|---|---|---|---|");
        foreach (var lines in lengths)
        {
            var batch = string.Create(CultureInfo.InvariantCulture, $"growth{lines}");
            var queued = await EnqueueAsync(batch, lines);
            var made = Math.Min(Settled, lines);
            await WorkAsync(
                batch,
                workers: 1,
                made,
                measured =>
                    Report.Print(
                        $"| {lines:N0} | {queued[0]:N2} | {queued[1]:N2} | {(queued[0] + queued[1]) * 1_000_000 / lines:N0} | {queued[2]:N0} | {queued[3]:N1} | {measured.Elapsed.TotalMilliseconds / made:N1} | {measured.Told[0][0] * 1000 / made:N1} | {measured.Told[0][3]:N0} |"
                    )
            );
        }
    }

    /// <summary>Waits until so many pictures of a journal are there, which other processes make.</summary>
    public static async Task WaitAsync(PostgresJournal journal, int done)
    {
        while ((await journal.SummaryAsync()).Done < done)
        {
            await Task.Delay(LookAgain);
        }
    }

    private Task<double[]> EnqueueAsync(string batch, int lines) =>
        Child.RunAsync("enqueue", database.ConnectionString, broker.Address.AbsoluteUri, batch, Report.Text(lines));

    private async Task WorkAsync(string batch, int workers, int pictures, Action<Measured> print)
    {
        await using var journal = await PostgresJournal.OpenAsync(source, batch);
        var children = new List<Process>();
        for (var worker = 0; worker < workers; worker++)
        {
            var child = Child.Start(
                "work",
                database.ConnectionString,
                broker.Address.AbsoluteUri,
                batch,
                emulator.Address.AbsoluteUri
            );
            children.Add(child);
            if (await child.StandardOutput.ReadLineAsync() != WorkerChild.Ready)
            {
                throw new InvalidOperationException("A worker did not start.");
            }
        }

        var (start, before) = (Stopwatch.GetTimestamp(), Look());
        foreach (var child in children)
        {
            await child.StandardInput.WriteLineAsync();
            await child.StandardInput.FlushAsync();
        }

        await WaitAsync(journal, pictures);
        var (elapsed, after) = (Stopwatch.GetElapsedTime(start), Look());
        var told = new List<double[]>();
        foreach (var child in children)
        {
            child.StandardInput.Close();
            told.Add(await Child.EndAsync(child));
            child.Dispose();
        }

        print(
            new(
                elapsed,
                after.Emulator - before.Emulator,
                after.Broker - before.Broker,
                after.Database - before.Database,
                told
            )
        );
    }

    private (TimeSpan Emulator, TimeSpan Broker, TimeSpan Database) Look() =>
        (emulator.Processor, ProcessTree.Processor(broker.Id), ProcessTree.Processor(database.Id));

    private sealed record Measured(
        TimeSpan Elapsed,
        TimeSpan Emulator,
        TimeSpan Broker,
        TimeSpan Database,
        IReadOnlyList<double[]> Told
    );
}
