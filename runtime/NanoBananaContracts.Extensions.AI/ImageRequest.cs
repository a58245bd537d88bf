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
        ThrowIfUnmapped(options);
        var template = Template(options, generator);
        var content = Content.User([.. Parts(request)]);
        var config = template?.GenerationConfig ?? GenerationConfig.ForImage();
        if (options?.ImageSize is { } pixels)
        {
            var model = provider.FindModel(options.ModelId ?? template?.Model ?? defaultModel);
            var (ratio, size) = PixelSize.Nearest(pixels.Width, pixels.Height, provider, model);
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

    private static void ThrowIfUnmapped(ImageGenerationOptions? options)
    {
        if (options?.Count is not (null or 1))
        {
            throw Unmapped("Count", options!.Count, "A call makes one image: call once for each.");
        }

        if (options?.MediaType is not null)
        {
            throw Unmapped(
                "MediaType",
                options.MediaType,
                "The service chooses the type; convert the image afterwards."
            );
        }

        if (options?.StreamingCount is not (null or 0))
        {
            throw Unmapped(
                "StreamingCount",
                options!.StreamingCount,
                "The service has no intermediate images to ask for."
            );
        }

        if (options?.ResponseFormat is not (null or ImageGenerationResponseFormat.Data))
        {
            throw Unmapped("ResponseFormat", options!.ResponseFormat, "Images come as data.");
        }

        if (options?.AdditionalProperties is { Count: > 0 } properties)
        {
            throw Unmapped(
                "AdditionalProperties",
                string.Join(", ", properties.Keys),
                "Set the field on a GenerateContentRequest and return it from RawRepresentationFactory."
            );
        }
    }

    private static GenerateContentRequest? Template(ImageGenerationOptions? options, IImageGenerator generator) =>
        options?.RawRepresentationFactory?.Invoke(generator) switch
        {
            null => null,
            GenerateContentRequest template => template,
            var other => throw Unmapped(
                "RawRepresentationFactory",
                other.GetType(),
                "Return a GenerateContentRequest, or null."
            ),
        };

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
                _ => throw Unmapped(
                    "OriginalImages",
                    content.GetType().Name,
                    "Give images as DataContent or UriContent."
                ),
            };
        }
    }

    private static NanoBananaException Unmapped(string option, object? value, string cure) =>
        new(
            FailureKind.InvalidRequest,
            $"The option {option} ({value}) has no place in the contract; nothing was sent.",
            cure
        );
}
