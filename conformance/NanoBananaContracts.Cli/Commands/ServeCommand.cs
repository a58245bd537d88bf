using System.CommandLine;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana serve</c>: the emulator, on its own.</summary>
internal static class ServeCommand
{
    private const int DefaultPort = 8787;

    public static Command Create(CommandHost host)
    {
        var port = PortOption.Create(
            DefaultPort,
            $"Loopback port to listen on, 0 for a free one. Default: {DefaultPort}."
        );
        var provider = ProviderOption.Create();
        var key = new AcceptedKey();
        var latency = TimeSpanOption.Create("--latency", "How long each reply takes. Default: no time at all.");
        var cors = new Option<string?>("--cors")
        {
            Description = "The origin whose pages may call it from a browser, http://localhost:5000; * for any.",
            HelpName = "ORIGIN",
        };
        var command = new Command(
            "serve",
            "Serves an emulator of generateContent on this machine: documented behaviour, real pictures, no cost."
        )
        {
            port,
            provider,
            latency,
            cors,
        };
        key.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    host,
                    new EmulatorOptions
                    {
                        Port = parsed.GetValue(port),
                        Provider = parsed.GetValue(provider)!,
                        ApiKey = key.Read(host, parsed),
                        Latency = parsed.GetValue(latency),
                        Time = host.Time,
                        AllowedOrigin = parsed.GetValue(cors),
                        Answered = exchange => Show(host.Out, exchange),
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandHost host,
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
            var keys = options.ApiKey is null ? "any key" : "one key only";
            await host
                .Out.WriteLineAsync(
                    FormattableString.Invariant(
                        $"Emulating {options.Provider.Name} on {server.BaseAddress} ({keys}, {options.Latency.TotalSeconds} s a reply). Ctrl+C ends it."
                    )
                )
                .ConfigureAwait(false);
            await host
                .Out.WriteLineAsync(
                    $"POST {server.BaseAddress.AbsoluteUri.TrimEnd('/')}{options.Provider.PathTemplate.Replace("{model}", options.Provider.DefaultModel, StringComparison.Ordinal)}:generateContent"
                )
                .ConfigureAwait(false);
            await host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            await UntilCancelledAsync(cancellationToken).ConfigureAwait(false);
            await host
                .Out.WriteLineAsync(
                    $"Answered {Counting.Of(server.RequestCount, "request")}; {Billed(server.BilledImageCount, options.Provider)}."
                )
                .ConfigureAwait(false);
        }

        return ExitCodes.Conforms;
    }

    private static string Billed(int count, ProviderInfo provider) =>
        provider.BillsRepliesWithoutImage
            ? $"{Counting.Of(count, "call")} would have been billed, with a picture or without"
            : $"{Counting.Of(count, "picture")} would have been billed";

    // What a request names is the client's text: a terminal shows it and does not obey it.
    private static void Show(TextWriter output, EmulatedExchange exchange)
    {
        lock (output)
        {
            output.WriteLine(ForeignText.Line(exchange.ToString()));
            output.Flush();
        }
    }

    private static Task UntilCancelledAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
