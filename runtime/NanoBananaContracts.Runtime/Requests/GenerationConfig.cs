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
}
