using System.Diagnostics;
using NanoBananaContracts.Batch.RabbitMq;
using Npgsql;

namespace NanoBananaContracts.Batch.Benchmarks;

/// <summary>Puts lines into the journal of PostgreSQL, and a message for each into the queue.</summary>
internal static class EnqueueChild
{
    /// <summary>Runs it, and tells seconds to add, seconds to publish, memory at most, and what of it is in use at the end.</summary>
    public static async Task<int> RunAsync(string database, Uri broker, string batch, int lines)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var journal = await PostgresJournal.OpenAsync(source, batch);
        await using var queue = await BatchQueue.ConnectAsync(broker, batch);
        using var memory = new MemoryWatch();
        var start = Stopwatch.GetTimestamp();
        await journal.AddAsync(BenchmarkList.Lines(lines));
        var added = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        var published = await queue.PublishAsync(journal);
        Child.Tell(added.TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds, memory.Peak, MemoryWatch.InUse);
        return published == lines ? 0 : 1;
    }
}
