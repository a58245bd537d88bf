using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>
/// The key that <c>serve</c> accepts: on the command line, where every user of the machine can read it, or in a variable
/// or a file, where a real one belongs.
/// </summary>
internal sealed class AcceptedKey
{
    private readonly Option<string?> key = new("--key")
    {
        Description =
            "The one key to accept. Default: any, but there must be one. All users of the machine can see it.",
        HelpName = "KEY",
    };

    private readonly Option<string?> variable = new("--key-variable")
    {
        Description = "The environment variable that holds the one key to accept.",
        HelpName = "NAME",
    };

    private readonly Option<string?> file = new("--key-file")
    {
        Description = "The file that holds the one key to accept, and nothing else.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        key.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
            {
                result.AddError("--key is empty: give the key to accept, or leave the option out to accept any.");
            }
        });
        command.Options.Add(key);
        command.Options.Add(variable);
        command.Options.Add(file);
        command.Validators.Add(result =>
        {
            if (new Option[] { key, variable, file }.Count(option => result.GetResult(option) is not null) > 1)
            {
                result.AddError("Give the key once: --key, --key-variable or --key-file.");
            }
        });
    }

    /// <summary>The key; <see langword="null"/> for any.</summary>
    /// <exception cref="CommandException">The variable or the file holds none.</exception>
    public string? Read(CommandHost host, ParseResult parsed)
    {
        if (parsed.GetValue(variable) is { } name)
        {
            return host.Variable(name)?.Trim() is { Length: > 0 } value
                ? value
                : throw CommandException.Usage($"The environment variable {name} of --key-variable is not set.");
        }

        return parsed.GetValue(file) is { } path ? OfFile(host, path) : parsed.GetValue(key);
    }

    private static string OfFile(CommandHost host, string path)
    {
        TextFile.RefuseFolder(host, path);
        try
        {
            var text = File.ReadAllText(host.FullPath(path)).Trim();
            return text.Length > 0 && !text.Any(char.IsWhiteSpace)
                ? text
                : throw CommandException.Usage($"{path} of --key-file must hold one key and nothing else.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{path} of --key-file cannot be read: {exception.Message}");
        }
    }
}
