using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC3017 to NBC3019: the model of an <c>[ImagePrompt]</c>. One that can stand in no address is a mistake, one that is nearly a
/// known one a slip, and any other, as a newer version of a known one, may be newer than this package.
/// </summary>
internal static class PromptModelCheck
{
    /// <summary>Reports what is wrong with the model of an attribute, if it has one.</summary>
    public static void Check(
        PromptArguments arguments,
        IReadOnlyList<ProviderFacts> providers,
        Action<Diagnostic> report
    )
    {
        if (arguments.Text("Model") is not { } id)
        {
            return;
        }

        var named = arguments.Text("Provider");
        var provider = providers.FirstOrDefault(each => each.Id == named);
        // A client may have a provider that the compiler does not see, whose ids have more characters.
        if (ModelId.Problem(id, provider?.ModelIdCharacters ?? ModelId.Further) is { } problem)
        {
            report(
                OneLineDiagnostic.Create(
                    PromptRules.MalformedModel,
                    arguments.Place("Model"),
                    Wording.Shown(id),
                    problem,
                    (provider ?? providers[0]).DefaultModel
                )
            );
            return;
        }

        // Of a provider that is not known, or lists no models, nobody knows which it has.
        if ((named is null || provider is { Models.Count: > 0 }) && !IsListed(provider, id, providers))
        {
            ReportUnlisted(arguments, ModelId.Bare(id), provider, providers, report);
        }
    }

    private static bool IsListed(ProviderFacts? provider, string id, IReadOnlyList<ProviderFacts> providers) =>
        provider is null ? providers.Any(each => each.FindModel(id) is not null) : provider.FindModel(id) is not null;

    private static void ReportUnlisted(
        PromptArguments arguments,
        string id,
        ProviderFacts? provider,
        IReadOnlyList<ProviderFacts> providers,
        Action<Diagnostic> report
    )
    {
        var listed = NearModel.Listed(provider, providers);
        var near = NearModel.Of(id, listed);
        report(
            OneLineDiagnostic.Create(
                near is { IsNewer: false } ? PromptRules.MisspeltModel : PromptRules.UnlistedModel,
                arguments.Place("Model"),
                Wording.Shown(id),
                provider?.Name ?? "any provider known here",
                near is null ? $"Known are {string.Join(", ", listed)}." : $"Did you mean {near.Id}?"
            )
        );
    }
}
