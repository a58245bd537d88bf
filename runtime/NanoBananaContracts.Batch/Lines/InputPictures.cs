namespace NanoBananaContracts.Batch;

/// <summary>
/// Pictures to work from. A list mostly names the same few again and again, or each once: the last few that were read are kept.
/// </summary>
internal sealed class InputPictures(string folder)
{
    private const int Most = 16;
    private const long MostCharacters = 32 * 1024 * 1024;

    private readonly Lock turn = new();
    private readonly List<(string Path, Part Part)> kept = [];

    /// <summary>Reads a picture, or takes the one that was read.</summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.InvalidInputImage"/>: it is none, is cut, or cannot be read.</exception>
    public async Task<Part> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string full;
        try
        {
            full = Path.GetFullPath(path, folder);
        }
        catch (ArgumentException exception) // a null character
        {
            throw Unreadable(path, "that is no path", exception);
        }

        lock (turn)
        {
            var at = kept.FindIndex(one => one.Path == full);
            if (at >= 0)
            {
                return kept[at].Part;
            }
        }

        try
        {
            RequireBytes(path, full);
            var part = await Part.FromImageFileAsync(full, cancellationToken).ConfigureAwait(false);
            Keep(full, part);
            return part;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, "there is no such file", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Looks before it is opened: a pipe that nobody writes into, or a device, would be read without end.</summary>
    private static void RequireBytes(string path, string full)
    {
        var file = new FileInfo(full);
        if ((file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { Exists: true, Length: 0 })
        {
            throw Unreadable(path, "it is empty, or no file but a pipe or a device");
        }
    }

    private static NanoBananaException Unreadable(string path, string why, Exception? exception = null) =>
        new(
            FailureKind.InvalidInputImage,
            $"The input image '{path}' cannot be read: {why}.",
            "Correct the path; a relative one begins at the folder of the list.",
            exception
        );

    private void Keep(string path, Part part)
    {
        lock (turn)
        {
            kept.Insert(0, (path, part));
            var length = 0L;
            var keeps = kept.TakeWhile(one =>
                (length += one.Part.InlineData?.Data?.EncodedLength ?? 0) <= MostCharacters
            );
            var count = Math.Min(keeps.Count(), Most);
            kept.RemoveRange(count, kept.Count - count);
        }
    }
}
