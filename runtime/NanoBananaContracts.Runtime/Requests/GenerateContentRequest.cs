namespace NanoBananaContracts;

/// <content>The request most people want.</content>
public sealed partial record GenerateContentRequest
{
    /// <summary>Asks for one image, and for the words that come with it.</summary>
    /// <param name="prompt">What to draw.</param>
    /// <param name="aspectRatio">Its shape; <see langword="null"/> leaves it to the model.</param>
    /// <param name="imageSize">Its size; <see langword="null"/> for the model's own, 1K.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidRequest"/>: the prompt is empty.</exception>
    public static GenerateContentRequest ForImage(
        string prompt,
        AspectRatio? aspectRatio = null,
        ImageSize? imageSize = null
    ) =>
        new()
        {
            Contents = [Content.User(prompt)],
            GenerationConfig = GenerationConfig.ForImage(aspectRatio, imageSize),
        };
}
