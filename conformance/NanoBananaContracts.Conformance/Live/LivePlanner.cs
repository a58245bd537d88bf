using System.Text;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>Makes the plan of a live run.</summary>
public static class LivePlanner
{
    /// <summary>
    /// What a reply of text alone, and the text beside a picture, is priced at, in US dollars: far above what any provider charges for a sentence, and
    /// not known exactly for a gateway. Where the provider charges it like a picture, it has the price of one.
    /// </summary>
    public const decimal TextCallUsd = 0.01m;

    private const string Prompt = "A small yellow banana on a plain white table";

    /// <summary>Makes the plan for a model.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model id; <see langword="null"/> for the provider's default.</param>
    /// <param name="assumedUsdPerImage">The price of a picture where none is known.</param>
    /// <returns>The plan, or <see langword="null"/> where the price of a picture is not known and none was given.</returns>
    /// <exception cref="ArgumentException">
    /// The provider's address has a placeholder without a value: take the provider of
    /// <see cref="NanoBananaOptions.WithEnvironment"/>.
    /// </exception>
    public static LivePlan? Make(ProviderInfo provider, string? model = null, decimal? assumedUsdPerImage = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (provider.Open is { } open)
        {
            throw new ArgumentException(
                $"The address of {provider.Name} has no {open.Name} yet: take the provider of NanoBananaOptions.WithEnvironment().",
                nameof(provider)
            );
        }

        var id = model ?? provider.DefaultModel;
        var known = provider.FindModel(id);
        var smallest = known is { Sizes.Count: > 0 } ? known.Sizes[0] : (ImageSize?)null;
        var standard = known?.DefaultSize ?? ImageSize.Size1K;
        if (
            Price(known, smallest ?? standard, assumedUsdPerImage) is not { } small
            || Price(known, standard, assumedUsdPerImage) is not { } usual
        )
        {
            return null;
        }

        // Where a reply without a picture is charged like one with a picture, so is a mistake that is overlooked.
        var pictureless = provider.BillsRepliesWithoutImage ? usual : 0;
        return new LivePlan(
            provider,
            id,
            [
                .. Refused(provider, id, pictureless),
                .. Billed(
                    provider,
                    id,
                    Math.Max(pictureless, TextCallUsd),
                    (smallest, small),
                    (known is { Sizes.Count: 0 } ? null : standard, usual)
                ),
            ]
        );
    }

    /// <summary>A picture, with the prompt, the words and the thoughts beside it where those have prices of their own.</summary>
    private static decimal? Price(ModelInfo? model, ImageSize size, decimal? assumed) =>
        (model?.PricePerImageUsd(size) ?? assumed) + (model?.TokenPrices?.TextOutput is null ? 0 : TextCallUsd);

    /// <summary>Calls the service must refuse. None asks for a picture, so even a service that takes them paints none.</summary>
    private static IEnumerable<LiveCall> Refused(ProviderInfo provider, string model, decimal ifOverlooked)
    {
        var isGoogle = provider.Id == ProviderInfo.Google.Id;
        var good = Text("Say yes.");
        yield return Refusal("no-key", "a call without a key", good, isGoogle ? [403, 401] : [401]) with
        {
            Key = LiveKey.None,
            MaxCostUsd = 0, // There is nobody to charge.
        };
        yield return Refusal("wrong-key", "a call with a key nobody knows", good, isGoogle ? [400, 401] : [401]) with
        {
            Key = LiveKey.Wrong,
            MaxCostUsd = 0,
        };
        yield return Refusal("unknown-model", "a model that does not exist", good, isGoogle ? [404] : [404, 400]) with
        {
            Path = PathOf(provider, "no-such-model-nbc", stream: false),
        };
        yield return Refusal("not-json", "a body that is not JSON", "{\"contents\":", [400]);
        yield return Refusal("unknown-field", "a field that does not exist", good[..^1] + ",\"noSuchField\":1}", [400]);
        yield return Refusal("no-contents", "a request without contents", """{"contents":[]}""", [400]);
        yield return Refusal(
            "bad-ratio",
            "an aspect ratio that does not exist",
            Configured("aspectRatio", "5:7"),
            [400]
        );
        yield return Refusal("bad-size", "an image size that does not exist", Configured("imageSize", "3K"), [400]);

        LiveCall Refusal(string name, string title, string body, int[] statuses) =>
            new()
            {
                Id = $"free/{name}",
                Title = title,
                MaxCostUsd = ifOverlooked,
                Path = PathOf(provider, model, stream: false),
                Body = Encoding.UTF8.GetBytes(body),
                ExpectedStatuses = statuses,
            };
    }

