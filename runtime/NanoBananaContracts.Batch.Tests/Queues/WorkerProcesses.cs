using NanoBananaContracts.Batch.Tests.Servers;
using NanoBananaContracts.BatchServers;

namespace NanoBananaContracts.Batch.Tests.Queues;

/// <summary>The worker of the samples, as processes.</summary>
internal sealed class WorkerProcesses(PostgresServer database, RabbitServer broker, Uri emulator, string batch)
{
    // Where it was built, with all that it needs: beside the tests lies what they need themselves.
    private static readonly string Program = Repository.Path(
        $"samples/BatchWorker/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/BatchWorker.dll"
    );

    /// <summary>Runs one to its end.</summary>
    /// <returns>What it said.</returns>
    public Task<string> RunAsync(params string[] words) => ChildProcess.RunAsync("dotnet", Words(words), Variables());

    /// <summary>Starts one.</summary>
    public ChildProcess Start(params string[] words) => ChildProcess.Start("dotnet", Words(words), Variables());

    private IEnumerable<string> Words(string[] words) =>
        [
            Program,
            .. words,
            .. words[0] == "status" ? Array.Empty<string>() : ["--base-address", emulator.AbsoluteUri],
            "--batch",
            batch,
        ];

    private Dictionary<string, string> Variables() =>
        new()
        {
            ["BATCH_DATABASE"] = database.ConnectionString,
            ["BATCH_BROKER"] = broker.Address.AbsoluteUri,
            ["WISDOM_GATE_KEY"] = FaultyEmulator.Key,
        };
}
