using System.CommandLine;
using NanoBananaContracts;

namespace Quickstart;

/// <summary>Reads the options, runs, and turns every failure into one line and an exit code.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int Usage = 3;

    private const string ArticlePrompt =
        "Da Vinci style anatomical sketch of a dissected Monarch butterfly. "
        + "Detailed drawings of the head, wings, and legs on textured parchment with notes in English.";

    public static async Task<int> RunAsync(
        string[] args,
        TextWriter stdout,
        TextWriter stderr,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var live = new Option<bool>("--live")
        {
            Description = "Call the real service, with the key of WISDOM_GATE_KEY or GEMINI_API_KEY. Costs money.",
        };
        var prompt = Text("--prompt", ArticlePrompt, "What to paint.");
        var aspectRatio = Text("--aspect-ratio", "1:1", "Width to height, such as 1:1, 16:9 or 1:8.");
        var imageSize = Text(
            "--image-size",
            "2K",
            "1K, 2K or 4K, and 0.5K (which Google writes 512) where the model makes it."
        );
        var model = Text("--model", null, "Model id. Default: the provider's own.");
        var provider = Text("--provider", "wisgate", "wisgate or google.");
        var path = Text("--out", "butterfly", "Where to save; the extension follows the bytes.");
        path.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var wish }] && PathMistake(wish, folder) is { } mistake)
            {
                result.AddError(mistake);
            }
        });
        var root = new RootCommand("Generates one picture, on the emulator unless --live is given, and saves it.")
        {
            live,
            prompt,
            aspectRatio,
            imageSize,
            model,
            provider,
            path,
        };
        root.SetAction(
            (parsed, token) =>
                new Generation(stdout)
                {
                    IsLive = parsed.GetValue(live),
                    Prompt = parsed.GetValue(prompt)!,
                    AspectRatio = parsed.GetValue(aspectRatio)!,
                    ImageSize = parsed.GetValue(imageSize)!,
                    Model = parsed.GetValue(model),
                    Provider = parsed.GetValue(provider)!,
                    Path = Path.GetFullPath(parsed.GetValue(path)!, folder),
                }.RunAsync(token)
        );

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var hint = parsed.UnmatchedTokens.Count > 0 ? " A prompt goes behind --prompt." : "";
            await stderr.WriteLineAsync($"{parsed.Errors[0].Message}{hint} See --help.");
            return Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = stdout,
                Error = stderr,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (NanoBananaException exception)
        {
            await stderr.WriteLineAsync(OneLine(exception.Message));
            return IsUsage(exception.Kind) ? Usage : Failed;
        }
        catch (IOException exception)
        {
            await stderr.WriteLineAsync(OneLine(exception.Message));
            return Failed;
        }
    }

    /// <summary>What is wrong before anything is sent is the command line's fault, not the service's.</summary>
    private static bool IsUsage(FailureKind kind) =>
        kind
            is FailureKind.MissingApiKey
                or FailureKind.InvalidRequest
                or FailureKind.InvalidImageSize
                or FailureKind.InvalidAspectRatio;

    private static string OneLine(string text) =>
        string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>What would make the picture impossible to save, found before anything is sent and billed.</summary>
    private static string? PathMistake(string wish, string folder)
    {
        if (Path.GetFileName(wish).Trim() is "" or "." or "..")
        {
            return $"--out '{wish}' names no file.";
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(wish, folder));
        return Directory.Exists(parent) ? null : $"--out '{wish}': its folder does not exist.";
    }

    private static Option<string?> Text(string name, string? standard, string description)
    {
        var option = new Option<string?>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
            {
                result.AddError($"{name} is empty.");
            }
        });
        return option;
    }
}
