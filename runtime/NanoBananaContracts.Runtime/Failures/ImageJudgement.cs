using System;
using System.Buffers;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Judges images by decoding them through a small buffer: no image is ever in memory as a whole.</summary>
internal static class ImageJudgement
{
    private const int BufferLength = 64 * 1024;

    internal static ImageVerdict Judge(Blob image) =>
        image.Data is { IsEmpty: false } data ? Judge(data) : Of(new PictureInspector().Complete());

    internal static ImageVerdict Judge(Base64Data data)
    {
        var inspector = new PictureInspector();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            using var bytes = data.OpenRead();
            int read;
            while ((read = bytes.Read(buffer, 0, buffer.Length)) > 0)
            {
                inspector.Append(buffer.AsSpan(0, read));
            }
        }
        catch (Base64FormatException exception)
        {
            var (kind, detail) =
                exception.Fault == Base64Fault.Cut
                    ? (
                        FailureKind.TruncatedBase64,
                        $"is cut: its Base64 ends after {data.EncodedLength} characters, inside a byte"
                    )
                    : (
                        FailureKind.CorruptBase64,
                        $"is not Base64: character {exception.Position + 1} of {data.EncodedLength} is illegal"
                    );
            return new(
                kind,
                detail + ".",
                inspector.Complete() with
                {
                    Defect = PictureDefect.Damaged,
                    Detail = detail,
                }
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Of(inspector.Complete());
    }

    /// <summary>What an inspection means for the reply.</summary>
    internal static ImageVerdict Of(PictureInspection found) =>
        found.Defect switch
        {
            PictureDefect.None => new(null, "is whole.", found),
            PictureDefect.Empty => new(FailureKind.EmptyImage, "has no data.", found),
            PictureDefect.Unrecognized => new(
                FailureKind.UnrecognizedImage,
                $"is of no known format: {found.Detail}.",
                found
            ),
            PictureDefect.Cut => new(
                FailureKind.TruncatedImage,
                $"is cut, although its Base64 is sound: {found.Detail}.",
                found
            ),
            _ => new(FailureKind.TruncatedImage, $"is damaged, although its Base64 is sound: {found.Detail}.", found),
        };
}
