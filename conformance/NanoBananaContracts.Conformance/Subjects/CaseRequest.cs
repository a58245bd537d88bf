using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Conformance.Subjects;

/// <summary>Writes what a case asks for as a request of the runtime's own types.</summary>
public static class CaseRequest
{
    /// <summary>The request of a task's first turn.</summary>
    /// <param name="task">What is asked for; values that are not documented stay as they were typed.</param>
    public static GenerateContentRequest Of(CaseTask task)
    {
        System.ArgumentNullException.ThrowIfNull(task);
        var images = task.InputImages.Select(image => new Part
        {
            InlineData = new Blob { MimeType = image.MediaType, Data = Base64Data.FromBytes(image.Data.Span) },
        });
        return new GenerateContentRequest
        {
            Contents = [Content.User([Part.FromText(task.Prompt), .. images])],
            Tools = task.GoogleSearch ? [new Tool { GoogleSearch = new GoogleSearch() }] : default,
            GenerationConfig = Config(task),
        };
    }

    private static GenerationConfig? Config(CaseTask task)
    {
        var shaped = task.AspectRatio is not null || task.ImageSize is not null;
        if (task.Modalities is null && !shaped)
        {
            return null;
        }

        return new GenerationConfig
        {
            ResponseModalities = task.Modalities is { } modalities
                ? new ValueList<ResponseModality>([.. modalities.Select(ResponseModality.Parse)])
                : default,
            ImageConfig = shaped
                ? new ImageConfig
                {
                    AspectRatio = task.AspectRatio is { } ratio
                        ? AspectRatio.TryParse(ratio, out var knownRatio)
                            ? knownRatio
                            : AspectRatio.Undocumented(ratio)
                        : null,
                    ImageSize = task.ImageSize is { } size
                        ? ImageSize.TryParse(size, out var knownSize)
                            ? knownSize
                            : ImageSize.Undocumented(size)
                        : null,
                }
                : null,
        };
    }
}