    private static IEnumerable<LiveCall> Billed(
        ProviderInfo provider,
        string model,
        decimal textUsd,
        (ImageSize? Value, decimal Usd) smallest,
        (ImageSize? Value, decimal Usd) standard
    )
    {
        var template = new LiveCall
        {
            Id = "",
            Title = "",
            MaxCostUsd = 0,
            Path = PathOf(provider, model, stream: false),
            Body = default,
            ExpectedStatuses = [200],
        };
        yield return template with
        {
            Id = "billed/text-only",
            Title = "TEXT alone gives text and no picture",
            MaxCostUsd = textUsd,
            Body = Encoding.UTF8.GetBytes(Text("Say yes.")),
            WantsText = true,
        };
        yield return template with
        {
            Id = "billed/text-and-image",
            Title = "TEXT and IMAGE at the smallest size, 1:1",
            MaxCostUsd = smallest.Usd,
            Body = Picture(
                provider,
                AspectRatio.Ratio1x1,
                smallest.Value,
                ResponseModality.Text,
                ResponseModality.Image
            ),
            WantsText = true,
            WantsImage = true,
            Size = smallest.Value,
            AspectRatio = AspectRatio.Ratio1x1,
        };
        yield return template with
        {
            Id = "billed/image-only",
            Title = "IMAGE alone at the usual size, 16:9",
            MaxCostUsd = standard.Usd,
            Body = Picture(provider, AspectRatio.Ratio16x9, standard.Value, ResponseModality.Image),
            WantsImage = true,
            Size = standard.Value,
            AspectRatio = AspectRatio.Ratio16x9,
        };
        yield return template with
        {
            Id = "billed/stream",
            Title = "the same as events, at the smallest size",
            MaxCostUsd = smallest.Usd,
            Path = PathOf(provider, model, stream: true),
            Body = Picture(
                provider,
                AspectRatio.Ratio1x1,
                smallest.Value,
                ResponseModality.Text,
                ResponseModality.Image
            ),
            IsStream = true,
            WantsText = true,
            WantsImage = true,
            Size = smallest.Value,
            AspectRatio = AspectRatio.Ratio1x1,
        };
    }

    private static ReadOnlyMemory<byte> Picture(
        ProviderInfo provider,
        AspectRatio ratio,
        ImageSize? size,
        params ResponseModality[] modalities
    ) =>
        new GenerateContentRequest
        {
            Contents = [new Content { Role = Role.User, Parts = [Part.FromText(Prompt)] }],
            GenerationConfig = new GenerationConfig
            {
                ResponseModalities = modalities,
                ImageConfig = new ImageConfig { AspectRatio = ratio, ImageSize = size },
            },
        }.ToUtf8Json(provider.Dialect);

    private static string Text(string prompt) =>
        $$$"""{"contents":[{"role":"user","parts":[{"text":"{{{prompt}}}"}]}],"generationConfig":{"responseModalities":["TEXT"]}}""";

    private static string Configured(string field, string value) =>
        $$$$"""{"contents":[{"role":"user","parts":[{"text":"Say yes."}]}],"generationConfig":{"responseModalities":["TEXT"],"imageConfig":{"{{{{field}}}}":"{{{{value}}}}"}}}""";

    private static string PathOf(ProviderInfo provider, string model, bool stream) =>
        provider.PathOf(stream ? ":streamGenerateContent?alt=sse" : ":generateContent", model);
}
