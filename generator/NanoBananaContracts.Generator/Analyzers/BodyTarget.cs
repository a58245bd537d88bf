using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// Where a body goes, as far as the code around it says: the one provider whose host it names, and the one model of its
/// addresses.
/// </summary>
/// <param name="Provider">The provider; null where none is named, or several are.</param>
/// <param name="Model">The model; null where the addresses name none that is known.</param>
internal sealed record BodyTarget(ProviderFacts? Provider, ModelFact? Model)
{
    private static readonly BodyTarget Unknown = new(null, null);

    /// <summary>Looks at the method, or the initializer, that an operation stands in.</summary>
    public static BodyTarget Around(IOperation operation, IReadOnlyList<ProviderFacts> known)
    {
        ProviderFacts? provider = null;
        ModelFact? model = null;
        foreach (var each in operation.Root().DescendantsAndSelf())
        {
            if (each is not ILiteralOperation || each.Text() is not { } text)
            {
                continue;
            }

            if (ProviderFacts.InAddress(text, known, out _, out _) is not { } named)
            {
                continue;
            }

            if (provider is not null && provider != named)
            {
                return Unknown;
            }

            provider = named;
            var found = named.Models.FirstOrDefault(one =>
                text.Contains("/models/" + one.Id + ":") || one.Aliases.Any(id => text.Contains("/models/" + id + ":"))
            );
            if (model is not null && found is not null && model != found)
            {
                return new BodyTarget(provider, null);
            }

            model ??= found;
        }

        return new BodyTarget(provider, model);
    }
}
