namespace NanoBananaContracts.Batch;

/// <summary>What pictures may cost at most, before they are made. Money is in millionths of a US dollar.</summary>
public static class PicturePrices
{
    /// <summary>How many make one US dollar.</summary>
    public const long MicroUsdPerUsd = 1_000_000;

    // Prompt, words and thoughts have prices of their own at some providers. A prompt, its pictures, and the words that come
    // with a picture are a few thousand tokens.
    private const decimal WordsUsd = 0.01m;

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
        return price is { } usd ? ToMicroUsd(usd + (model?.TokenPrices.TextOutput is null ? 0 : WordsUsd)) : null;
    }

    /// <summary>An amount in whole millionths, rounded up: what is counted is never less than what is paid.</summary>
    /// <param name="usd">The amount in US dollars.</param>
    public static long ToMicroUsd(decimal usd) => (long)decimal.Ceiling(usd * MicroUsdPerUsd);

    /// <summary>An amount in US dollars, exactly.</summary>
    /// <param name="microUsd">The amount in millionths.</param>
    public static decimal ToUsd(long microUsd) => (decimal)microUsd / MicroUsdPerUsd;
}
