using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <content>Images as input.</content>
public sealed partial record Part
{
    /// <summary>An image to be edited or drawn upon; its media type is told by its bytes.</summary>
    /// <param name="image">A whole image file: PNG, JPEG, WebP, HEIC, HEIF, GIF or AVIF.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidInputImage"/>: no such image, which says what it is instead, or a cut one.
    /// </exception>
    public static Part FromImage(ReadOnlySpan<byte> image) => FromImage(image, "The input image");

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

        return await FromImageAsync(image, "The input image", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An image from a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidInputImage"/>, which names the path; also where that is a folder.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read the file.</exception>
    public static async Task<Part> FromImageFileAsync(string path, CancellationToken cancellationToken = default)
    {
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        if (Directory.Exists(path)) // To the system it would be a file that may not be read.
        {
            throw new NanoBananaException(
                FailureKind.InvalidInputImage,
                $"The input image '{path}' is a folder, not a file.",
                "Add the name of a file to it."
            );
        }

        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1,
            useAsync: true
        );
        return await FromImageAsync(file, $"The input image '{path}'", cancellationToken).ConfigureAwait(false);
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

    private static async Task<Part> FromImageAsync(Stream image, string what, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await image.CopyToAsync(bytes, 81920, cancellationToken).ConfigureAwait(false);
        return FromImage(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), what);
    }

    private static Part FromImage(ReadOnlySpan<byte> image, string what)
    {
        var found = PictureInspector.Inspect(image);
        return found.IsWhole
            ? new()
            {
                InlineData = new Blob { MimeType = found.Format.MediaType(), Data = Base64Data.FromBytes(image) },
            }
            : throw InputImages.Unusable(image, found, what);
    }
}
