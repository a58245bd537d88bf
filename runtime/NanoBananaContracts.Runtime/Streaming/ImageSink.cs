using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <summary>Where the bytes of one arriving image go. Disposing undoes what was not kept.</summary>
internal abstract class ImageSink : IDisposable
{
    /// <summary>Writes the next bytes.</summary>
    public abstract ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>A file beside its destination.</summary>
internal sealed class FileSink(string path) : ImageSink
{
    private readonly AtomicFile file = AtomicFile.Create(path);

    public override ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
    {
        // The page cache takes the bytes at once; handing them to another thread would cost more than writing them.
        file.Write(buffer, 0, count);
        return default;
    }

    /// <summary>Gives the file its name.</summary>
    public string Commit(string destination) => file.Commit(destination);

    public override void Dispose() => file.Dispose();
}

/// <summary>The caller's stream, which can go back to where it stood if the image is not kept.</summary>
internal sealed class StreamSink : ImageSink
{
    private readonly Stream stream;
    private readonly long start;
    private bool settled;

    public StreamSink(Stream stream)
    {
        this.stream = stream;
        start = stream.Position;
    }

    public override async ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteBytesAsync(buffer, count, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.OfStream(exception);
        }
    }

    /// <summary>Leaves what was written.</summary>
    public void Keep() => settled = true;

    /// <summary>Sets the stream back, unless what was written is kept.</summary>
    public override void Dispose()
    {
        if (!settled)
        {
            settled = true;
            stream.Position = start;
            stream.SetLength(start);
        }
    }
}

/// <summary>A file of the system's temporary folder, for what may or may not be the image that is wanted.</summary>
internal sealed class SpoolSink : ImageSink
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"nanobanana-{Guid.NewGuid():N}.part");
    private readonly FileStream file;

    public SpoolSink()
    {
        try
        {
            file = new FileStream(
                path,
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(path, exception);
        }
    }

    public override ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
    {
        try
        {
            file.Write(buffer, 0, count);
            return default;
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(path, exception);
        }
    }

    /// <summary>Copies all of it to the caller's stream.</summary>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        try
        {
            file.Position = 0;
            await file.CopyToAsync(destination, 64 * 1024, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.OfStream(exception);
        }
    }

    public override void Dispose() => file.Dispose();
}
