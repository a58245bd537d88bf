using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <content>Images as input.</content>
public sealed partial record Part
{
    /// <summary>An image to be edited or drawn upon; its media type is told by its bytes.</summary>
    /// <param name="image">A whole image file: PNG, JPEG, WebP, HEIC, HEIF, GIF or AVIF.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidInputImage"/>: no such image, or a cut one.
    /// </exception>
    public static Part FromImage(ReadOnlySpan<byte> image)
    {
        var found = PictureInspector.Inspect(image);
        return found.IsWhole
            ? new()
            {
                InlineData = new Blob { MimeType = found.Format.MediaType(), Data = Base64Data.FromBytes(image) },
            }
            : throw new NanoBananaException(
                FailureKind.InvalidInputImage,
                found.Defect == PictureDefect.Empty
                    ? "The input image is empty."
                    : $"The input image cannot be used: {found.Detail}."
            );
    }

    /// <summary>An image from a stream, read to its end.</summary>
    /// <param name="image">The bytes of a whole image file; not closed.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidInputImage"/></exception>
    public static async Task<Part> FromImageAsync(Stream image, CancellationToken cancellationToken = default)
    {
        if (image is null)
        {
            throw new ArgumentNullException(nameof(image));
        }

        using var bytes = new MemoryStream();
        await image.CopyToAsync(bytes, 81920, cancellationToken).ConfigureAwait(false);
        return FromImage(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>An image from a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidInputImage"/></exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<Part> FromImageFileAsync(string path, CancellationToken cancellationToken = default)
    {
        using var file = new FileStream(
            path ?? throw new ArgumentNullException(nameof(path)),
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1,
            useAsync: true
        );
        return await FromImageAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An image that was generated, as input for something else: its text is used as it is, nothing is decoded.</summary>
    /// <param name="image">The image.</param>
    public static Part FromImage(GeneratedImage image)
    {
        if (image is null)
        {
            throw new ArgumentNullException(nameof(image));
        }

        return new()
        {
            InlineData = new Blob { MimeType = image.MediaType, Data = image.Data },
        };
    }
}
