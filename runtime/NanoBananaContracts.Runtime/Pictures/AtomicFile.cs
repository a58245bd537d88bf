namespace NanoBananaContracts;

/// <summary>
/// A file that comes into being whole or not at all: bytes go to a temporary file beside the destination, which is
/// renamed over the destination by <see cref="Commit"/> and deleted by <see cref="Dispose"/> otherwise.
/// </summary>
/// <remarks>
/// There is no flush to the disk: the promise is that no half-written picture is ever seen under the destination's
/// name, not that a picture survives a power cut.
/// </remarks>
internal sealed class AtomicFile : IDisposable
{
    private readonly string requested;
    private readonly string what;
    private readonly string temporary;
    private readonly Stream content;
    private bool isClosed;
    private bool settled;

    private AtomicFile(string requested, string what, string temporary, Stream content)
    {
        this.what = what;
        this.requested = requested;
        this.temporary = temporary;
        this.content = content;
    }

    /// <summary>How many bytes were written.</summary>
    public long Length { get; private set; }

    /// <summary>Opens the temporary file.</summary>
    /// <param name="path">Where the file shall stand in the end; its folder must exist.</param>
    /// <param name="open">Opens a new file for writing; for tests that fill the disk.</param>
    /// <param name="what">What is written, for failures.</param>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public static AtomicFile Create(
        string path,
        Func<string, Stream>? open = null,
        string what = PictureFileFailure.Picture
    ) => Begin(path, what, TemporaryFile.NewPath, open ?? TemporaryFile.Open);

    /// <summary>Opens one more file for the same place. It may be closed as long as this one is open.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public AtomicFile CreateBeside() =>
        Begin(requested, what, (_, _) => TemporaryFile.NewPathBeside(temporary), TemporaryFile.Open);

    private static AtomicFile Begin(
        string path,
        string what,
        Func<string, string, string> name,
        Func<string, Stream> open
    )
    {
        try
        {
            var full = Path.GetFullPath(path);
            var folder = Path.GetDirectoryName(full);
            var file = Path.GetFileName(full);
            if (folder is null || file.Length == 0 || Directory.Exists(full))
            {
                throw PictureFileFailure.OfFolder(path, what);
            }

            var temporary = name(folder, file);
            return new AtomicFile(path, what, temporary, open(temporary));
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(path, exception, what);
        }
    }

    /// <summary>Writes the next bytes.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            content.Write(buffer, offset, count);
            Length += count;
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(requested, exception, what);
        }
    }

    /// <summary>Writes what <paramref name="write"/> writes.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public async Task WriteAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(content, cancellationToken).ConfigureAwait(false);
            Length = content.Length;
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(requested, exception, what);
        }
    }

    /// <summary>Closes the file, which is written, until it gets its name. Only for one of <see cref="CreateBeside"/>.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public void Close()
    {
        try
        {
            content.Dispose();
            isClosed = true;
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(requested, exception, what);
        }
    }

    /// <summary>Gives the file its name; a file that has this name already is replaced, and its mode kept.</summary>
    /// <param name="destination">The path, in the folder of the one given to <see cref="Create"/>.</param>
    /// <returns><paramref name="destination"/>.</returns>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public string Commit(string destination)
    {
        CommitBy(destination, Rename);
        return destination;
    }

    /// <summary>As <see cref="Commit"/>, and leaves the file that was replaced beside it.</summary>
    /// <returns>Where that file is now, or <see langword="null"/> if there was none.</returns>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public string? CommitKeepingReplaced(string destination)
    {
        string? replaced = null;
        CommitBy(
            destination,
            (from, to) =>
            {
                if (!File.Exists(to))
                {
                    Rename(from, to);
                    return;
                }

                replaced = Path.ChangeExtension(from, "old");
                try
                {
                    File.Replace(from, to, replaced);
                }
                catch (Exception exception) when (PictureFileFailure.Covers(exception) && File.Exists(replaced))
                {
                    // Half done: there is a second name, and on Windows the first may be gone.
                    if (File.Exists(to))
                    {
                        Remove(replaced);
                    }
                    else
                    {
                        Rename(replaced, to);
                    }

                    throw;
                }
            }
        );
        return replaced;
    }

    /// <summary>Refuses a destination that no file can have, or that holds a file nobody may write to.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public static void CheckDestination(string path, string what = PictureFileFailure.Picture)
    {
        var file = new FileInfo(path);
        if (Directory.Exists(path))
        {
            throw PictureFileFailure.OfFolder(path, what);
        }

        if (file.Exists && file.IsReadOnly)
        {
            throw PictureFileFailure.OfReadOnly(path, what);
        }
    }

    /// <summary>Refuses a name that the file system does not take; the one of the temporary file is short.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public static void CheckName(string path)
    {
        try
        {
            File.GetAttributes(path);
        }
        catch (FileNotFoundException)
        {
            // which is what a new file begins as
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(path, exception);
        }
    }

    /// <summary>Whether the file system takes a name.</summary>
    public static bool TakesName(string path)
    {
        try
        {
            CheckName(path);
            return true;
        }
        catch (NanoBananaException)
        {
            return false;
        }
    }

    /// <summary>Deletes the temporary file unless it was committed.</summary>
    public void Dispose()
    {
        if (settled)
        {
            return;
        }

        settled = true;
        try
        {
            // On a full disk closing can fail too; the file must go all the same.
            content.Dispose();
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception)) { }
        finally
        {
            Remove(temporary);
        }
    }

    private void CommitBy(string destination, Action<string, string> rename)
    {
        try
        {
            if (!isClosed)
            {
                content.Flush();
            }

            CheckDestination(destination, what);
            var to = Path.GetFullPath(destination);
            TemporaryFile.TakeMode(temporary, to);
            if (!TemporaryFile.IsRenamedOpen)
            {
                content.Dispose();
            }

            rename(temporary, to);
            settled = true;
            content.Dispose();
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            throw PictureFileFailure.Of(destination, exception, what);
        }

        TemporaryFile.RemoveAbandoned(temporary);
    }

    /// <summary>Renames a file over another, in one step where the system has one.</summary>
    internal static void Rename(string from, string to)
    {
#if NETSTANDARD2_0
        if (File.Exists(to))
        {
            File.Replace(from, to, destinationBackupFileName: null);
        }
        else
        {
            File.Move(from, to);
        }
#else
        File.Move(from, to, overwrite: true);
#endif
    }

    /// <summary>Deletes a file of ours.</summary>
    internal static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (PictureFileFailure.Covers(exception))
        {
            // The failure that led here is on its way to the caller; this one must not hide it.
        }
    }
}
