using System.CommandLine;
using System.CommandLine.Completions;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana models</c>: the models there are facts about, and whether the service still agrees.</summary>
internal static class ModelsCommand
{
    private static readonly string[] Templates = ["aihubmix", "litellm", "new-api"];

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var provider = ProviderOption.Optional(
            "Default: all; with --check, the one whose key the environment has, wisgate first."
        );
        var endpoint = LiveTarget.EndpointOption();
        var check = new Option<bool>("--check")
        {
            Description =
                "Ask the service for its list of models, which costs nothing, and say what is new, gone or retired.",
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON object a line instead of text." };
        var template = new Option<string?>("--template")
        {
            Description = "Write a provider's file to copy and edit, for a gateway of that kind.",
            HelpName = string.Join('|', Templates),
        };
        Choices.Only(template, "template", Templates);
        var name = new Argument<string?>("MODEL")
        {
            HelpName = "MODEL",
            Description =
                "Show all that is known of this model, an id or an alias, with its sources. Default: a table of all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add(_ => Ids(ProviderInfo.All).Select(id => new CompletionItem(id)));
        var command = new Command(
            "models",
            "Shows the models there are facts about, with sizes and prices, or holds them to what the service lists. Exit code 1 where they differ."
        )
        {
            name,
            provider,
            endpoint,
            check,
            template,
            json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(endpoint) is not null && !result.GetValue(check))
            {
                result.AddError("--endpoint says where to ask, and nothing is asked without --check.");
            }

            if (
                result.GetResult(template) is not null
                && (
                    result.GetValue(check)
                    || result.GetResult(provider) is not null
                    || result.GetValue(json)
                    || result.GetValue(name) is not null
                )
            )
            {
                result.AddError("--template only writes the file. Leave the other options out.");
            }

            if (result.GetValue(check) && result.GetValue(name) is not null)
            {
                result.AddError("--check asks for all models at once. Leave MODEL out.");
            }
        });
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.GetValue(template) is { } file ? WriteTemplateAsync(host, file)
                : parsed.GetValue(check)
                    ? CheckAsync(
                        host,
                        new LiveTarget(host, parsed.GetValue(provider), parsed.GetValue(endpoint)),
                        parsed.GetValue(json),
                        cancellationToken
                    )
                : ShowAsync(
                    host,
                    parsed.GetValue(provider),
                    parsed.GetResult(provider)?.Tokens.SingleOrDefault()?.Value,
                    parsed.GetValue(name),
                    parsed.GetValue(json)
                )
        );
        return command;
    }

    private static async Task<int> WriteTemplateAsync(CommandHost host, string name)
    {
        await host.Out.WriteAsync(EmbeddedText.Read(name + ".json")).ConfigureAwait(false);
        return ExitCodes.Conforms;
    }

    private static async Task<int> ShowAsync(
        CommandHost host,
        ProviderInfo? provider,
        string? given,
        string? name,
        bool json
    )
    {
        var providers = provider is null ? ProviderInfo.All : [provider];
        var chosen = (
            from shown in providers
            from model in name is null ? shown.Models
            : shown.FindModel(name) is { } found ? [found]
            : []
            select (Provider: shown, Model: model)
        ).ToArray();
        if (chosen.Length == 0)
        {
            throw CommandException.Usage(
                $"There are no facts about a model '{name}'.{Misspelling.DidYouMean(name!, Ids(providers).Distinct())} 'nanobanana models' lists those there are."
            );
        }

        var lines =
            json ? chosen.Select(one => ModelJson.Of(one.Provider, one.Model, ModelSources.Of(one.Provider, given)))
            : name is null ? ModelTable.Lines(providers)
            : string.Join(
                    '\n',
                    chosen.Select(one => ModelSheet.Of(one.Provider, one.Model, ModelSources.Of(one.Provider, given)))
                )
                .TrimEnd('\n')
                .Split('\n');
        foreach (var line in lines)
        {
            await host.Out.WriteLineAsync(ForeignText.Line(line)).ConfigureAwait(false);
        }

        return ExitCodes.Conforms;
    }

    private static IEnumerable<string> Ids(IEnumerable<ProviderInfo> providers) =>
        providers.SelectMany(provider => provider.Models).SelectMany(model => model.Aliases.Prepend(model.Id));

    private static async Task<int> CheckAsync(
        CommandHost host,
        LiveTarget target,
        bool json,
        CancellationToken cancellationToken
    )
    {
        var key = target.Key();
        ModelDrift drift;
        try
        {
            var listed = await ModelListing
                .ReadAsync(target.Provider, target.Endpoint, new ApiKey(key), host.Time, cancellationToken)
                .ConfigureAwait(false);
            drift = ModelDrift.Between(target.Provider, listed, host.Time.GetUtcNow());
        }
        catch (NanoBananaException exception)
        {
            throw new CommandException(ExitCodes.HarnessTrouble, exception.Message, exception);
        }

        // A service may repeat the key in any name.
        var scrubber = new SecretScrubber(key);
        foreach (
            var line in json
                ? [ModelLines.Json(target.Provider, target.Endpoint, drift)]
                : ModelLines.Text(target.Provider, target.Endpoint, drift)
        )
        {
            await host.Out.WriteLineAsync(ForeignText.Line(scrubber.Scrub(line))).ConfigureAwait(false);
        }

        return drift.IsNone ? ExitCodes.Conforms : ExitCodes.DoesNotConform;
    }
}
