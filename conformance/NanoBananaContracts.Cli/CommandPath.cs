using System.CommandLine.Parsing;

namespace NanoBananaContracts.Cli;

/// <summary>A command as it is typed, from the first word on.</summary>
internal static class CommandPath
{
    /// <summary>The words of the command.</summary>
    /// <param name="result">The command of a parsed line.</param>
    public static string Of(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            // The root is named after the executable, which may be anything.
            names.Push(command.Parent is null ? "nanobanana" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
