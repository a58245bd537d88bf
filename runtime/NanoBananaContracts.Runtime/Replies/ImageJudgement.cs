using System.Buffers;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Judges images by decoding them through a small buffer: no image is ever in memory as a whole.</summary>
internal static class ImageJudgement
{
    private const int BufferLength = 64 * 1024;

    internal static ImageVerdict Judge(Blob image) =>
        image.Data is { IsEmpty: false } data ? Judge(data) : OfMissing(image);

    /// <summary>What it means that an image has no text for data.</summary>
    internal static ImageVerdict OfMissing(Blob image)
    {
        var found = new PictureInspector().Complete();
        return image.UnknownFields?.Find("data").ValueKind switch
        {
            JsonValueKind.Array => Rewritten("an array of numbers", found),
            JsonValueKind.Object => Rewritten("an object, as a Buffer is in JSON", found),
            _ => Of(found),
        };
    }

    private static ImageVerdict Judge(Base64Data data)
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
            return OfFault(exception.Fault, exception.Position, data.EncodedText.Span, inspector.Complete());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Of(inspector.Complete());
    }

    /// <summary>What a fault of its Base64 text means for the reply.</summary>
    /// <param name="fault">What is wrong with the text.</param>
    /// <param name="position">Where, in bytes of the text.</param>
    /// <param name="text">The text, or as much of its beginning as tells what it is.</param>
    /// <param name="found">What was found in the bytes before the fault.</param>
    internal static ImageVerdict OfFault(
        Base64Fault fault,
        long position,
        ReadOnlySpan<byte> text,
        PictureInspection found
    )
    {
        // One that has the prefix of a data URL is damaged behind it.
        if (
            fault == Base64Fault.IllegalCharacter
            && position < Base64Wrapping.LongestStart
            && Base64Wrapping.Name(text) is { } name
        )
        {
            return Rewritten(name, found);
        }

        var (kind, detail) =
            fault == Base64Fault.Cut
                ? (FailureKind.TruncatedBase64, $"is cut: its Base64 ends after {position} characters, inside a byte")
                : (FailureKind.CorruptBase64, $"is not Base64: character {position + 1} is illegal");
        return new(kind, detail + ".", found with { Defect = PictureDefect.Damaged, Detail = detail });
    }

    private static ImageVerdict Rewritten(string form, PictureInspection found)
    {
        var detail = $"is not Base64 but {form}";
        return new(
            FailureKind.CorruptBase64,
            detail + ".",
            found with
            {
                Defect = PictureDefect.Damaged,
                Detail = detail,
            },
            IsRewritten: true
        );
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
