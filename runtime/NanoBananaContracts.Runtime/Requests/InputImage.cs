using System.Diagnostics;

namespace NanoBananaContracts;

/// <summary>
/// An image that goes with a prompt, known to be whole: the parameter of an <see cref="ImagePromptAttribute"/> method that is
/// an image and nothing else, where a <see cref="NanoBananaContracts.Part"/> could be anything. A
/// <see cref="GeneratedImage"/> is one as it is.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class InputImage
{
    private InputImage(Part part) => Part = part;

    /// <summary>The image as a part of a request.</summary>
    public Part Part { get; }

    /// <summary>An image by its bytes, which tell its media type.</summary>
    /// <param name="image">A whole image file: PNG, JPEG, WebP, HEIC, HEIF, GIF or AVIF.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidInputImage"/>: no such image, which says what it is instead, or a cut one.
    /// </exception>
    public static InputImage FromBytes(ReadOnlySpan<byte> image) => new(Part.FromImage(image));

    /// <inheritdoc cref="NanoBananaContracts.Part.FromImageAsync(Stream, CancellationToken)"/>
    public static async Task<InputImage> FromStreamAsync(Stream image, CancellationToken cancellationToken = default) =>
        new(await Part.FromImageAsync(image, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc cref="NanoBananaContracts.Part.FromImageFileAsync(string, CancellationToken)"/>
    public static async Task<InputImage> FromFileAsync(string path, CancellationToken cancellationToken = default) =>
        new(await Part.FromImageFileAsync(path, cancellationToken).ConfigureAwait(false));

    /// <summary>An image that was generated, to be edited or drawn upon; nothing is decoded.</summary>
    /// <param name="image">The image.</param>
    public static InputImage FromGenerated(GeneratedImage image) => new(Part.FromImage(image));

    /// <inheritdoc cref="FromGenerated"/>
    public static implicit operator InputImage(GeneratedImage image) => FromGenerated(image);

    /// <summary>The media type; never the data.</summary>
    public override string ToString() => Part.InlineData!.MimeType ?? "";
}
