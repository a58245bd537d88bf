using System.CommandLine;
using NanoBananaContracts.Conformance.Players.Original;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance wiremock</c>: where the original server is, or gets it.</summary>
internal static class WireMockCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var install = new Option<bool>("--install")
        {
            Description = "Takes the jar from the npm package wiremock; needs npm.",
        };
        var command = new Command(
            "wiremock",
            $"Prints the path of the original WireMock {WireMockJar.Version} server's jar."
        )
        {
            install,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                try
                {
                    var jar = parsed.GetValue(install)
                        ? await WireMockJar.InstallAsync(cancellationToken).ConfigureAwait(false)
                        : Find();
                    await host.Out.WriteLineAsync(jar).ConfigureAwait(false);
                    return ExitCodes.Conforms;
                }
                catch (WireMockException e)
                {
                    throw new CommandException(ExitCodes.HarnessTrouble, e.Message, e);
                }
            }
        );
        return command;
    }

    /// <summary>The jar to use.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static string Find()
    {
        try
        {
            return WireMockJar.Find()
                ?? throw new CommandException(
                    ExitCodes.HarnessTrouble,
                    $"There is no WireMock here: run \"nanobanana conformance wiremock --install\", or name the jar in {WireMockJar.Variable}."
                );
        }
        catch (System.IO.FileNotFoundException e)
        {
            throw new CommandException(ExitCodes.HarnessTrouble, e.Message, e);
        }
    }
}
