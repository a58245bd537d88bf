namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What a provider's file says of one model.</summary>
/// <param name="Id">Its id, as it stands in the path.</param>
/// <param name="Aliases">Other ids of it.</param>
/// <param name="Sizes">Sizes it makes, in the provider's spelling; empty where none can be chosen, null where the file does not say.</param>
/// <param name="AspectRatios">Aspect ratios it makes; null where the file does not say.</param>
/// <param name="RefusedParameters">Fields of <c>generationConfig</c> that it answers with 400, by their JSON names.</param>
/// <param name="ThinkingLevels">Thinking levels it takes; null where they are not known.</param>
/// <param name="Seconds">How long a picture usually takes; null where that is not known.</param>
/// <param name="Retired">Since when it is no longer served; null while it is.</param>
internal sealed record ModelFact(
    string Id,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string>? Sizes,
    IReadOnlyList<string>? AspectRatios,
    IReadOnlyList<string> RefusedParameters,
    IReadOnlyList<string>? ThinkingLevels,
    double? Seconds,
    RetiredModelFact? Retired
);

/// <summary>A model a provider no longer serves.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Since">Day it ended, ISO 8601.</param>
/// <param name="Use">Id to use instead.</param>
internal sealed record RetiredModelFact(string Id, string Since, string Use);
