using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Looks at images before they are sent: those of a request by count, type and signature, and bytes that are to become one.
/// </summary>
internal static class InputImages
{
    private static readonly string[] KnownTypes = Array.ConvertAll(
        [
            ImageFileFormat.Png,
            ImageFileFormat.Jpeg,
            ImageFileFormat.WebP,
            ImageFileFormat.Gif,
            ImageFileFormat.Avif,
            ImageFileFormat.Heic,
            ImageFileFormat.Heif,
        ],
        format => format.MediaType()
    );

    internal static NanoBananaException? Problem(
        GenerateContentRequest request,
        ProviderInfo provider,
        string modelId,
        ModelInfo? model
    )
    {
        var count = 0;
        for (var turn = 0; turn < request.Contents.Count; turn++)
        {
            var content = request.Contents[turn];
            for (var at = 0; at < content.Parts.Count; at++)
            {
                // What the model made itself goes back as it came, drafts and odd types included.
                if (content.Parts[at].InlineData is not { } blob || content.Role == Role.Model)
                {
                    continue;
                }

                var path = $"contents[{turn}].parts[{at}].inlineData";
                if (Wrapped(blob, path) is { } wrapped)
                {
                    return wrapped;
                }

                if (!IsImage(blob))
                {
                    continue;
                }

                count++;
                if (Problem(blob, path, provider) is { } problem)
                {
                    return problem;
                }
            }
        }

        return model?.MaxInputImages is { } most && count > most
            ? new(
                FailureKind.InvalidInputImage,
                $"The request has {count} input images; {modelId} of {provider.Name} takes {most}.",
                "Send fewer."
            )
            : null;
    }

    /// <summary>Bytes that are to become an input image, and are no whole one.</summary>
    /// <param name="bytes">All of them.</param>
    /// <param name="found">What they were found to be.</param>
    /// <param name="what">The image, as the beginning of a sentence.</param>
    internal static NanoBananaException Unusable(ReadOnlySpan<byte> bytes, PictureInspection found, string what)
    {
        if (found.Defect == PictureDefect.Empty)
        {
            return new(FailureKind.InvalidInputImage, $"{what} is empty.");
        }

        if (found.Defect != PictureDefect.Unrecognized)
        {
            return new(FailureKind.InvalidInputImage, $"{what} cannot be used: {found.Detail}.");
        }

        var blanks = 0;
        while (blanks < bytes.Length && MistakenBytes.IsBlank(bytes[blanks]))
        {
            blanks++;
        }

        var start = bytes.Slice(blanks, Math.Min(bytes.Length - blanks, ImageFileFormats.SignatureLength));
        return MistakenBytes.AreEncodedTwice(start)
            ? new(
                FailureKind.InvalidInputImage,
                $"{what} cannot be used: its bytes are the text of a file in Base64, or a data URL.",
                "Decode the text, and give the bytes of the file."
            )
            : new(
                FailureKind.InvalidInputImage,
                $"{what} cannot be used: its bytes are {MistakenBytes.Name(start)}.",
                $"Give the bytes of an image file: {ModelCure.Choice(KnownTypes)}."
            );
    }

    private static bool IsImage(Blob blob) => Is(blob, "image/");

    private static bool IsText(Blob blob) => Is(blob, "text/") || Is(blob, "application/json");

    private static bool Is(Blob blob, string type) =>
        blob.MimeType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Data that the service would not read, whatever its type: it is no Base64, or has something around it.</summary>
    private static NanoBananaException? Wrapped(Blob blob, string path)
    {
        if (blob.Data is not { IsEmpty: false } data)
        {
            return null;
        }

        var text = Base64Wrapping.WithoutBlanks(data.EncodedText.Span);
        if (text.StartsWith("data:"u8))
        {
            var prefix = Base64Wrapping.PrefixLength(text);
            return NotBase64(
                path,
                prefix > 0
                    ? $"begins with \"{Encoding.UTF8.GetString(text.Slice(0, prefix).ToArray()).Replace("\\/", "/")}\""
                    : "is a data URL",
                " and leave out what stands before it"
            );
        }

        try
        {
            // A text may well be Base64, or begin with "data:".
            return !IsText(blob) && MistakenBytes.AreEncodedTwice(Start(data, MistakenBytes.IsBlank))
                ? NotBase64(path, "is encoded twice", " once")
                : null;
        }
        catch (Base64FormatException exception)
        {
            return NotBase64(
                path,
                Base64Wrapping.Name(text) is { } name
                    ? "is " + name
                    : FormattableString.Invariant($"is not Base64 at character {exception.Position + 1}"),
                ""
            );
        }
    }

