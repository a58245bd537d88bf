using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance protocol</c>: how an executable under test is talked to.</summary>
internal static class ConformanceProtocolCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("protocol", "Prints the protocol of an executable under test, in Markdown.");
        command.SetAction(
            async (_, _) =>
            {
                await host.Out.WriteAsync(EmbeddedText.Read("PROTOCOL.md")).ConfigureAwait(false);
                return ExitCodes.Conforms;
            }
        );
        return command;
    }
}
