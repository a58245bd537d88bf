using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Holds a request to the contract and to its model before it is sent: what fails here costs nothing.
/// </summary>
internal static class RequestCheck
{
    /// <summary>The first failure of a request; <see langword="null"/> when it may be sent.</summary>
    internal static NanoBananaException? Problem(
        GenerateContentRequest request,
        ProviderInfo provider,
        string modelId,
        bool allowUndocumented
    )
    {
        var model = provider.FindModel(modelId);
        if (
            !allowUndocumented
            && (
                ImageConfigProblem(request, provider, modelId, model)
                ?? ParameterProblem(request, provider, modelId, model)
                ?? ThinkingProblem(request, provider, modelId, model)
            )
                is { } problem
        )
        {
            return problem;
        }

        return ContractProblem(request, provider, allowUndocumented)
            ?? InputImages.Problem(request, provider, modelId, model);
    }

    /// <summary>Size and ratio, by the model's own list; by all the provider's lists for a model nobody knows.</summary>
    private static NanoBananaException? ImageConfigProblem(
        GenerateContentRequest request,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        var config = request.GenerationConfig;
        var common = config?.ImageConfig;
        var format = config?.ResponseFormat?.Image;
        return SizeProblem("generationConfig.imageConfig.imageSize", common?.ImageSize, provider, modelId, model)
            ?? RatioProblem("generationConfig.imageConfig.aspectRatio", common?.AspectRatio, provider, modelId, model)
            ?? SizeProblem(
                "generationConfig.responseFormat.image.imageSize",
                format?.ImageSize,
                provider,
                modelId,
                model
            )
            ?? RatioProblem(
                "generationConfig.responseFormat.image.aspectRatio",
                format?.AspectRatio,
                provider,
                modelId,
                model
            );
    }

    private static NanoBananaException? SizeProblem(
        string path,
        ImageSize? size,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        if (size is not { } asked || IsUnspecified(asked.Value))
        {
            return null;
        }

        if (Makes(model, provider, one => Has(one.Sizes, asked)))
        {
            return null;
        }

        return WrongSize(path, asked, provider, modelId, model);
    }

    // The failures are made apart from the checks: what they need is not loaded and compiled before the first call.
    private static NanoBananaException WrongSize(
        string path,
        ImageSize asked,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        return new(
            FailureKind.InvalidImageSize,
            $"{path} is \"{asked.Value}\", which {Maker(modelId, model, provider)}.",
            ModelCure.OfSize(provider, modelId, model, asked) + Unless(modelId, model)
        );
    }

    private static NanoBananaException? RatioProblem(
        string path,
        AspectRatio? ratio,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        if (ratio is not { } asked || IsUnspecified(asked.Value))
        {
            return null;
        }

        if (Makes(model, provider, one => Has(one.AspectRatios, asked)))
        {
            return null;
        }

        return WrongRatio(path, asked, provider, modelId, model);
    }

    private static NanoBananaException WrongRatio(
        string path,
        AspectRatio asked,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        return new(
            FailureKind.InvalidAspectRatio,
            $"{path} is \"{asked.Value}\", which {Maker(modelId, model, provider)}.",
            ModelCure.OfRatio(provider, model, asked) + Unless(modelId, model)
        );
    }

    // Of a model nobody knows it is not known either what it makes.
    private static string Maker(string modelId, ModelInfo? model, ProviderInfo provider) =>
        model is null
            ? $"no model of {provider.Name} makes that there are facts about, and {modelId} is none of them"
            : $"{modelId} of {provider.Name} does not make";

    private static string Unless(string modelId, ModelInfo? model) =>
        model is null ? $" If {modelId} makes it, set AllowUndocumentedValues." : "";

    /// <summary>What the model is known to answer with 400. Of a model nobody knows, nothing is.</summary>
    private static NanoBananaException? ParameterProblem(
        GenerateContentRequest request,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        if (model is not { RefusedParameters.Count: > 0 } || request.GenerationConfig is not { } config)
        {
            return null;
        }

        foreach (var name in model.RefusedParameters)
        {
            if (IsSet(config, name))
            {
                return RefusedParameter(name, provider, modelId, model);
            }
        }

        return null;
    }

