namespace NanoBananaContracts;

/// <summary>Where the images of a reply are wanted: which of them, and what becomes of each that arrives.</summary>
internal abstract class ImageDestination
{
    /// <summary>Opens a sink for an image that begins to arrive; which one it is nobody knows yet.</summary>
    /// <param name="number">How many came before it.</param>
    public abstract ImageSink Open(int number);

    /// <summary>The images to keep, now that all have come; at least one.</summary>
    public virtual IReadOnlyList<Part> Wanted(ImageParts images) => [images.Final!];

    /// <summary>Keeps images that are whole: all of them, or none.</summary>
    /// <param name="images">The images that are wanted.</param>
    /// <param name="cancellationToken">Stops keeping them.</param>
    /// <returns>For each the path it has now, or <see langword="null"/>.</returns>
    public abstract Task<string?[]> KeepAsync(IReadOnlyList<ArrivingImage> images, CancellationToken cancellationToken);
}

/// <summary>The final image, in one file.</summary>
internal class FileDestination(string path) : ImageDestination
{
    private AtomicFile? first;

    public override ImageSink Open(int number)
    {
        var file = number == 0 || first is null ? first = AtomicFile.Create(path) : first.CreateBeside();
        return new FileSink(file, staysOpen: file == first);
    }

    public override Task<string?[]> KeepAsync(IReadOnlyList<ArrivingImage> images, CancellationToken cancellationToken)
    {
        var files = new (AtomicFile File, string Destination)[images.Count];
        for (var at = 0; at < files.Length; at++)
        {
            var format = images[at].Verdict.Inspection.Format;
            files[at] = (((FileSink)images[at].Sink).File, PicturePath.Fitting(path, Number(at + 1), format));
        }

        // Backwards: while the first one is locked, nobody takes the others for leftovers.
        AtomicFileSet.Commit([.. Enumerable.Reverse(files)]);
        return Task.FromResult(Array.ConvertAll(files, file => (string?)file.Destination));
    }

    /// <summary>The number that the name of one of the images has, by its number from 1.</summary>
    protected virtual int? Number(int number) => null;
}

/// <summary>Every image that is no draft, in files with numbers.</summary>
internal sealed class NumberedFileDestination(string path) : FileDestination(path)
{
    public override IReadOnlyList<Part> Wanted(ImageParts images)
    {
        var results = images
            .Parts.Where(part => !ImageParts.IsDraft(part) && part.InlineData!.Data is { IsEmpty: false })
            .ToArray();
        return results.Length > 0 ? results : base.Wanted(images);
    }

    protected override int? Number(int number) => number;
}

/// <summary>
/// The final image, in a stream that the caller opens, or has open, and that nothing touches before the image is known to
/// be whole.
/// </summary>
internal sealed class StreamDestination(Func<PictureInspection, Stream> open) : ImageDestination
{
    public override ImageSink Open(int number) => new SpoolSink();

    public override async Task<string?[]> KeepAsync(
        IReadOnlyList<ArrivingImage> images,
        CancellationToken cancellationToken
    )
    {
        var stream = open(images[0].Verdict.Inspection);
        if (stream is not { CanWrite: true })
        {
            throw new NanoBananaException(
                FailureKind.FileNotWritten,
                "The image is whole, and the stream that was opened for it cannot be written to.",
                "Return a stream that can."
            );
        }

        using var write = new StreamWrite(stream);
        await write.RunAsync((SpoolSink)images[0].Sink, cancellationToken).ConfigureAwait(false);
        return [null];
    }
}
