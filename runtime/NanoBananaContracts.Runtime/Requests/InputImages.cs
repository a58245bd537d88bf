using System.Buffers.Text;
using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Looks at the images of a request before they are sent: count, type and signature.</summary>
internal static class InputImages
{
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

    private static bool IsImage(Blob blob) =>
        blob.MimeType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Data that the service would not read, whatever its type: it is no Base64, or has something around it.</summary>
    private static NanoBananaException? Wrapped(Blob blob, string path)
    {
        if (blob.Data is not { IsEmpty: false } data)
        {
            return null;
        }

        var text = data.EncodedText.Span;
        if (text.StartsWith("data:"u8))
        {
            var prefix = data.PrefixLength;
            return NotBase64(
                path,
                prefix > 0
                    ? $"begins with \"{Encoding.UTF8.GetString(text.Slice(0, prefix).ToArray()).Replace("\\/", "/")}\""
                    : "is a data URL",
                " and leave out what stands before it"
            );
        }

        var start = new byte[ImageFormats.SignatureLength];
        try
        {
            var length = Start(data, start);
            return IsEncodedTwice(start.AsSpan(0, length)) ? NotBase64(path, "is encoded twice", " once") : null;
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

    /// <summary>Whether bytes are the Base64 text of an image, or a data URL.</summary>
    private static bool IsEncodedTwice(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("data:"u8))
        {
            return true;
        }

        Span<byte> once = stackalloc byte[ImageFormats.SignatureLength];
        Base64.DecodeFromUtf8(start, once, out _, out var length, isFinalBlock: false);
        return ImageFormats.Recognize(once.Slice(0, length)) != ImageFormat.Unknown;
    }

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

        var format = Recognize(data);
        var declared = ImageFormats.FromMediaType(blob.MimeType);
        return format == ImageFormat.Unknown || declared == ImageFormat.Unknown || AreOne(format, declared)
            ? null
            : new(
                FailureKind.InvalidInputImage,
                $"{path}.mimeType is \"{blob.MimeType}\", but its bytes are {format.MediaType()}.",
                $"Declare it as \"{format.MediaType()}\"."
            );
    }

    /// <summary>HEIC is a kind of HEIF, and files of both call themselves either.</summary>
    private static bool AreOne(ImageFormat left, ImageFormat right) =>
        left == right
        || (left is ImageFormat.Heic or ImageFormat.Heif && right is ImageFormat.Heic or ImageFormat.Heif);

    private static string Normal(string mediaType) =>
        string.Equals(mediaType, "image/jpg", StringComparison.OrdinalIgnoreCase) ? "image/jpeg" : mediaType;

    /// <summary>The format by the first bytes; the rest is not decoded.</summary>
    private static ImageFormat Recognize(Base64Data data)
    {
        var start = new byte[ImageFormats.SignatureLength];
        return ImageFormats.Recognize(start.AsSpan(0, Start(data, start)));
    }

    private static int Start(Base64Data data, byte[] start)
    {
        using var bytes = data.OpenRead();
        var read = 0;
        int more;
        while (read < start.Length && (more = bytes.Read(start, read, start.Length - read)) > 0)
        {
            read += more;
        }

        return read;
    }
}
