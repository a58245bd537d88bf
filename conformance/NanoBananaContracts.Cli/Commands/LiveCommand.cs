using System.CommandLine;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance live</c>: the contract checks against a real service, with a limit on the cost.</summary>
internal static class LiveCommand
{
    public static Command Create(CommandHost host)
    {
        var provider = LiveTarget.ProviderOption();
        var endpoint = LiveTarget.EndpointOption();
        var model = new Option<string?>("--model")
        {
            Description = "Model id. Default: the provider's own.",
            HelpName = "M",
        };
        var maxCost = NumberOption.Dollars(
            "--max-cost",
            "The most the run may cost, in US dollars. Required, unless --dry-run is given."
        );
        var assumed = NumberOption.Dollars(
            "--assume-price",
            "The price of one picture in US dollars, for a model whose price is not known."
        );
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the plan and its price, and send nothing." };
        var markdown = new Option<string?>("--markdown")
        {
            Description = "Write the drift report here.",
            HelpName = "FILE",
        };
        var json = new Option<string?>("--json") { Description = "Write the drift report here.", HelpName = "FILE" };
        var command = new Command(
            "live",
            "Holds a live service to the contract: shows the plan and its price first, then sends each call once."
        )
        {
            provider,
            endpoint,
            model,
            maxCost,
            assumed,
            dryRun,
            markdown,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                new LiveInvocation(host, new LiveTarget(host, parsed.GetValue(provider), parsed.GetValue(endpoint)))
                {
                    Model = parsed.GetValue(model),
                    MaxCost = parsed.GetValue(maxCost),
                    AssumedPrice = parsed.GetValue(assumed),
                    IsDryRun = parsed.GetValue(dryRun),
                    MarkdownFile = parsed.GetValue(markdown),
                    JsonFile = parsed.GetValue(json),
                }.RunAsync(cancellationToken)
        );
        return command;
    }
}
