using System.CommandLine;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance play</c>: stubs of WireMock 3, without Java.</summary>
internal static class StubsCommand
{
    /// <summary>Creates <c>play</c>: the in-process player as a server of its own.</summary>
    public static Command CreatePlay(CommandHost host)
    {
        var file = new Argument<string?>("FILE or ID")
        {
            Description = "Stub mappings to start with, or the id of a case.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var cases = new Option<string?>("--cases")
        {
            Description = "Folder of the cases; the tool's own without it.",
            HelpName = "FOLDER",
        };
        var port = PortOption.Create(0, "Port on 127.0.0.1; 0 for a free one.");
        var scale = NumberOption.TimeScale("What every delay is multiplied with, above 0 and at most 1.", 1);
        var admin = new Option<bool>("--admin")
        {
            Description =
                "Serves WireMock.Net's admin interface under /__admin, in its own format. Who reaches the port can change the stubs and read files.",
        };
        var command = new Command("play", "Plays WireMock 3 stubs until interrupted.")
        {
            file,
            port,
            scale,
            cases,
            admin,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var stubs = parsed.GetValue(file) is { } named
                    ? await StubsOf(host, named, parsed.GetValue(cases), cancellationToken).ConfigureAwait(false)
                    : StubSet.Empty;
                var options = new InProcessPlayerOptions
                {
                    AdminApi = parsed.GetValue(admin),
                    Port = parsed.GetValue(port),
                    TimeScale = parsed.GetValue(scale),
                    TimeProvider = host.Time,
                };
                var player = await StartAsync(options, cancellationToken).ConfigureAwait(false);
                await using (player.ConfigureAwait(false))
                {
                    await player
                        .LoadAsync(OtherOrigin.Resolve(stubs, player.BaseAddress), cancellationToken)
                        .ConfigureAwait(false);
                    await host
                        .Out.WriteLineAsync(
                            $"Playing {stubs.Mappings.Count} {(stubs.Mappings.Count == 1 ? "stub" : "stubs")} on {player.BaseAddress}; stop with Ctrl+C."
                        )
                        .ConfigureAwait(false);
                    await host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
                    var stopped = new TaskCompletionSource();
                    using var registration = cancellationToken.Register(stopped.SetResult);
                    await stopped.Task.ConfigureAwait(false);
                }

                return ExitCodes.Conforms;
            }
        );
        return command;
    }

    /// <summary>The stubs of a file, or of the case of that id where there is no such file.</summary>
    private static async Task<StubSet> StubsOf(
        CommandHost host,
        string named,
        string? folder,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(host.FullPath(named)) && named.Split('/').Length == 2 && !Path.HasExtension(named))
        {
            return CaseById.Find(ConformanceRunOptions.LoadCases(host, folder), named).Stubs;
        }

        return await StubFile.ReadAsync(host, named, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<InProcessPlayer> StartAsync(
        InProcessPlayerOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await InProcessPlayer.StartAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new CommandException(ExitCodes.HarnessTrouble, $"Port {options.Port} cannot be used: {e.Message}", e);
        }
    }
}
