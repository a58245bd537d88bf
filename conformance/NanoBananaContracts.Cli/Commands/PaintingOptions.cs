using System.CommandLine;
using System.CommandLine.Completions;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>The options of the commands that paint: which service, which model, what shape, and what it may cost.</summary>
internal sealed class PaintingOptions
{
    private readonly Option<ProviderInfo> provider = LiveTarget.ProviderOption();
    private readonly Option<Uri?> endpoint = LiveTarget.EndpointOption();

    private readonly Option<string?> model = new("--model")
    {
        Description = "Model id, as 'nanobanana models' lists them. Default: the provider's own.",
        HelpName = "M",
    };

    private readonly Option<AspectRatio?> aspectRatio = Documented(
        "--aspect-ratio",
        "W:H",
        "Width to height, such as 16:9. Default: the model's own.",
        AspectRatio.Parse,
        AspectRatio.All.Except([AspectRatio.Unspecified]).Select(ratio => ratio.Value)
    );

    private readonly Option<ImageSize?> imageSize = Documented(
        "--image-size",
        "SIZE",
        "1K, 2K, 4K, or 512 where the model makes it. Default: the model's own.",
        ImageSize.Parse,
        ImageSize.All.Except([ImageSize.Unspecified]).Select(size => size.Value)
    );

    private readonly Option<bool> emulator = new("--emulator")
    {
        Description = "Paint on an emulator inside this command: no key, no cost.",
    };

    private readonly Option<decimal?> maxCost;
    private readonly bool shapes;

    private readonly Option<decimal?> assumedPrice = NumberOption.Dollars(
        "--assume-price",
        "The price of one picture in US dollars, for a model whose price is not known."
    );

    private readonly Option<bool> json = new("--json") { Description = "One JSON object a line, for scripts." };

    /// <summary>Makes the options.</summary>
    /// <param name="maxCostDescription">What <c>--max-cost</c> limits, and its default.</param>
    /// <param name="shapes">Whether the command line says ratio and size; else something else does.</param>
    public PaintingOptions(string maxCostDescription, bool shapes = true)
    {
        maxCost = NumberOption.Dollars("--max-cost", maxCostDescription);
        this.shapes = shapes;
        model.CompletionSources.Add(context =>
            Providers(context.ParseResult)
                .SelectMany(provider => provider.Models)
                .Where(known => known.Retired is null)
                .Select(known => new CompletionItem(known.Id))
        );
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] shape = shapes ? [aspectRatio, imageSize] : [];
        Option[] all = [.. shape, model, provider, endpoint, emulator, maxCost, assumedPrice, json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(emulator) && result.GetResult(endpoint) is not null)
            {
                result.AddError("--emulator starts one of its own. Leave --endpoint out, or --emulator.");
            }
        });
    }

    /// <summary>What was asked for.</summary>
    public PaintingOrder Read(ParseResult parsed) =>
        new()
        {
            Provider = parsed.GetValue(provider),
            Endpoint = parsed.GetValue(endpoint),
            Model = parsed.GetValue(model),
            AspectRatio = parsed.GetValue(aspectRatio),
            ImageSize = parsed.GetValue(imageSize),
            IsEmulated = parsed.GetValue(emulator),
            MaxCost = parsed.GetValue(maxCost),
            AssumedPrice = parsed.GetValue(assumedPrice),
            IsJson = parsed.GetValue(json),
        };

    /// <summary>The provider whose name stands in the line; where none does, or half of one, all of them.</summary>
    private IEnumerable<ProviderInfo> Providers(ParseResult line) =>
        line.GetResult(provider)?.Tokens is [{ Value: var name }] && ProviderInfo.TryParse(name, out var named, out _)
            ? [named]
            : ProviderInfo.All;

    /// <summary>An option whose values the contract lists; what a model makes of them is told before sending.</summary>
    private static Option<T?> Documented<T>(
        string name,
        string shape,
        string description,
        Func<string, T> parse,
        IEnumerable<string> values
    )
        where T : struct
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = shape,
            CustomParser = result =>
            {
                try
                {
                    return parse(result.Tokens.Count == 1 ? result.Tokens[0].Value : "");
                }
                catch (FormatException exception)
                {
                    result.AddError($"{name}: {exception.Message}");
                    return null;
                }
            },
        };
        option.CompletionSources.Add([.. values]);
        return option;
    }
}

/// <summary>What a command that paints was asked for, whatever it paints.</summary>
internal sealed record PaintingOrder
{
    public required ProviderInfo? Provider { get; init; }

    public required Uri? Endpoint { get; init; }

    public required string? Model { get; init; }

    public required AspectRatio? AspectRatio { get; init; }

    public required ImageSize? ImageSize { get; init; }

    public required bool IsEmulated { get; init; }

    public required decimal? MaxCost { get; init; }

    public required decimal? AssumedPrice { get; init; }

    public required bool IsJson { get; init; }

    /// <summary>Whether each call is one request, because the command itself sees to what is sent again.</summary>
    public bool IsSentOnce { get; init; }

    /// <summary>Whether nothing is sent at all, so that no key is needed.</summary>
    public bool IsDry { get; init; }
}
