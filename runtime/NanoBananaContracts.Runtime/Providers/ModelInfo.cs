using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>What one model of one provider accepts and costs.</summary>
public sealed class ModelInfo
{
    internal ModelInfo() { }

    /// <summary>The id that stands in the address.</summary>
    public required string Id { get; init; }

    /// <summary>Other ids for the same model.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// Since when the id no longer works, as seen or announced, and what to use; <see langword="null"/> while it works.
    /// </summary>
    public RetiredModel? Retired { get; init; }

    /// <summary>The image sizes it makes, in the provider's spelling; empty where the size cannot be chosen.</summary>
    public ValueList<ImageSize> Sizes { get; init; }

    /// <summary>The aspect ratios it makes.</summary>
    public ValueList<AspectRatio> AspectRatios { get; init; }

    /// <summary>The size of an image when none is asked for.</summary>
    public ImageSize? DefaultSize { get; init; }

    /// <summary>The ratio of an image when none is asked for; <see langword="null"/> where the model chooses.</summary>
    public AspectRatio? DefaultAspectRatio { get; init; }

    /// <summary>
    /// The fields of <c>generationConfig</c> that it answers with 400, by their JSON names (<c>seed</c>,
    /// <c>temperature</c>); empty where none is known.
    /// </summary>
    public IReadOnlyList<string> RefusedParameters { get; init; } = [];

    /// <summary>The values of <c>thinkingLevel</c> that it takes, least first; empty where they are not known.</summary>
    public ValueList<ThinkingLevel> ThinkingLevels { get; init; }

    /// <summary>How deeply it thinks when nothing is asked for; <see langword="null"/> where that is not known.</summary>
    public ThinkingLevel? DefaultThinkingLevel { get; init; }

    /// <summary>What its tokens cost; prices that are not known are <see langword="null"/> in it.</summary>
    public TokenPrices TokenPrices { get; init; } = new();

    /// <summary>The largest number of input images; <see langword="null"/> where it is not known.</summary>
    public int? MaxInputImages { get; init; }

    /// <summary>How long one image takes, as the provider says; <see langword="null"/> where it does not.</summary>
    public TimeSpan? NominalTime { get; init; }

    /// <summary>The media types its images have been seen to have. Go by the bytes all the same.</summary>
    public IReadOnlyList<string> OutputMediaTypes { get; init; } = [];

    internal IReadOnlyList<SizeFact> Prices { get; init; } = [];

    internal IReadOnlyList<SizeFact> Tokens { get; init; } = [];

    /// <summary>The price of one image of this size in USD; <see langword="null"/> where it is not known.</summary>
    public decimal? PricePerImageUsd(ImageSize size) => SizeFact.Of(Prices, size);

    /// <summary>How many tokens one image of this size is counted as; <see langword="null"/> where it is not known.</summary>
    public int? TokensPerImage(ImageSize size) => (int?)SizeFact.Of(Tokens, size);

    /// <summary>The id, in one line.</summary>
    public override string ToString() => VisibleText.Of(Id);
}

/// <summary>What a million tokens cost in USD at the standard tier; <see langword="null"/> where it is not known.</summary>
public sealed record TokenPrices
{
    /// <summary>Text of the prompt.</summary>
    public decimal? TextInput { get; init; }

    /// <summary>Text of the reply, and thoughts.</summary>
    public decimal? TextOutput { get; init; }

    /// <summary>Images of the reply.</summary>
    public decimal? ImageOutput { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        var text = new RecordText(builder);
        text.Add(TextInput);
        text.Add(TextOutput);
        text.Add(ImageOutput);
        return true;
    }
}

/// <summary>The end of a model id.</summary>
/// <param name="Since">The day from which it no longer works.</param>
/// <param name="Use">The id that takes its place.</param>
public sealed record RetiredModel(DateTimeOffset Since, string Use)
{
    private bool PrintMembers(StringBuilder builder)
    {
        var text = new RecordText(builder);
        text.Add(Since);
        text.Add(Use);
        return true;
    }
}

/// <summary>What a tier costs, as a factor of the standard price.</summary>
internal sealed class TierFact(ServiceTier tier, decimal factor)
{
    internal ServiceTier Tier => tier;

    internal decimal Factor => factor;
}

/// <summary>What is known of the images of one size.</summary>
internal sealed class SizeFact(ImageSize size, decimal value)
{
    internal ImageSize Size => size;

    internal decimal Value => value;

    /// <summary>The fact of a size among a few, or <see langword="null"/>.</summary>
    internal static decimal? Of(IReadOnlyList<SizeFact> facts, ImageSize wanted)
    {
        foreach (var fact in facts)
        {
            if (fact.Size == wanted)
            {
                return fact.Value;
            }
        }

        return null;
    }
}
