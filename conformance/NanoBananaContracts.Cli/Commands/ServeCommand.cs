using System.CommandLine;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana serve</c>: the emulator, on its own.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8787;

    public static Command Create(CommandHost host)
    {
        var port = PortOption.Create(DefaultPort, "Loopback port to listen on, 0 for a free one.");
        var provider = ProviderOption.Create();
        var key = new AcceptedKey();
        var latency = TimeSpanOption.Create("--latency", "How long each reply takes. Default: no time at all.");
        var cors = new Option<string?>("--cors")
        {
            Description = "The origin whose pages may call it from a browser, http://localhost:5000; * for any.",
            HelpName = "ORIGIN",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line, for scripts." };
        var command = new Command(
            "serve",
            "Serves an emulator of generateContent on this machine: documented behaviour, real pictures, no cost."
        )
        {
            port,
            provider,
            latency,
            cors,
            json,
        };
        key.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                ServedLines lines = parsed.GetValue(json) ? new ServedJson(host.Out) : new ServedText(host.Out);
                return RunAsync(
                    lines,
                    new EmulatorOptions
                    {
                        Port = parsed.GetValue(port),
                        Provider = ProviderOption.Of(parsed, provider),
                        ApiKey = key.Read(host, parsed),
                        Latency = parsed.GetValue(latency),
                        Time = host.Time,
                        AllowedOrigin = parsed.GetValue(cors),
                        Answered = lines.Answered,
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        ServedLines lines,
        EmulatorOptions options,
        CancellationToken cancellationToken
    )
    {
        EmulatorServer server;
        try
        {
            server = await EmulatorServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw CommandException.Usage(exception.Message);
        }
        catch (IOException exception)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"Port {options.Port} cannot be listened on ({exception.Message}). Choose another with --port, or 0.",
                exception
            );
        }

        await using (server.ConfigureAwait(false))
        {
            lines.Listening(server);
            await UntilCancelledAsync(cancellationToken).ConfigureAwait(false);
            lines.Ended(server);
        }

        return ExitCodes.Conforms;
    }

    private static Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
