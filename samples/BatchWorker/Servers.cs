using NanoBananaContracts.Batch;
using NanoBananaContracts.Batch.RabbitMq;
using Npgsql;

namespace BatchWorker;

/// <summary>The servers that all workers of a batch share, connected to.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;

    private Servers(NpgsqlDataSource database, PostgresJournal journal, BatchQueue queue, string batch) =>
        (this.database, Journal, Queue, Batch) = (database, journal, queue, batch);

    public string Batch { get; }

    public PostgresJournal Journal { get; }

    public BatchQueue Queue { get; }

    public static async Task<Servers> ConnectAsync(
        string database,
        Uri broker,
        string batch,
        CancellationToken cancellationToken
    )
    {
        var source = NpgsqlDataSource.Create(database);
        try
        {
            var journal = await PostgresJournal.OpenAsync(source, batch, cancellationToken: cancellationToken);
            var queue = await BatchQueue.ConnectAsync(broker, batch, cancellationToken: cancellationToken);
            return new Servers(source, journal, queue, batch);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public IRateGate Gate(RateLimits limits) => new PostgresRateGate(database, Batch, limits);

    public async ValueTask DisposeAsync()
    {
        await Queue.DisposeAsync();
        await Journal.DisposeAsync();
        await database.DisposeAsync();
    }
}
