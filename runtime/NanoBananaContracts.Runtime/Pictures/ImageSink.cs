using System.Buffers;

namespace NanoBananaContracts;

/// <summary>
/// Where the bytes of one arriving image go. Disposing undoes what was not kept, and throws nothing: it runs while a
/// failure is on its way to the caller, which it would hide.
/// </summary>
internal abstract class ImageSink : IDisposable
{
    /// <summary>Writes the next bytes.</summary>
    public abstract ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken);

    /// <summary>Says that all bytes were written.</summary>
    public virtual void Complete() { }

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>A file beside its destination.</summary>
/// <param name="file">The file.</param>
/// <param name="staysOpen">
/// Whether it is open to the end of the reply: the first one is, which keeps the others from being taken for leftovers.
/// </param>
internal sealed class FileSink(AtomicFile file, bool staysOpen) : ImageSink
{
    public override ValueTask WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
    {
        // The page cache takes the bytes at once; handing them to another thread would cost more than writing them.
        file.Write(buffer, 0, count);
        return default;
    }

    /// <summary>The file.</summary>
    public AtomicFile File => file;

    public override void Complete()
    {
        if (!staysOpen)
        {
            file.Close(); // a reply may have a hundred pictures, and a process has a thousand handles
        }
    }

    public override void Dispose() => file.Dispose();
}

/// <summary>A file of the system's temporary folder, for what may or may not be the image that is wanted.</summary>
internal sealed class SpoolSink : ImageSink
{
    private const int BufferLength = 64 * 1024;

    private readonly string path = Path.Combine(Path.GetTempPath(), $"nanobanana-{Guid.NewGuid():N}.part");
    private readonly FileStream file;

    public SpoolSink()
    {
        try
        {
            file = OpenPrivate(path);
            if (TemporaryFile.IsRenamedOpen)
            {
                File.Delete(path); // it needs no name from here on, and leaves nothing if the process is killed
            }
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

    // Others use the temporary folder too, and have no business with the picture.
    private static FileStream OpenPrivate(string path)
    {
#if NET
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) // where the folder is the user's own
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 1,
            FileOptions.DeleteOnClose
        );
#endif
    }

    /// <summary>The open file.</summary>
    public Microsoft.Win32.SafeHandles.SafeFileHandle Handle => file.SafeFileHandle;

    /// <summary>How many bytes it holds.</summary>
    public long Length => file.Length;

    /// <summary>Copies all of it to a stream of the caller's.</summary>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            file.Position = 0;
            int read;
            while ((read = file.Read(buffer, 0, buffer.Length)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await destination.WriteBytesAsync(buffer, read, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes the next bytes of a stream of the caller's, or what there is of them.</summary>
    public async Task CopyFromAsync(Stream source, long count, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            while (count > 0)
            {
                var most = (int)Math.Min(count, buffer.Length);
                var read = await source.ReadBytesAsync(buffer, 0, most, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                await WriteAsync(buffer, read, cancellationToken).ConfigureAwait(false);
                count -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override void Dispose()
    {
        try
        {
            file.Dispose();
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            // What it held was copied, or is not wanted; a file left in the temporary folder hides no failure.
        }
    }
}
