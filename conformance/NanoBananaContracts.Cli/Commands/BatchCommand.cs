using System.CommandLine;
using NanoBananaContracts.Batch;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana batch</c>: a list of prompts becomes a folder of pictures, however often it is interrupted.</summary>
internal static class BatchCommand
{
    private const int UsualParallel = 4;
    private const int MostParallel = 256;
    private const string ByCalls = "calls";
    private const string ByProviderBatch = "provider-batch";

    public static Command Create(CommandHost host)
    {
        var list = new Argument<string>("list")
        {
            Description = "The list: a JSON object a line, such as {\"prompt\": \"a red fox\", \"count\": 2}.",
            HelpName = "FILE",
        };
        var output = new Option<string>("--out")
        {
            Description =
                "The folder for pictures, journal, manifest and contact sheet. Started again with the same folder, it goes on.",
            HelpName = "DIR",
            Required = true,
        };
        var parallel = NumberOption.Whole(
            "--parallel",
            $"The most calls at a time; fewer while the service refuses some. Default: {UsualParallel}.",
            1,
            MostParallel
        );
        var requests = NumberOption.Whole("--requests-a-minute", "The most calls that begin in a minute.", 1);
        var pictures = NumberOption.Whole("--pictures-a-minute", "The most pictures that begin in a minute.", 1);
        var mode = new Option<string>("--mode")
        {
            Description =
                "How pictures are asked for: by calls, or by the provider's own batch mode (provider-batch), which makes them later, for less. Default: calls.",
            HelpName = "MODE",
        };
        Choices.Only(mode, "mode", ByCalls, ByProviderBatch);
        var cancel = new Option<bool>("--cancel")
        {
            Description =
                "With --mode provider-batch: has the provider end what is there, brings home what was made, and brings nothing there.",
        };
        var retry = new Option<bool>("--retry-failed")
        {
            Description = "Asks again for what has failed. It may be billed again.",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Checks the list and says what it may cost and how long it takes; sends and writes nothing.",
        };
        var options = new PaintingOptions(
            $"The most that the whole list may cost over all runs, in US dollars: what does not fit waits. Default: what the run before said, or {Budget.UsualUsd}.",
            shapes: false
        );
        var command = new Command(
            "batch",
            "Paints a list of prompts into a folder: checks it, says the price, and goes on where it was interrupted."
        )
        {
            list,
            output,
            parallel,
            requests,
            pictures,
            mode,
            cancel,
            retry,
            dryRun,
        };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(cancel) && result.GetValue(mode) != ByProviderBatch)
            {
                result.AddError($"--cancel is of --mode {ByProviderBatch}; calls are ended by Ctrl+C.");
            }

            if (result.GetValue(cancel) && result.GetValue(dryRun))
            {
                result.AddError(
                    "--cancel ends what is at the provider, and --dry-run sends nothing: leave one of them out."
                );
            }
        });
        command.SetAction(async (parsed, cancellationToken) => await new BatchInvocation(
                    host,
                    new BatchOrder
                    {
                        Painting = options.Read(parsed) with { IsSentOnce = true, IsDry = parsed.GetValue(dryRun) },
                        List = parsed.GetValue(list)!,
                        Folder = parsed.GetValue(output)!,
                        Parallel = parsed.GetValue(parallel) ?? UsualParallel,
                        Limits = new RateLimits
                        {
                            RequestsAMinute = parsed.GetValue(requests),
                            PicturesAMinute = parsed.GetValue(pictures),
                        },
                        UsesProviderBatch = parsed.GetValue(mode) == ByProviderBatch,
                        Cancels = parsed.GetValue(cancel),
                        RetriesFailed = parsed.GetValue(retry),
                    }
                ).RunAsync(cancellationToken).ConfigureAwait(false));
        return command;
    }
}

/// <summary>What <c>nanobanana batch</c> was asked for.</summary>
internal sealed record BatchOrder
{
    public required PaintingOrder Painting { get; init; }

    public required string List { get; init; }

    public required string Folder { get; init; }

    public required int Parallel { get; init; }

    public required RateLimits Limits { get; init; }

    public required bool UsesProviderBatch { get; init; }

    /// <summary>Whether what is at the provider is to be ended.</summary>
    public required bool Cancels { get; init; }

    public required bool RetriesFailed { get; init; }
}
