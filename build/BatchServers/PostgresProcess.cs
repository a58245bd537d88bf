using System.Globalization;
using Npgsql;

namespace NanoBananaContracts.BatchServers;

/// <summary>A PostgreSQL of one's own, on a loopback port, with its data in a temporary folder.</summary>
/// <param name="isSafe">Whether it writes to the disk before it answers, as one does that matters.</param>
internal sealed class PostgresProcess(bool isSafe) : IDisposable
{
    private const string User = "postgres";
    private static readonly string? Programs = FindPrograms();

    private readonly string folder = Directory.CreateTempSubdirectory("nb-postgres-").FullName;
    private readonly int port = FreePort.Take();
    private ChildProcess? process;

    /// <summary>Why there is none to start; <see langword="null"/> where there is one.</summary>
    public static string? Missing =>
        Programs is null ? "PostgreSQL is not installed here (Debian: apt-get install postgresql)." : null;

    /// <summary>How programs connect to it.</summary>
    public string ConnectionString =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={port};Username={User};Database=postgres;Maximum Pool Size=20;Timeout=5"
        );

    /// <summary>Its number, once it was started.</summary>
    public int Id => process!.Id;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        if (!Directory.Exists(Data))
        {
            await InitializeAsync();
        }

        process?.Dispose();
        var (file, words) = As(Path.Combine(Programs!, "postgres"));
        process = ChildProcess.Start(
            file,
            [
                .. words,
                "-D",
                Data,
                "-p",
                port.ToString(CultureInfo.InvariantCulture),
                "-k",
                "",
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                isSafe ? "fsync=on" : "fsync=off",
            ]
        );
        await Answering.WaitAsync(
            process,
            async () =>
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
            },
            exception => exception is NpgsqlException
        );
    }

    /// <summary>Stops it without letting it put anything in order, as a crash would.</summary>
    public async Task CrashAsync()
    {
        await process!.SignalAsync("QUIT");
        await process.WaitAsync();
    }

    public void Dispose()
    {
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private async Task InitializeAsync()
    {
        Directory.CreateDirectory(Data);
        if (Environment.IsPrivilegedProcess)
        {
            await ChildProcess.RunAsync("/bin/chown", ["-R", User, folder]);
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
