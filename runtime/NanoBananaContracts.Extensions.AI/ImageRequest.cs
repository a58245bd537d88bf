using Microsoft.Extensions.AI;

namespace NanoBananaContracts.Extensions.AI;

/// <summary>Writes a request of Microsoft.Extensions.AI as one of the contract.</summary>
internal static class ImageRequest
{
    internal static GenerateContentRequest Create(
        ImageGenerationRequest request,
        ImageGenerationOptions? options,
        ProviderInfo provider,
        string defaultModel,
        IImageGenerator generator
    )
    {
        var template = Template(options, generator);
        var content = Content.User([.. Parts(request)]);
        var config = template?.GenerationConfig ?? GenerationConfig.ForImage();
        if (options?.ImageSize is { } pixels)
        {
            var model = provider.FindModel(options.ModelId ?? template?.Model ?? defaultModel);
            var (ratio, size) = PixelSize.NotSmaller(pixels.Width, pixels.Height, provider, model);
            config = config with
            {
                ImageConfig = (config.ImageConfig ?? new()) with { AspectRatio = ratio, ImageSize = size },
            };
        }

        return template is null
            ? new()
            {
                Model = options?.ModelId,
                Contents = [content],
                GenerationConfig = config,
            }
            : template with
            {
                Model = options?.ModelId ?? template.Model,
                Contents = [.. template.Contents, content],
                GenerationConfig = config,
            };
    }

    /// <summary>What others put there for a generator of theirs is no beginning for us, as with every generator.</summary>
    private static GenerateContentRequest? Template(ImageGenerationOptions? options, IImageGenerator generator) =>
        options?.RawRepresentationFactory?.Invoke(generator) as GenerateContentRequest;

    private static IEnumerable<Part> Parts(ImageGenerationRequest request)
    {
        if (!string.IsNullOrWhiteSpace(request.Prompt))
        {
            yield return Part.FromText(request.Prompt!);
        }

        foreach (var content in request.OriginalImages ?? [])
        {
            yield return content switch
            {
                DataContent data => Part.FromImage(data.Data.Span),
                UriContent uri => new Part
                {
                    FileData = new FileData { FileUri = uri.Uri.OriginalString, MimeType = uri.MediaType },
                },
                TextContent text => Part.FromText(text.Text),
                _ => throw new NanoBananaException(
                    FailureKind.InvalidRequest,
                    $"OriginalImages has a {content.GetType().Name}, which is no image; nothing was sent.",
                    "Give images as DataContent or UriContent."
                ),
            };
        }
    }
}
