using System.Globalization;
using NanoBananaContracts;

namespace Studio;

/// <summary>An order that can be sent.</summary>
internal sealed record ReadyOrder(
    PictureOrder Order,
    ProviderInfo Provider,
    ModelInfo Model,
    GenerateContentRequest Request,
    IReadOnlyList<InputPicture> Inputs,
    decimal? PriceUsd
)
{
    /// <summary>Width and height of what is coming, or numbers that are to each other as these; 0 where nobody knows.</summary>
    public required (int Width, int Height) Shape { get; init; }

    /// <summary>What the user says in it.</summary>
    public Content Said => Request.Contents[^1];
}

/// <summary>Reads what the page asks for, and refuses what would fail.</summary>
internal sealed class Orders(Gallery gallery, InputPictures inputs, Services services)
{
    /// <exception cref="RefusedOrderException">Something is wrong with it; nothing was sent.</exception>
    /// <exception cref="NanoBananaException">A text in it is none that a request can have.</exception>
    public async Task<ReadyOrder> ReadAsync(PictureOrder order, CancellationToken cancellationToken)
    {
        var provider =
            ProviderInfo.Find(order.Provider ?? "")
            ?? throw Refuse(
                FailureKind.InvalidRequest,
                $"There is no provider '{order.Provider}'.",
                $"Choose one of {string.Join(", ", ProviderInfo.All.Select(one => one.Id))}."
            );
        if (services.Obstacle(provider) is { } obstacle)
        {
            throw Refuse(FailureKind.MissingApiKey, $"{provider.Name} cannot be called.", obstacle);
        }

        var model = ModelOf(provider, order);
        if (string.IsNullOrWhiteSpace(order.Prompt))
        {
            throw Refuse(FailureKind.InvalidRequest, "The prompt is empty; nothing was sent.", "Say what to paint.");
        }

        var ratio = RatioOf(model, order.AspectRatio);
        var size = SizeOf(model, order.ImageSize);
        var pictures = (order.Inputs ?? []).Select(Input).ToArray();
        if (model.MaxInputImages is { } most && pictures.Length > most)
        {
            throw Refuse(
                FailureKind.InvalidInputImage,
                $"{model.Id} takes {most} pictures at a time; these are {pictures.Length}. Nothing was sent.",
                "Take some away."
            );
        }

        var request = new GenerateContentRequest
        {
            Model = model.Id,
            Contents =
            [
                .. await BeforeAsync(order.Parent, cancellationToken),
                Content.User([Part.FromText(order.Prompt), .. pictures.Select(picture => picture.Part)]),
            ],
            GenerationConfig = GenerationConfig.ForImage(ratio, size) with
            {
                ThinkingConfig = order.Drafts ? new ThinkingConfig { IncludeThoughts = true } : null,
            },
        };
        return new ReadyOrder(order, provider, model, request, pictures, Price(model, size))
        {
            Shape = Shape(order, model, ratio, size, pictures),
        };
    }

    /// <summary>Where no shape is asked for, the last picture that goes along or is changed has it.</summary>
    private (int Width, int Height) Shape(
        PictureOrder order,
        ModelInfo model,
        AspectRatio? ratio,
        ImageSize? size,
        IReadOnlyList<InputPicture> pictures
    )
    {
        var before = gallery.PathTo(order.Parent ?? "").LastOrDefault(turn => turn.Pictures.Count > 0);
        if (ratio is null && ((pictures is [.., var last] ? last.Facts : before?.Pictures[0])) is { Width: > 0 } source)
        {
            return (source.Width, source.Height);
        }

        var shape = ratio ?? model.DefaultAspectRatio;
        return Pixels.Of(model.Id, shape, size ?? model.DefaultSize) is { Width: > 0 } known ? known
            : shape?.Value.Split(':') is [var width, var height]
            && int.TryParse(width, CultureInfo.InvariantCulture, out var w)
            && int.TryParse(height, CultureInfo.InvariantCulture, out var h)
                ? (w, h)
            : (0, 0);
    }

    private static decimal? Price(ModelInfo model, ImageSize? size) =>
        (size ?? model.DefaultSize) is { } asked ? model.PricePerImageUsd(asked) : null;

    private static ModelInfo ModelOf(ProviderInfo provider, PictureOrder order)
    {
        var id = string.IsNullOrEmpty(order.Model) ? provider.DefaultModel : order.Model;
        var model =
            provider.FindModel(id)
            ?? throw Refuse(
                FailureKind.ModelNotFound,
                $"{provider.Name} has no model '{id}' that there are facts about. Nothing was sent.",
                $"Choose {provider.DefaultModel}."
            );
        return model.Retired is { } end && end.Since <= DateTimeOffset.UtcNow
            ? throw Refuse(
                FailureKind.ModelNotFound,
                FormattableString.Invariant($"{model.Id} was retired on {end.Since:yyyy-MM-dd}. Nothing was sent."),
                $"Choose {end.Use}."
            )
            : model;
    }

    private static AspectRatio? RatioOf(ModelInfo model, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return AspectRatio.TryParse(text, out var ratio) && model.AspectRatios.Contains(ratio)
            ? ratio
            : throw Refuse(
                FailureKind.InvalidAspectRatio,
                $"aspectRatio is \"{text}\", which {model.Id} does not make. Nothing was sent.",
                $"Choose one of {string.Join(", ", model.AspectRatios.Select(one => one.Value))}."
            );
    }

    private static ImageSize? SizeOf(ModelInfo model, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return ImageSize.TryParse(text, out var size) && model.Sizes.Contains(size)
            ? size
            : throw Refuse(
                FailureKind.InvalidImageSize,
                $"imageSize is \"{text}\", which {model.Id} does not make. Nothing was sent.",
                model.Sizes.Count == 0
                    ? "Leave the size open."
                    : $"Choose one of {string.Join(", ", model.Sizes.Select(one => one.Value))}."
            );
    }

    private static RefusedOrderException Refuse(FailureKind kind, string whatHappened, string cure) =>
        new(kind.ToString(), whatHappened, cure);

    private InputPicture Input(string id) =>
        inputs.Find(id)
        ?? throw Refuse(
            FailureKind.InvalidInputImage,
            "A picture that was handed in is no longer here. Nothing was sent.",
            "Add it again."
        );

    private async Task<IReadOnlyList<Content>> BeforeAsync(string? parent, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(parent))
        {
            return [];
        }

        var path = gallery.PathTo(parent);
        if (path.Count == 0 || path[^1].Fault is not null)
        {
            throw Refuse(
                FailureKind.InvalidRequest,
                "The picture to be edited is no longer here, or was made by a played failure. Nothing was sent.",
                "Choose another picture, or start afresh."
            );
        }

        var contents = new List<Content>();
        foreach (var turn in path)
        {
            var (said, made) = await gallery.ReadContentsAsync(turn, cancellationToken);
            contents.AddRange([said, made]);
        }

        return contents;
    }
}
