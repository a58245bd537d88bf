namespace NanoBananaContracts.Batch;

/// <summary>What pictures may cost at most, before they are made. Money is in millionths of a US dollar.</summary>
public static class PicturePrices
{
    /// <summary>How many make one US dollar.</summary>
    public const long MicroUsdPerUsd = 1_000_000;

    // Prompt, words and thoughts have prices of their own at some providers: together they are a few thousand tokens.
    private const decimal WordsUsd = 0.01m;

    // Prices of tokens are those of a million.
    private const int TokensAPrice = 1_000_000;

    // No picture that any model makes is counted as more, and none that it is given.
    private const int TokensAnInputPicture = 2520;

    /// <summary>The most that a call may cost.</summary>
    /// <param name="client">Who is called.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="assumedUsd">The price of a picture in US dollars, where none is known of the model and size.</param>
    /// <returns>The price; <see langword="null"/> where nobody knows it.</returns>
    public static long? MostMicroUsd(
        NanoBananaClient client,
        GenerateContentRequest request,
        decimal? assumedUsd = null
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var model = client.Provider.FindModel(request.Model ?? client.Model);
        var size = request.GenerationConfig?.ImageConfig?.ImageSize ?? model?.DefaultSize;
        var price = (size is { } known ? model?.PricePerImageUsd(known) : null) ?? assumedUsd;
        var words = model?.TokenPrices.TextOutput is null ? 0 : WordsUsd;
        var tokens = (decimal)TokensAnInputPicture * InputPictureCount(request);
        var inputs = tokens * (model?.TokenPrices.TextInput ?? 0) / TokensAPrice;
        return price is { } usd ? ToMicroUsd(usd + words + inputs) : null;
    }

    /// <summary>An amount in whole millionths, rounded up: what is counted is never less than what is paid.</summary>
    /// <param name="usd">The amount in US dollars.</param>
    public static long ToMicroUsd(decimal usd) => (long)decimal.Ceiling(usd * MicroUsdPerUsd);

    /// <summary>An amount in US dollars, exactly.</summary>
    /// <param name="microUsd">The amount in millionths.</param>
    public static decimal ToUsd(long microUsd) => (decimal)microUsd / MicroUsdPerUsd;

    private static int InputPictureCount(GenerateContentRequest request)
    {
        var count = 0;
        foreach (var content in request.Contents)
        {
            foreach (var part in content.Parts)
            {
                count += part.InlineData is null ? 0 : 1;
            }
        }

        return count;
    }
}
