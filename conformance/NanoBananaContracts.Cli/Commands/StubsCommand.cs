using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance play</c> and <c>export</c>: stubs of WireMock 3, without WireMock.</summary>
internal static class StubsCommand
{
    private const string WireMockNet = "wiremock-net";

    /// <summary>Creates <c>play</c>: the in-process player as a server of its own, driven over WireMock's admin API.</summary>
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
        var command = new Command(
            "play",
            "Plays WireMock 3 stubs until interrupted; any WireMock client can drive it under /__admin."
        )
        {
            file,
            port,
            scale,
            cases,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var stubs = parsed.GetValue(file) is { } named
                    ? await StubsOf(host, named, parsed.GetValue(cases), cancellationToken).ConfigureAwait(false)
                    : StubSet.Empty;
                var options = new InProcessPlayerOptions
                {
                    AdminApi = true,
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
                            $"Playing {stubs.Mappings.Count} stubs on {player.BaseAddress}; stop with Ctrl+C."
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

    /// <summary>Creates <c>export</c>: stubs in another server's format.</summary>
    public static Command CreateExport(CommandHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Stub mappings of WireMock 3, for example a case's stub.json.",
        };
        var format = new Option<string>("--format")
        {
            Description = $"The only one so far: {WireMockNet}.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => WireMockNet,
        };
        var target = new Option<string?>("--out")
        {
            Description = "File to write; standard output without it.",
            HelpName = "FILE",
        };
        var command = new Command(
            "export",
            "Writes stubs in WireMock.Net's own format, and refuses what that cannot express."
        )
        {
            file,
            format,
            target,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var name = parsed.GetRequiredValue(format);
                if (name != WireMockNet)
                    throw CommandException.Usage($"--format '{name}': there is {WireMockNet}.");
                var stubs = await StubFile
                    .ReadAsync(host, parsed.GetRequiredValue(file), cancellationToken)
                    .ConfigureAwait(false);
                var export = WireMockNetExport.Export(stubs);
                if (export.Mappings is null)
                {
                    await host
                        .Error.WriteLineAsync(string.Join(Environment.NewLine, export.Refusals))
                        .ConfigureAwait(false);
                    throw new CommandException(
                        ExitCodes.DoesNotConform,
                        $"WireMock.Net's format cannot express {export.Refusals.Count} things of this file; nothing is written."
                    );
                }

                if (parsed.GetValue(target) is { } path)
                    await File.WriteAllTextAsync(host.FullPath(path), export.Mappings, cancellationToken)
                        .ConfigureAwait(false);
                else
                    await host.Out.WriteAsync(export.Mappings).ConfigureAwait(false);
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
            return ConformanceRunOptions.LoadCases(host, folder).FirstOrDefault(c => c.Id == named)?.Stubs
                ?? throw CommandException.Usage($"There is no file and no case '{named}'.");
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