    /// <summary>A level that the model is known not to take. A text that is none at all is the contract's to refuse.</summary>
    private static NanoBananaException? ThinkingProblem(
        GenerateContentRequest request,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        if (
            model is not { ThinkingLevels.Count: > 0 }
            || request.GenerationConfig?.ThinkingConfig?.ThinkingLevel is not { IsDocumented: true } asked
            || IsUnspecified(asked.Value)
            || Has(model.ThinkingLevels, asked)
        )
        {
            return null;
        }

        return WrongThinkingLevel(asked, provider, modelId, model);
    }

    private static NanoBananaException WrongThinkingLevel(
        ThinkingLevel asked,
        ProviderInfo provider,
        string modelId,
        ModelInfo model
    ) =>
        new(
            FailureKind.InvalidRequest,
            $"generationConfig.thinkingConfig.thinkingLevel is \"{asked.Value}\", which {modelId} of {provider.Name} does not take.",
            ModelCure.OfThinkingLevel(provider, model, asked)
        );

    private static bool IsSet(IContractFields fields, string name) =>
        fields.PropertyOf(Encoding.UTF8.GetBytes(name)) is >= 0 and var property && fields.IsSet(property);

    private static NanoBananaException RefusedParameter(
        string name,
        ProviderInfo provider,
        string modelId,
        ModelInfo model
    ) =>
        new(
            FailureKind.InvalidRequest,
            $"generationConfig.{name} is set, which {modelId} of {provider.Name} refuses.",
            ModelCure.OfParameter(provider, model, name)
        );

    /// <summary>Whether this model, or any of the provider's where the model is not known, makes what is asked for.</summary>
    private static bool Makes(ModelInfo? model, ProviderInfo provider, Func<ModelInfo, bool> makes)
    {
        if (model is not null)
        {
            return makes(model);
        }

        foreach (var known in provider.Models)
        {
            if (makes(known))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has<T>(ValueList<T> values, T value)
        where T : IEquatable<T>
    {
        foreach (var one in values)
        {
            if (one.Equals(value))
            {
                return true;
            }
        }

        return false;
    }

    private static NanoBananaException? ContractProblem(
        GenerateContentRequest request,
        ProviderInfo provider,
        bool allowUndocumented
    )
    {
        // A provider may have learned of a field since: whoever sends what is undocumented, sends that too.
        var validator = new ContractValidator(ContractDirection.Request)
        {
            Provider = allowUndocumented ? null : provider.Id,
        };
        request.Validate(validator);
        return validator.IsValid ? null : ContractProblem(validator.Violations, allowUndocumented);
    }

    private static NanoBananaException? ContractProblem(IReadOnlyList<ContractViolation> found, bool allowUndocumented)
    {
        var violations = found
            .Where(violation => !(allowUndocumented && violation.Rule == ViolationRule.UndocumentedValue))
            .ToArray();
        if (violations.Length == 0)
        {
            return null;
        }

        var first = violations[0];
        var more =
            violations.Length == 1
                ? ""
                : $" ({violations.Length - 1} more: {string.Join("; ", violations.Skip(1).Take(5))})";
        return new NanoBananaException(
            KindOf(first),
            $"The request breaks the contract at {(first.Path.Length == 0 ? "its root" : first.Path)}: {first.Message}{more}",
            first switch
            {
                { Rule: ViolationRule.OtherProvider } =>
                    $"Leave it out, or call a provider that knows it: {first.Allowed}.",
                { Allowed: { } allowed } => $"Allowed: {allowed}.",
                _ => null,
            }
        );
    }

    private static FailureKind KindOf(ContractViolation violation)
    {
        var field = violation.Path.Substring(violation.Path.LastIndexOf('.') + 1);
        return (violation.Rule, field) switch
        {
            (ViolationRule.UndocumentedValue, "imageSize") => FailureKind.InvalidImageSize,
            (ViolationRule.UndocumentedValue, "aspectRatio") => FailureKind.InvalidAspectRatio,
            (ViolationRule.OtherProvider, _) when violation.Value is not null => FailureKind.InvalidRequest,
            (ViolationRule.UnknownField or ViolationRule.OtherProvider, _) => FailureKind.UnknownField,
            _ => FailureKind.InvalidRequest,
        };
    }

    private static bool IsUnspecified(string value) => value.EndsWith("_UNSPECIFIED", StringComparison.Ordinal);
}
