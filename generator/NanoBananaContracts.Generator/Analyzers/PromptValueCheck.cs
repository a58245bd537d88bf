using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Emission;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC3006 to NBC3009 and NBC3020: the values of an <c>[ImagePrompt]</c>, held to the contract, and to what the provider files say of
/// the model. Where no provider is named, those count that a client calls unasked, and what one of them takes is not
/// reported.
/// </summary>
internal sealed class PromptValueCheck
{
    private readonly ContractTypes types;
    private readonly Compilation compilation;
    private readonly IReadOnlyList<ProviderFacts> providers;

    /// <summary>Makes the check of a project.</summary>
    public PromptValueCheck(Compilation compilation, ContractTypes types, AnalyzerOptions options)
    {
        this.types = types;
        this.compilation = compilation;
        providers = ProviderFiles.Of(options);
    }

    /// <summary>Reports what is wrong with the values of an attribute.</summary>
    public void Check(PromptArguments arguments, Action<Diagnostic> report)
    {
        var size = Documented(arguments, "ImageSize", report);
        var ratio = Documented(arguments, "AspectRatio", report);
        var level = Documented(arguments, "ThinkingLevel", report);
        CheckTemperature(arguments, report);
        PromptModelCheck.Check(arguments, providers, report);
        if (Candidates(arguments, report) is not { Count: > 0 } candidates)
        {
            return;
        }

        if (CheckRetired(arguments, candidates, report))
        {
            return; // Of a model that is gone it does not matter what it took.
        }

        CheckValue("ImageSize", "imageSize", size, model => model.Sizes);
        CheckValue("AspectRatio", "aspectRatio", ratio, model => model.AspectRatios);
        // Of many models nothing is known.
        CheckValue(
            "ThinkingLevel",
            "thinkingLevel",
            level,
            model => model.ThinkingLevels is { Count: > 0 } some ? some : null
        );
        CheckParameter("Temperature", "temperature");
        CheckParameter("Seed", "seed");

        void CheckValue(
            string argument,
            string field,
            DocumentedValue? value,
            Func<ModelFact, IReadOnlyList<string>?> taken
        )
        {
            // What leaves the choice to the model is refused by none.
            if (value is null || value.Texts.Any(text => text.EndsWith("_UNSPECIFIED", StringComparison.Ordinal)))
            {
                return;
            }

            CheckTaken(
                argument,
                $"{field} \"{arguments.Text(argument)}\"",
                model => taken(model)?.Any(value.Texts.Contains) ?? true,
                model => taken(model) is { Count: > 0 } some ? $"Use {Choice(some)}" : $"Leave {argument} out"
            );
        }

        void CheckParameter(string argument, string field)
        {
            if (arguments.Has(argument))
            {
                CheckTaken(
                    argument,
                    field,
                    model => !model.RefusedParameters.Contains(field),
                    _ => $"Leave {argument} out"
                );
            }
        }

        void CheckTaken(string argument, string what, Func<ModelFact, bool> takes, Func<ModelFact, string> cure)
        {
            if (candidates.Any(candidate => candidate.Models.Any(takes)))
            {
                return;
            }

            var (provider, models, isKnown) = candidates[0];
            report(
                OneLineDiagnostic.Create(
                    PromptRules.RefusedByModel,
                    arguments.Place(argument),
                    isKnown
                        ? $"{models[0].Id} of {provider.Name} does not take {what}"
                        : $"No model of {provider.Name} takes {what}",
                    cure(models[0]) + Takers(provider, takes)
                )
            );
        }
    }

    private static string Takers(ProviderFacts provider, Func<ModelFact, bool> takes)
    {
        var takers = provider
            .Models.Where(model => model.Retired is null && takes(model))
            .Select(model => model.Id)
            .ToArray();
        return takers.Length == 0
            ? "."
            : $", or a model of {provider.Name} that takes it: {string.Join(", ", takers)}.";
    }

    private static string Choice(IReadOnlyList<string> values) =>
        values.Count == 1
            ? $"\"{values[0]}\""
            : string.Join(", ", values.Take(values.Count - 1).Select(value => $"\"{value}\""))
                + $" or \"{values[values.Count - 1]}\"";

    private static void CheckTemperature(PromptArguments arguments, Action<Diagnostic> report)
    {
        if (arguments.Number("Temperature") is not { } number)
        {
            return;
        }

        var bounds = RequestBodyContract.Default.Messages["GenerationConfig"].Find("temperature")!;
        // Not "less or more": NaN is neither.
        if (!(number >= bounds.Minimum && number <= bounds.Maximum))
        {
            report(
                OneLineDiagnostic.Create(
                    PromptRules.TemperatureOutOfRange,
                    arguments.Place("Temperature"),
                    FormattableString.Invariant($"{number}"),
                    FormattableString.Invariant($"{bounds.Minimum} to {bounds.Maximum}")
                )
            );
        }
    }

    /// <summary>The documented value that a text is; null where it is not given, or none, which is reported.</summary>
    private DocumentedValue? Documented(PromptArguments arguments, string name, Action<Diagnostic> report)
    {
        if (
            arguments.Text(name) is not { } text
            || compilation.GetTypeByMetadataName("NanoBananaContracts." + name) is not { } type
        )
        {
            return null;
        }

        var values = types.Values(type);
        var found = values.FirstOrDefault(value => value.Texts.Contains(text, StringComparer.Ordinal));
        if (found is null && values.Count > 0)
        {
            report(
                OneLineDiagnostic.Create(
                    PromptRules.UndocumentedValue,
                    arguments.Place(name),
                    text,
                    name,
                    string.Join(", ", values.Select(value => value.Texts[0]).Where(EnumShape.IsOffered))
                )
            );
        }

        return found;
    }

    /// <summary>
    /// Those that may be called, with the model, or, where it is left open or nobody knows it, with all models of the one that
    /// is named.
    /// </summary>
    private List<(ProviderFacts Provider, IReadOnlyList<ModelFact> Models, bool IsKnown)> Candidates(
        PromptArguments arguments,
        Action<Diagnostic> report
    )
    {
        var found = new List<(ProviderFacts, IReadOnlyList<ModelFact>, bool)>();
        var id = arguments.Text("Model");
        var named = arguments.Text("Provider");
        foreach (var provider in providers)
        {
            if (named is null ? !provider.IsUsual : provider.Id != named)
            {
                continue;
            }

            var model = id is null ? null : provider.FindModel(id);
            if (model is not null)
            {
                found.Add((provider, [model], true));
            }
            else if (named is not null && provider.Models.Count > 0)
            {
                found.Add((provider, provider.Models, false));
            }
        }

        if (named is not null && providers.All(provider => provider.Id != named))
        {
            report(
                OneLineDiagnostic.Create(
                    PromptRules.UnknownProvider,
                    arguments.Place("Provider"),
                    named,
                    string.Join(", ", providers.Select(provider => provider.Id))
                )
            );
        }

        return found;
    }

    private static bool CheckRetired(
        PromptArguments arguments,
        List<(ProviderFacts Provider, IReadOnlyList<ModelFact> Models, bool IsKnown)> candidates,
        Action<Diagnostic> report
    )
    {
        if (
            !candidates[0].IsKnown
            || candidates[0].Models[0].Retired is not { } fact
            || candidates.Any(candidate => candidate.Models[0].Retired is null)
        )
        {
            return false;
        }

        report(
            OneLineDiagnostic.Create(
                PromptRules.RetiredModel,
                arguments.Place("Model"),
                candidates[0].Provider.Name,
                fact.Id,
                fact.Since,
                fact.Use
            )
        );
        return true;
    }
}
