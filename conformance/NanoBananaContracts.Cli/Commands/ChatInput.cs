using System.Text;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>The lines that are typed, or piped, into a chat: turns, and commands behind a slash.</summary>
internal static class ChatInput
{
    private const string Prompt = "> ";

    private static readonly (string Name, string Value, string Does)[] Commands =
    [
        ("/image", " PATH", "adds a picture to the next turn"),
        ("/save", " NAME", "saves the latest picture under a name of yours"),
        ("/undo", "", "takes back the last turn"),
        ("/help", "", "shows this"),
        ("/quit", "", "ends; the file has everything"),
    ];

    /// <summary>Reads until the end of the input, or <c>/quit</c>.</summary>
    /// <exception cref="CommandException">
    /// A line of a pipe failed: what stands behind it was written for what that line should have made.
    /// </exception>
    public static async Task RunAsync(CommandHost host, ChatSession session, CancellationToken cancellationToken)
    {
        using var input = new StreamReader(host.OpenInput(), Encoding.UTF8);
        while (true)
        {
            if (host is { InputIsTerminal: true, OutIsTerminal: true })
            {
                await host.Out.WriteAsync(Prompt).ConfigureAwait(false);
                await host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            // A terminal's read does not end when it is cancelled; Ctrl+C need not wait for it.
            var line = await input
                .ReadLineAsync(cancellationToken)
                .AsTask()
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            if (line is null || !await TakeAsync(host, session, line.Trim(), cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <returns>Whether to read on.</returns>
    private static async Task<bool> TakeAsync(
        CommandHost host,
        ChatSession session,
        string line,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ObeyAsync(host, session, line, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException mistake) when (host.InputIsTerminal)
        {
            await host.Error.WriteLineAsync(ForeignText.Line(mistake.Message)).ConfigureAwait(false);
            return true;
        }
    }

    private static async Task<bool> ObeyAsync(
        CommandHost host,
        ChatSession session,
        string line,
        CancellationToken cancellationToken
    )
    {
        var (word, rest) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank
            ? (line[..blank], line[blank..].Trim())
            : (line, "");
        switch (word)
        {
            case "":
                return true;
            case "/quit":
                return false;
            case "/help":
                await host.Error.WriteLineAsync("A line is a turn. Besides:").ConfigureAwait(false);
                foreach (var (name, value, does) in Commands)
                {
                    await host.Error.WriteLineAsync($"  {name + value, -12}  {does}").ConfigureAwait(false);
                }

                return true;
            case "/image":
                await session.AddImageAsync(Required(word, rest), cancellationToken).ConfigureAwait(false);
                return true;
            case "/save":
                await session.SaveAsync(Required(word, rest), cancellationToken).ConfigureAwait(false);
                return true;
            case "/undo":
                await session.UndoAsync(cancellationToken).ConfigureAwait(false);
                return true;
            case ['/', ..]:
                throw CommandException.Usage(
                    $"There is no {word}.{Misspelling.DidYouMean(word, Commands.Select(command => command.Name))} /help shows what there is."
                );
            default:
                await session.SendAsync(line, cancellationToken).ConfigureAwait(false);
                return true;
        }
    }

    private static string Required(string word, string value) =>
        value.Length > 0
            ? value
            : throw CommandException.Usage(
                $"{word} wants {Commands.Single(command => command.Name == word).Value.Trim()} behind it."
            );
}
