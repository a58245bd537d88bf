using System.Globalization;
using NanoBananaContracts.Batch.Tests.Harness;
using Npgsql;

namespace NanoBananaContracts.Batch.Tests.Servers;

/// <summary>A PostgreSQL of the tests' own, on a loopback port, with its data in a temporary folder. It starts when it is asked for.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private static readonly string? Programs = FindPrograms();

    private readonly TestFolder folder = new();
    private readonly int port = FreePort.Take();
    private readonly SemaphoreSlim turn = new(1);
    private ChildProcess? process;
    private NpgsqlDataSource? database;

    /// <summary>How programs connect to it.</summary>
    public string ConnectionString =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={port};Username={User};Database=postgres;Maximum Pool Size=20;Timeout=5"
        );

    /// <summary>A database to work with; the test is skipped where PostgreSQL is not installed.</summary>
    public async Task<NpgsqlDataSource> GetAsync()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed here (Debian: apt-get install postgresql).");
        await turn.WaitAsync();
        try
        {
            if (process is null)
            {
                await InitializeAsync();
                await StartAsync();
            }

            return database ??= NpgsqlDataSource.Create(ConnectionString);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops it without letting it put anything in order, as a crash would.</summary>
    public async Task CrashAsync()
    {
        await process!.SignalAsync("QUIT");
        await process.WaitAsync();
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process?.Dispose();
        process = ChildProcess.Start(
            As(Path.Combine(Programs!, "postgres")).File,
            [
                .. As(Path.Combine(Programs!, "postgres")).Words,
                "-D",
                Data,
                "-p",
                port.ToString(CultureInfo.InvariantCulture),
                "-k",
                "",
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off", // the tests end processes, not the machine
            ]
        );
        await Eventually.AsyncTrue(
            async () =>
            {
                process.HasExited.ShouldBeFalse(process.Output);
                try
                {
                    await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                    await connection.OpenAsync();
                    return true;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            () => process.Output
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        process?.Dispose();
        turn.Dispose();
        folder.Dispose();
    }

    private string Data => folder.Of("data");

    private async Task InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        if (Environment.IsPrivilegedProcess)
        {
            await ChildProcess.RunAsync("/bin/chown", ["-R", User, folder.Path]);
        }

        var (file, words) = As(Path.Combine(Programs!, "initdb"));
        await ChildProcess.RunAsync(
            file,
            [.. words, "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        );
    }

    // It refuses to run as root.
    private static (string File, string[] Words) As(string program) =>
        Environment.IsPrivilegedProcess
            ? ("/usr/bin/setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", program])
            : (program, []);

    private static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
                .OrderDescending(StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
}
