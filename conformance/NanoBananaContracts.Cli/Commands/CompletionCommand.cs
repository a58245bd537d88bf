using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana completion SHELL</c>: the script by which a shell completes command lines.</summary>
internal static class CompletionCommand
{
    private static readonly SortedDictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = "completion.bash",
        ["fish"] = "completion.fish",
        ["powershell"] = "completion.ps1",
        ["zsh"] = "completion.zsh",
    };

    /// <summary>The shells there is a script for.</summary>
    public static IEnumerable<string> Shells => Scripts.Keys;

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of: {string.Join(", ", Shells)}." };
        Choices.Only(shell, "shell", [.. Shells]);
        var command = new Command("completion", "Writes the script that completes command lines in a shell.") { shell };
        command.SetAction(
            async (parsed, _) =>
            {
                await host
                    .Out.WriteAsync(EmbeddedText.Read(Scripts[parsed.GetRequiredValue(shell)]))
                    .ConfigureAwait(false);
                return ExitCodes.Conforms;
            }
        );
        return command;
    }
}
