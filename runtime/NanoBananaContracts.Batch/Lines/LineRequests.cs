namespace NanoBananaContracts.Batch;

/// <summary>Makes the request of a line.</summary>
/// <param name="imageFolder">The folder that relative paths of pictures begin at.</param>
public sealed class LineRequests(string imageFolder)
{
    private readonly InputPictures pictures = new(imageFolder);

    /// <summary>The request that each picture of the line is made by.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cancellationToken">Stops reading pictures.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidInputImage"/>: a picture to work from is none, is cut, or cannot be read.
    /// </exception>
    public async Task<GenerateContentRequest> CreateAsync(BatchLine line, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(line);
        var images = new List<Part>(line.Images.Count);
        foreach (var image in line.Images)
        {
            images.Add(await ReadAsync(image, cancellationToken).ConfigureAwait(false));
        }

        return Of(line, images);
    }

    /// <summary>Reads a picture to work from.</summary>
    internal Task<Part> ReadAsync(string image, CancellationToken cancellationToken) =>
        pictures.ReadAsync(image, cancellationToken);

    /// <summary>The request of a line, with pictures that were read.</summary>
    internal static GenerateContentRequest Of(BatchLine line, IEnumerable<Part> images)
    {
        // A value that nobody documented is the check's to refuse, which says what there is instead.
        AspectRatio? ratio =
            line.AspectRatio is not { } someRatio ? null
            : AspectRatio.TryParse(someRatio, out var knownRatio) ? knownRatio
            : AspectRatio.Undocumented(someRatio);
        ImageSize? size =
            line.ImageSize is not { } someSize ? null
            : ImageSize.TryParse(someSize, out var knownSize) ? knownSize
            : ImageSize.Undocumented(someSize);
        return new GenerateContentRequest
        {
            Model = line.Model,
            Contents = [Content.User([Part.FromText(line.Prompt), .. images])],
            GenerationConfig = GenerationConfig.ForImage(ratio, size),
        };
    }
}
