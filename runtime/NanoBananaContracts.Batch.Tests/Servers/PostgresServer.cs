using NanoBananaContracts.BatchServers;
using Npgsql;

namespace NanoBananaContracts.Batch.Tests.Servers;

/// <summary>A PostgreSQL of the tests' own. It starts when it is asked for.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Not safe: the tests end processes, not the machine.
    private readonly PostgresProcess process = new(isSafe: false);
    private readonly SemaphoreSlim turn = new(1);
    private NpgsqlDataSource? database;

    /// <summary>How programs connect to it.</summary>
    public string ConnectionString => process.ConnectionString;

    /// <summary>A database to work with; the test is skipped where PostgreSQL is not installed.</summary>
    public async Task<NpgsqlDataSource> GetAsync()
    {
        Assert.SkipWhen(PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        await turn.WaitAsync();
        try
        {
            if (database is null)
            {
                await process.StartAsync();
                database = NpgsqlDataSource.Create(ConnectionString);
            }

            return database;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops it without letting it put anything in order, as a crash would.</summary>
    public Task CrashAsync() => process.CrashAsync();

    /// <summary>Starts it again, and waits until it answers.</summary>
    public Task StartAsync() => process.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        process.Dispose();
        turn.Dispose();
    }
}
