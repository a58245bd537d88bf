using System.Globalization;
using NanoBananaContracts.Batch.Tests.Harness;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NanoBananaContracts.Batch.Tests.Servers;

/// <summary>A RabbitMQ of the tests' own, on loopback ports, with its data in a temporary folder. It starts when it is asked for.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly TestFolder folder = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly int port = FreePort.Take();
    private readonly int namesPort = FreePort.Take();
    private readonly int nodesPort = FreePort.Take();
    private ChildProcess? names;
    private ChildProcess? process;

    /// <summary>What its configuration file says, in the words of Erlang: some settings have no others.</summary>
    public string Configuration { get; init; } = "[].";

    /// <summary>What it said last.</summary>
    public string Output => process?.Output ?? "";

    /// <summary>How programs connect to it.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{port}/"));

    /// <summary>Its address; the test is skipped where RabbitMQ is not installed.</summary>
    public async Task<Uri> GetAsync()
    {
        Assert.SkipUnless(
            File.Exists(Program),
            "RabbitMQ is not installed here (Debian: apt-get install rabbitmq-server)."
        );
        await turn.WaitAsync();
        try
        {
            if (process is null)
            {
                await File.WriteAllTextAsync(folder.Of("plugins"), "[].");
                await File.WriteAllTextAsync(folder.Of("rabbitmq.config"), Configuration);
                // Its own register of nodes: one that is started by the broker would outlive it, and listen everywhere.
                names = ChildProcess.Start(
                    "/usr/bin/epmd",
                    ["-address", "127.0.0.1", "-port", namesPort.ToString(CultureInfo.InvariantCulture)]
                );
                await StartAsync();
            }

            return Address;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>SIGKILL.</summary>
    public Task CrashAsync() => process!.KillAsync();

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process?.Dispose();
        process = ChildProcess.Start(
            Program,
            [],
            new Dictionary<string, string>
            {
                ["HOME"] = folder.Path, // for the cookie of its nodes
                ["RABBITMQ_NODENAME"] = string.Create(CultureInfo.InvariantCulture, $"nanobanana{port}@localhost"),
                ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_NODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["RABBITMQ_DIST_PORT"] = nodesPort.ToString(CultureInfo.InvariantCulture),
                ["RABBITMQ_MNESIA_BASE"] = folder.Of("mnesia"),
                ["RABBITMQ_LOG_BASE"] = folder.Of("log"),
                ["RABBITMQ_LOGS"] = "-",
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = folder.Of("plugins"),
                ["RABBITMQ_CONFIG_FILE"] = folder.Of("rabbitmq"),
                ["RABBITMQ_CONF_ENV_FILE"] = folder.Of("environment"),
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                ["ERL_EPMD_PORT"] = namesPort.ToString(CultureInfo.InvariantCulture),
                ["RUNNING_UNDER_SYSTEMD"] = "1", // the script becomes the broker, instead of waiting beside it
            }
        );
        var factory = new ConnectionFactory { Uri = Address, AutomaticRecoveryEnabled = false };
        await Eventually.AsyncTrue(
            async () =>
            {
                process.HasExited.ShouldBeFalse(process.Output);
                try
                {
                    await using var connection = await factory.CreateConnectionAsync();
                    return true;
                }
                catch (BrokerUnreachableException)
                {
                    return false;
                }
            },
            () => process.Output
        );
    }

    public ValueTask DisposeAsync()
    {
        process?.Dispose();
        names?.Dispose();
        turn.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
