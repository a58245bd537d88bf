using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NanoBananaContracts.BatchServers;

/// <summary>A RabbitMQ of one's own, on loopback ports, with its data in a temporary folder.</summary>
internal sealed class RabbitProcess : IDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly string folder = Directory.CreateTempSubdirectory("nb-rabbit-").FullName;
    private readonly int port = FreePort.Take();
    private readonly int namesPort = FreePort.Take();
    private readonly int nodesPort = FreePort.Take();
    private ChildProcess? names;
    private ChildProcess? process;

    /// <summary>Why there is none to start; <see langword="null"/> where there is one.</summary>
    public static string? Missing =>
        File.Exists(Program) ? null : "RabbitMQ is not installed here (Debian: apt-get install rabbitmq-server).";

    /// <summary>How programs connect to it.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{port}/"));

    /// <summary>What its configuration file says, in the words of Erlang: some settings have no others.</summary>
    public string Configuration { get; set; } = "[].";

    /// <summary>What it said last.</summary>
    public string Output => process?.Output ?? "";

    /// <summary>Its number, once it was started.</summary>
    public int Id => process!.Id;

    /// <summary>SIGKILL.</summary>
    public Task CrashAsync() => process!.KillAsync();

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        process?.Dispose();
        await File.WriteAllTextAsync(Of("plugins"), "[].");
        await File.WriteAllTextAsync(Of("rabbitmq.config"), Configuration);
        // Its own register of nodes: one that is started by the broker would outlive it, and listen everywhere.
        names ??= ChildProcess.Start(
            "/usr/bin/epmd",
            ["-address", "127.0.0.1", "-port", namesPort.ToString(CultureInfo.InvariantCulture)]
        );
        process = ChildProcess.Start(
            Program,
            [],
            new Dictionary<string, string>
            {
                ["HOME"] = folder, // for the cookie of its nodes
                ["RABBITMQ_NODENAME"] = string.Create(CultureInfo.InvariantCulture, $"nanobanana{port}@localhost"),
                ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
                ["RABBITMQ_NODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["RABBITMQ_DIST_PORT"] = nodesPort.ToString(CultureInfo.InvariantCulture),
                ["RABBITMQ_MNESIA_BASE"] = Of("mnesia"),
                ["RABBITMQ_LOG_BASE"] = Of("log"),
                ["RABBITMQ_LOGS"] = "-",
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Of("plugins"),
                ["RABBITMQ_CONFIG_FILE"] = Of("rabbitmq"),
                ["RABBITMQ_CONF_ENV_FILE"] = Of("environment"),
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                ["ERL_EPMD_PORT"] = namesPort.ToString(CultureInfo.InvariantCulture),
                ["RUNNING_UNDER_SYSTEMD"] = "1", // the script becomes the broker, instead of waiting beside it
            }
        );
        var factory = new ConnectionFactory { Uri = Address, AutomaticRecoveryEnabled = false };
        await Answering.WaitAsync(
            process,
            async () =>
            {
                await using var connection = await factory.CreateConnectionAsync();
            },
            exception => exception is BrokerUnreachableException
        );
    }

    public void Dispose()
    {
        process?.Dispose();
        names?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Of(string name) => Path.Combine(folder, name);
}
