using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>Where the images of a reply are wanted: which of them, and what becomes of each that arrives.</summary>
internal abstract class ImageDestination
{
    /// <summary>Opens a sink for an image that begins to arrive; which one it is nobody knows yet.</summary>
    /// <param name="number">How many came before it.</param>
    public abstract ImageSink Open(int number);

    /// <summary>The images to keep, now that all have come; at least one.</summary>
    public virtual IReadOnlyList<Part> Wanted(ReplyImages images) => [images.Final!];

    /// <summary>Keeps an image that is whole.</summary>
    /// <param name="image">The image.</param>
    /// <param name="number">Its number among those to keep, from 1.</param>
    /// <param name="cancellationToken">Stops keeping it.</param>
    /// <returns>The path it has now, or <see langword="null"/>.</returns>
    public abstract Task<string?> KeepAsync(ArrivingImage image, int number, CancellationToken cancellationToken);
}

/// <summary>The final image, in one file.</summary>
internal class FileDestination(string path) : ImageDestination
{
    public override ImageSink Open(int number) => new FileSink(path);

    public override Task<string?> KeepAsync(ArrivingImage image, int number, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(Commit(image, path));

    protected static string Commit(ArrivingImage image, string path) =>
        ((FileSink)image.Sink).Commit(PicturePath.For(path, image.Verdict.Inspection.Format));
}

/// <summary>Every image that is no draft, in files with numbers.</summary>
internal sealed class NumberedFileDestination(string path) : FileDestination(path)
{
    private readonly string path = path;

    public override IReadOnlyList<Part> Wanted(ReplyImages images)
    {
        var results = images
            .Parts.Where(part => !ReplyImages.IsDraft(part) && part.InlineData!.Data is { IsEmpty: false })
            .ToArray();
        return results.Length > 0 ? results : base.Wanted(images);
    }

    public override Task<string?> KeepAsync(ArrivingImage image, int number, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(Commit(image, PicturePath.Numbered(path, number)));
}

/// <summary>The final image, in the caller's stream.</summary>
internal sealed class StreamDestination(Stream stream) : ImageDestination
{
    private Action? setBack;
    private Action? keep;

    // Only the first image goes straight to the stream: what comes behind the final image must not touch it.
    public override ImageSink Open(int number)
    {
        if (number > 0 || !stream.CanSeek)
        {
            return new SpoolSink();
        }

        var direct = new StreamSink(stream);
        (setBack, keep) = (direct.Dispose, direct.Keep);
        return direct;
    }

    public override async Task<string?> KeepAsync(ArrivingImage image, int number, CancellationToken cancellationToken)
    {
        if (image.Sink is SpoolSink spool)
        {
            setBack?.Invoke(); // the first image was not the final one
            await spool.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            keep!();
        }

        return null;
    }
}
