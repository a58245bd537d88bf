using NanoBananaContracts.Emulator.Pictures;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Emulator;

/// <summary>Holds the pictures and the history in a request to what the service demands of them.</summary>
internal static class InputCheck
{
    /// <summary>What is wrong with the parts of the conversation; <see langword="null"/> where nothing is.</summary>
    public static EmulatedError? Check(GenerateContentRequest request, string model, ProviderInfo provider)
    {
        var images = 0;
        for (var turn = 0; turn < request.Contents.Count; turn++)
        {
            var content = request.Contents[turn];
            for (var at = 0; at < content.Parts.Count; at++)
            {
                var part = content.Parts[at];
                if (part.InlineData is not { } blob)
                {
                    continue;
                }

                images++;
                var error = CheckPicture(blob, turn, at) ?? CheckSignature(content, part, model, turn, at);
                if (error is not null)
                {
                    return error;
                }
            }
        }

        return provider.FindModel(model)?.MaxInputImages is { } most && images > most
            ? EmulatedError.InvalidField(
                "contents",
                $"The request holds {images} pictures; {model} takes {most} at most."
            )
            : null;
    }

    private static EmulatedError? CheckPicture(Blob blob, int turn, int at)
    {
        if (blob.MimeType?.StartsWith("image/", StringComparison.Ordinal) != true)
        {
            return null;
        }

        var picture = PictureInspector.Inspect(blob.Data!.Value);
        var mistake =
            !picture.IsWhole ? picture.Detail
            : (long)picture.Width * picture.Height > InputPicture.MostPixels
                ? InputPicture.TooLarge(picture.Width, picture.Height)
            : null;
        return mistake is null
            ? null
            : EmulatedError.InvalidField(
                $"contents[{turn}].parts[{at}].inline_data",
                $"Unable to process input image at content position {turn}, part position {at}: {mistake}."
            );
    }

    /// <summary>A picture the model made must come back with the signature it was sent with, unchanged.</summary>
    private static EmulatedError? CheckSignature(Content content, Part part, string model, int turn, int at)
    {
        if (content.Role != Role.Model || part.Thought == true || !SigningModels.Has(model))
        {
            return null;
        }

        var place = $"in content position {turn}, part position {at}";
        if (part.ThoughtSignature is not { } signature)
        {
            return EmulatedError.InvalidArgument($"Image part is missing a thought_signature {place}.");
        }

        return ThoughtSignature.IsGenuine(signature.ToArray())
            ? null
            : EmulatedError.InvalidArgument($"Corrupted thought_signature {place}: send it back as it came.");
    }
}
