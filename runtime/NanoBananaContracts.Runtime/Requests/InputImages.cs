using System.Buffers;
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
                if (content.Parts[at].InlineData is not { } blob || !IsImage(blob))
                {
                    continue;
                }

                // What the model made itself goes back as it came, drafts and odd types included.
                if (content.Role == Role.Model)
                {
                    continue;
                }

                count++;
                if (Problem(blob, $"contents[{turn}].parts[{at}].inlineData", provider) is { } problem)
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
        var start = ArrayPool<byte>.Shared.Rent(ImageFormats.SignatureLength);
        try
        {
            using var bytes = data.OpenRead();
            var read = 0;
            int more;
            while (
                read < ImageFormats.SignatureLength
                && (more = bytes.Read(start, read, ImageFormats.SignatureLength - read)) > 0
            )
            {
                read += more;
            }

            return ImageFormats.Recognize(start.AsSpan(0, read));
        }
        catch (Base64FormatException)
        {
            return ImageFormat.Unknown; // The contract's own check reports it with its place.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(start);
        }
    }
}
