using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana chat</c>: several turns on one picture, kept in a file.</summary>
internal static class ChatCommand
{
    private const string DefaultFile = "chat.json";

    public static Command Create(CommandHost host)
    {
        var file = new Argument<string>("file")
        {
            Description = "The conversation: taken up where it is there, begun where it is not.",
            HelpName = "FILE",
            DefaultValueFactory = _ => DefaultFile,
        };
        var options = new PaintingOptions(
            $"The most that the turns of this session may cost together, in US dollars. Default: {Budget.UsualUsd}."
        );
        var command = new Command(
            "chat",
            "Works on one picture over several turns, which a file keeps: a line is a turn, /help shows the rest."
        )
        {
            file,
        };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var order = options.Read(parsed);
                var service = await PaintingService.StartAsync(host, order, cancellationToken).ConfigureAwait(false);
                await using (service.ConfigureAwait(false))
                {
                    using var session = await ChatSession
                        .OpenAsync(host, order, service, parsed.GetValue(file)!, cancellationToken)
                        .ConfigureAwait(false);
                    await ChatInput.RunAsync(host, session, cancellationToken).ConfigureAwait(false);
                }

                return ExitCodes.Conforms;
            }
        );
        return command;
    }
}
