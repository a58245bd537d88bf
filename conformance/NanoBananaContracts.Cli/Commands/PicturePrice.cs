using System.Globalization;
using NanoBananaContracts.Conformance.Live;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What one picture costs, as far as it is known before it is made.</summary>
/// <param name="Usd">By the price list, or as the user said; <see langword="null"/> where it is not known.</param>
/// <param name="HasWords">Whether prompt, words and thoughts have prices of their own, which come on top.</param>
internal sealed record PicturePrice(decimal? Usd, bool HasWords)
{
    /// <summary>What one may cost with everything beside it; <see langword="null"/> where that is not known.</summary>
    public decimal? MostUsd => Usd + (HasWords ? LivePlanner.TextCallUsd : 0);

    /// <summary>The price of what <paramref name="request"/> asks for.</summary>
    /// <param name="client">Who is called.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="assumed">The price where the list has none.</param>
    public static PicturePrice Of(NanoBananaClient client, GenerateContentRequest request, decimal? assumed)
    {
        var model = client.Provider.FindModel(request.Model ?? client.Model);
        var size = request.GenerationConfig?.ImageConfig?.ImageSize ?? model?.DefaultSize;
        return new(
            (size is { } known ? model?.PricePerImageUsd(known) : null) ?? assumed,
            model?.TokenPrices.TextOutput is not null
        );
    }

    /// <summary>The price in words.</summary>
    /// <returns><c>USD 0.067 a picture, with its words at most 0.077</c>, or <c>price not known</c>.</returns>
    public string ToText() =>
        Usd is not { } usd ? "price not known"
        : HasWords ? $"{Dollars(usd)} a picture, with its words at most {Amount(MostUsd!.Value)}"
        : $"{Dollars(usd)} a picture";

    /// <summary>An amount with its currency; what nobody knows is said to be so.</summary>
    public static string Dollars(decimal? amount) => amount is { } usd ? $"USD {Amount(usd)}" : "price not known";

    private static string Amount(decimal usd) => usd.ToString("0.00##", CultureInfo.InvariantCulture);
}
