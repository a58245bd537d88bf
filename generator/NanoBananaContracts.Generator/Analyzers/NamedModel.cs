using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// The model that a call is for, as far as the source says, with the facts of each provider that may be meant: the one that
/// options name; without one, all that may be chosen unnamed and list
/// the model.
/// </summary>
internal sealed class NamedModel
{
    private NamedModel(IReadOnlyList<(ProviderFacts Provider, ModelFact Model)> meant) => Meant = meant;

    /// <summary>At least one provider, and its facts about the model.</summary>
    public IReadOnlyList<(ProviderFacts Provider, ModelFact Model)> Meant { get; }

    /// <summary>The model of a request, or that of options; null where none is named, or nobody knows it.</summary>
    /// <param name="request">The request; null where options alone are looked at.</param>
    /// <param name="options">The options of the client; null where they are not seen.</param>
    /// <param name="known">Every provider that the project knows.</param>
    public static NamedModel? Of(IOperation? request, IOperation? options, IReadOnlyList<ProviderFacts> known)
    {
        IOperation? named = null;
        if (request is not null && !WrittenMessage.TryFind(request, out named, "Model"))
        {
            return null;
        }

        ProviderFacts? provider = null;
        if (options is not null && !IsStated(options, known, out provider))
        {
            return null;
        }

        if (named is null && (options is null || !WrittenObject.TryFind(options, "Model", out named)))
        {
            return null;
        }

        if ((named is null ? provider?.DefaultModel : named.Origin().Text()) is not { } id)
        {
            return null;
        }

        return Listed(id, provider, known);
    }

    /// <summary>The model of a call; null where none is named, or nobody knows it.</summary>
    public static NamedModel? Of(CallInView call, IReadOnlyList<ProviderFacts> known)
    {
        if (call.PathModel is null)
        {
            return call.Options is null ? null : Of(call.Request, call.Options, known);
        }

        var provider = call.Address is null ? null : ProviderFacts.Addressed(call.Address, known);
        return call.PathModel.Origin().Text() is { } id && (provider is not null || call.Address is null)
            ? Listed(id, provider, known)
            : null;
    }

    private static NamedModel? Listed(string id, ProviderFacts? provider, IReadOnlyList<ProviderFacts> known)
    {
        var meant = new List<(ProviderFacts, ModelFact)>();
        foreach (var each in known)
        {
            if ((provider is null ? each.IsUsual : each == provider) && each.FindModel(id) is { } model)
            {
                meant.Add((each, model));
            }
        }

        return meant.Count == 0 ? null : new NamedModel(meant);
    }

    /// <summary>How long a picture usually takes with it, by the quickest who may be meant; null where that is not known.</summary>
    public TimeSpan? Usual =>
        Meant.Min(each => each.Model.Seconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>
    /// What the client does: the provider that is set, else the one whose host the address has. False for one that nobody
    /// knows here.
    /// </summary>
    private static bool IsStated(IOperation options, IReadOnlyList<ProviderFacts> known, out ProviderFacts? provider)
    {
        provider = null;
        if (
            !WrittenObject.TryFind(options, "Provider", out var set)
            || !WrittenObject.TryFind(options, "BaseAddress", out var address)
        )
        {
            return false;
        }

        provider =
            set is not null ? ProviderFacts.Named(set, known)
            : address is not null ? ProviderFacts.Addressed(address, known)
            : null;
        return provider is not null || (set is null && address is null);
    }
}
