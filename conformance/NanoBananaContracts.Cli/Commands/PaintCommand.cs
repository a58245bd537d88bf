using System.CommandLine;
using System.Text;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana paint</c>: a prompt becomes a picture file, at a price that is said first.</summary>
internal static class PaintCommand
{
    private const string StandardInput = "-";
    private const int MostPictures = 100;

    public static Command Create(CommandHost host)
    {
        var prompt = new Argument<string[]>("prompt")
        {
            Description = "What to paint, in quotes. '-' reads it from the standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var images = new Option<string[]>("--image")
        {
            Description = "A picture to work from. Give the option once for each.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = false,
        };
        var count = NumberOption.Whole("--count", "How many pictures: as many calls. Default: 1.", 1, MostPictures);
        var output = new Option<string?>("--out")
        {
            Description =
                "Name or folder of the picture; the extension follows its bytes, and a name that is taken gets a number. Default: the prompt's words.",
            HelpName = "NAME",
        };
        var options = new PaintingOptions(
            $"The most that all pictures may cost together, in US dollars. Default: {Budget.UsualUsd}."
        );
        var command = new Command(
            "paint",
            "Paints a picture from words, and from pictures if you like, and saves it: says the price, then sends it."
        )
        {
            prompt,
            images,
            count,
            output,
        };
        options.AddTo(command);
        prompt.Validators.Add(result =>
        {
            if (result.Tokens.Count > 1)
            {
                result.AddError(
                    $"The prompt is one argument, and '{result.Tokens[1].Value}' is another. Put the prompt in quotes, and --image before each picture."
                );
            }
        });
        command.SetAction(
            async (parsed, cancellationToken) =>
                await new PaintInvocation(host, options.Read(parsed))
                {
                    Prompt = await ReadAsync(host, parsed.GetValue(prompt)![0], cancellationToken)
                        .ConfigureAwait(false),
                    Images = parsed.GetValue(images) ?? [],
                    Count = parsed.GetValue(count) ?? 1,
                    Output = parsed.GetValue(output),
                }
                    .RunAsync(cancellationToken)
                    .ConfigureAwait(false)
        );
        return command;
    }

    private static async Task<string> ReadAsync(CommandHost host, string prompt, CancellationToken cancellationToken)
    {
        var text = prompt;
        if (prompt == StandardInput)
        {
            using var reader = new StreamReader(host.OpenInput(), Encoding.UTF8);
            text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }

        return string.IsNullOrWhiteSpace(text)
            ? throw CommandException.Usage("The prompt is empty. Say what to paint: nanobanana paint \"a red fox\".")
            : text.Trim();
    }
}
