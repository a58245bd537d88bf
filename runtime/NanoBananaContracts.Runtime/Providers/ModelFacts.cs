using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>Reads what a provider's file says of its models.</summary>
internal static class ModelFacts
{
    // A number that a duration can have; a day is more than any picture takes.
    private const decimal LongestSeconds = 24 * 60 * 60;

    internal static ModelInfo[] Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw FactReader.Wrong("models", "a list of objects");
        }

        var models = new List<ModelInfo>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = FormattableString.Invariant($"models[{models.Count}]");
            models.Add(
                FactReader.Opens(ref reader, place) ? ReadOne(ref reader, place) : throw FactReader.Missing(place)
            );
        }

        return models.ToArray();
    }

    private static ModelInfo ReadOne(ref Utf8JsonReader reader, string place)
    {
        string? id = null;
        string[] aliases = [];
        RetiredModel? retired = null;
        string[]? sizes = null;
        string[]? ratios = null;
        string? defaultSize = null;
        string? defaultRatio = null;
        string[] refusedParameters = [];
        string[] thinkingLevels = [];
        string? defaultThinkingLevel = null;
        var tokenPrices = new TokenPrices();
        long? maxInputImages = null;
        TimeSpan? nominalTime = null;
        string[] outputMediaTypes = [];
        SizeFact[] prices = [];
        SizeFact[] tokens = [];
        var told = new List<string>();
        while (FactReader.Next(ref reader, told) is { } fact)
        {
            switch (fact)
            {
                case "id":
                    id = FactReader.Text(ref reader, fact);
                    break;
                case "aliases":
                    aliases = FactReader.Texts(ref reader, fact);
                    break;
                case "retired":
                    retired = Retired(ref reader, fact);
                    break;
                case "sizes":
                    sizes = reader.TokenType == JsonTokenType.Null ? null : FactReader.Texts(ref reader, fact);
                    break;
                case "aspectRatios":
                    ratios = reader.TokenType == JsonTokenType.Null ? null : FactReader.Texts(ref reader, fact);
                    break;
                case "defaultSize":
                    defaultSize = FactReader.Text(ref reader, fact);
                    break;
                case "defaultAspectRatio":
                    defaultRatio = FactReader.Text(ref reader, fact);
                    break;
                case "refusedParameters":
                    refusedParameters = FactReader.Texts(ref reader, fact);
                    break;
                case "thinkingLevels":
                    thinkingLevels = FactReader.Texts(ref reader, fact);
                    break;
                case "defaultThinkingLevel":
                    defaultThinkingLevel = FactReader.Text(ref reader, fact);
                    break;
                case "tokenPricesUsd":
                    tokenPrices = Prices(ref reader, fact);
                    break;
                case "maxInputImages":
                    maxInputImages = FactReader.Whole(ref reader, fact, least: 0, most: int.MaxValue);
                    break;
                case "nominalSeconds":
                    nominalTime = Time(ref reader, fact);
                    break;
                case "outputMediaTypes":
                    outputMediaTypes = FactReader.MediaTypes(ref reader, fact);
                    break;
                case "pricePerImageUsd":
                    prices = BySize(ref reader, fact, isCount: false);
                    break;
                case "tokensPerImage":
                    tokens = BySize(ref reader, fact, isCount: true);
                    break;
                default:
                    FactReader.Skip(ref reader, fact);
                    break;
            }
        }

        return new()
        {
            Id = id ?? throw FactReader.Missing(place + ".id"),
            Aliases = aliases,
            Retired = retired,
            Sizes = Array.ConvertAll(sizes ?? throw FactReader.Missing(place + ".sizes"), ImageSize.Parse),
            AspectRatios = Array.ConvertAll(
                ratios ?? throw FactReader.Missing(place + ".aspectRatios"),
                AspectRatio.Parse
            ),
            DefaultSize = ImageSize.Parse(defaultSize ?? throw FactReader.Missing(place + ".defaultSize")),
            DefaultAspectRatio = defaultRatio is null ? null : AspectRatio.Parse(defaultRatio),
            RefusedParameters = refusedParameters,
            ThinkingLevels = Array.ConvertAll(thinkingLevels, ThinkingLevel.Parse),
            DefaultThinkingLevel = defaultThinkingLevel is null ? null : ThinkingLevel.Parse(defaultThinkingLevel),
            TokenPrices = tokenPrices,
            MaxInputImages = (int?)maxInputImages,
            NominalTime = nominalTime,
            OutputMediaTypes = outputMediaTypes,
            Prices = prices,
            Tokens = tokens,
        };
    }

    private static RetiredModel? Retired(ref Utf8JsonReader reader, string fact)
    {
        if (!FactReader.Opens(ref reader, fact))
        {
            return null;
        }

        string? since = null;
        string? use = null;
        var told = new List<string>();
        while (FactReader.Next(ref reader, told) is { } name)
        {
            switch (name)
            {
                case "since":
                    since = FactReader.Text(ref reader, name);
                    break;
                case "use":
                    use = FactReader.Text(ref reader, name);
                    break;
                default:
                    FactReader.Skip(ref reader, name);
                    break;
            }
        }

        return new(
            FactReader.Day(since ?? throw FactReader.Missing("since of retired"), "since of retired"),
            use ?? throw FactReader.Missing("use of retired")
        );
    }

    private static TokenPrices Prices(ref Utf8JsonReader reader, string fact)
    {
        decimal? textInput = null;
        decimal? textOutput = null;
        decimal? imageOutput = null;
        var isThere = FactReader.Opens(ref reader, fact);
        var told = new List<string>();
        while (isThere && FactReader.Next(ref reader, told) is { } name)
        {
            switch (name)
            {
                case "textInput":
                    textInput = FactReader.Amount(ref reader, name);
                    break;
                case "textOutput":
                    textOutput = FactReader.Amount(ref reader, name);
                    break;
                case "imageOutput":
                    imageOutput = FactReader.Amount(ref reader, name);
                    break;
                default:
                    FactReader.Skip(ref reader, name);
                    break;
            }
        }

        return new()
        {
            TextInput = textInput,
            TextOutput = textOutput,
            ImageOutput = imageOutput,
        };
    }

    private static SizeFact[] BySize(ref Utf8JsonReader reader, string fact, bool isCount)
    {
        var facts = new List<SizeFact>();
        if (FactReader.Opens(ref reader, fact))
        {
            var told = new List<string>();
            while (FactReader.Next(ref reader, told) is { } size)
            {
                var value = isCount
                    ? FactReader.Whole(ref reader, fact, least: 1, most: int.MaxValue)
                    : FactReader.Amount(ref reader, fact);
                if (value is { } known) // null: not known, as where the size is left out.
                {
                    facts.Add(new SizeFact(ImageSize.Parse(size), known));
                }
            }
        }

        return facts.ToArray();
    }

    private static TimeSpan? Time(ref Utf8JsonReader reader, string fact) =>
        FactReader.Amount(ref reader, fact) is not { } seconds ? null
        : seconds is > 0 and <= LongestSeconds ? TimeSpan.FromSeconds((double)seconds)
        : throw FactReader.Wrong(fact, "a time in seconds, more than 0 and at most a day");
}
