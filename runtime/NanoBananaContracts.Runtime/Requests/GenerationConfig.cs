using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <content>The configuration of a request for an image.</content>
public sealed partial record GenerationConfig
{
    /// <summary>Asks for text and image: without modalities some services send text only.</summary>
    /// <param name="aspectRatio">The image's shape; <see langword="null"/> leaves it to the model.</param>
    /// <param name="imageSize">The image's size; <see langword="null"/> for the model's own, 1K.</param>
    public static GenerationConfig ForImage(AspectRatio? aspectRatio = null, ImageSize? imageSize = null) =>
        new()
        {
            ResponseModalities = [ResponseModality.Text, ResponseModality.Image],
            ImageConfig =
                aspectRatio is null && imageSize is null
                    ? null
                    : new ImageConfig { AspectRatio = aspectRatio, ImageSize = imageSize },
        };

    /// <summary>
    /// <see cref="ResponseFormat"/> as one object, also where it was read from a list, the form it has at Vertex AI, which
    /// stands in <see cref="UnknownFields"/>; <see langword="null"/> where there is none, or one that is no object and cannot
    /// be made one.
    /// </summary>
    public ResponseFormatConfig? ReadResponseFormat()
    {
        var format = ResponseFormat;
        if (format is null && UnknownFields is { } unknown)
        {
            IContractFields fields = this;
            var property = fields.PropertyOf("responseFormat"u8);
            foreach (var field in unknown)
            {
                if (fields.PropertyOf(field.NameUtf8.Span) == property)
                {
                    format = ResponseFormatConfig.Parse(field.Value.Utf8);
                }
            }
        }

        return format?.AsObject() is { UnknownFields: not { IsReplacement: true } } one ? one : null;
    }
}