    private static NanoBananaException NotBase64(string path, string what, string how) =>
        new(
            FailureKind.InvalidInputImage,
            $"{path}.data {what}; nothing was sent.",
            $"Give the Base64 of the file's bytes alone{how}; Part.FromImage does."
        );

    private static NanoBananaException? Problem(Blob blob, string path, ProviderInfo provider)
    {
        if (blob.Data is not { IsEmpty: false } data)
        {
            return new(
                FailureKind.InvalidInputImage,
                $"{path}.data is empty.",
                "Give the image's bytes, or leave the part out."
            );
        }

        if (
            provider.InputMediaTypes.Count > 0
            && !provider.InputMediaTypes.Contains(Normal(blob.MimeType!), StringComparer.OrdinalIgnoreCase)
        )
        {
            return new(
                FailureKind.InvalidInputImage,
                $"{path}.mimeType is \"{blob.MimeType}\", which {provider.Name} does not take.",
                $"Use {ModelCure.Choice(provider.InputMediaTypes)}."
            );
        }

        var declared = ImageFileFormats.FromMediaType(blob.MimeType);
        if (declared == ImageFileFormat.Unknown)
        {
            return null; // A type whose bytes are not known here, such as image/bmp.
        }

        var start = Start(data, _ => false);
        var format = ImageFileFormats.Recognize(start);
        if (format == ImageFileFormat.Unknown)
        {
            return IsIsoMedia(declared) && MistakenBytes.AreIsoMedia(start) && !MistakenBytes.AreFilm(start)
                ? null
                : NoImage(blob, path, provider);
        }

        return AreOne(format, declared)
            ? null
            : new(
                FailureKind.InvalidInputImage,
                $"{path}.mimeType is \"{blob.MimeType}\", but its bytes are {format.MediaType()}.",
                $"Declare it as \"{format.MediaType()}\"."
            );
    }

    private static NanoBananaException NoImage(Blob blob, string path, ProviderInfo provider)
    {
        var bytes = MistakenBytes.Name(Start(blob.Data!.Value, MistakenBytes.IsBlank));
        var taken = provider.InputMediaTypes.Count > 0 ? provider.InputMediaTypes : KnownTypes;
        return new(
            FailureKind.InvalidInputImage,
            $"{path}.mimeType is \"{blob.MimeType}\", but its bytes are {bytes}; nothing was sent.",
            $"Give the bytes of an image file: {ModelCure.Choice(taken)}."
        );
    }

    private static bool IsIsoMedia(ImageFileFormat format) =>
        format is ImageFileFormat.Heic or ImageFileFormat.Heif or ImageFileFormat.Avif;

    /// <summary>HEIC is a kind of HEIF, and files of both call themselves either.</summary>
    private static bool AreOne(ImageFileFormat left, ImageFileFormat right) =>
        left == right
        || (
            left is ImageFileFormat.Heic or ImageFileFormat.Heif
            && right is ImageFileFormat.Heic or ImageFileFormat.Heif
        );

    private static string Normal(string mediaType) =>
        string.Equals(mediaType, "image/jpg", StringComparison.OrdinalIgnoreCase) ? "image/jpeg" : mediaType;

    /// <summary>The first bytes, behind those to pass over; the rest is not decoded.</summary>
    private static ReadOnlySpan<byte> Start(Base64Data data, Func<byte, bool> isPassedOver)
    {
        var start = new byte[ImageFileFormats.SignatureLength];
        using var bytes = data.OpenRead();
        var length = 0;
        int more;
        while (length < start.Length && (more = bytes.Read(start, length, start.Length - length)) > 0)
        {
            var end = length + more;
            var skipped = 0;
            while (length == 0 && skipped < end && isPassedOver(start[skipped]))
            {
                skipped++;
            }

            start.AsSpan(skipped, end - skipped).CopyTo(start);
            length = end - skipped;
        }

        return start.AsSpan(0, length);
    }
}
