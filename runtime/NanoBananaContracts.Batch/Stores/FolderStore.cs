using System.Security.Cryptography;

namespace NanoBananaContracts.Batch;

/// <summary>Pictures in a folder.</summary>
/// <param name="folder">The folder; it is made when the first picture comes.</param>
public sealed class FolderStore(string folder) : IPictureStore
{
    // Copies on their way, apart from the pictures: what dead workers left is found without looking through all of these.
    private const string PartFolder = ".part";

    private static readonly string[] Extensions =
    [
        .. Enum.GetValues<ImageFileFormat>().Select(format => format.FileExtension()).Distinct(),
    ];

    // A name is taken also by a folder, or by a link that leads nowhere; no picture has this hash.
    private const string NoPicture = "";

    /// <inheritdoc/>
    public async Task PutAsync(
        string name,
        string path,
        string sha256,
        string mediaType,
        CancellationToken cancellationToken = default
    )
    {
        var target = PathOf(name);
        try
        {
            await StoreAsync(name, target, path, sha256, cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }

    private async Task StoreAsync(
        string name,
        string target,
        string path,
        string sha256,
        CancellationToken cancellationToken
    )
    {
        if (File.Exists(target))
        {
            if (await HashAsync(target, cancellationToken).ConfigureAwait(false) == sha256)
            {
                RemoveParts(name);
                return;
            }

            throw new IOException(
                $"There is another file {target} already. Move it away, or give the line another name."
            );
        }

        Directory.CreateDirectory(folder);
        if (IsBelow(path))
        {
            File.Move(path, target, overwrite: false);
            return;
        }

        // From another disk it would be copied under its name, and be there in part.
        var parts = Directory.CreateDirectory(Path.Combine(folder, PartFolder)).FullName;
        var temporary = Path.Combine(parts, $"{name}.{Guid.NewGuid():N}");
        try
        {
            await CopyAsync(path, temporary, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, target, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }

        RemoveParts(name);
    }

    /// <inheritdoc/>
    public async Task<StoredPicture?> FindAsync(string stem, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var extension in Extensions)
            {
                var path = PathOf(stem + extension);
                if (Directory.Exists(path))
                {
                    return new(stem + extension, NoPicture);
                }

                if (File.Exists(path))
                {
                    return new(stem + extension, await HashAsync(path, cancellationToken).ConfigureAwait(false));
                }
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }

        return null;
    }

    /// <summary>
    /// Removes what workers that died left of a picture, whatever extension it had with them. Its name is taken: a worker that
    /// is only slow could not give it to its copy any more.
    /// </summary>
    private void RemoveParts(string name)
    {
        var parts = Path.Combine(folder, PartFolder);
        if (!Directory.Exists(parts))
        {
            return;
        }

        var stem = Path.GetFileNameWithoutExtension(name);
        foreach (var part in Directory.EnumerateFiles(parts))
        {
            // The last dot is that before the random end.
            var of = Path.GetFileNameWithoutExtension(part);
            if (Path.GetFileNameWithoutExtension(of) != stem || !Extensions.Contains(Path.GetExtension(of)))
            {
                continue;
            }

            try
            {
                File.Delete(part);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's. The picture is there, and this is none.
            }
        }
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
        }
        catch (FileNotFoundException)
        {
            return NoPicture;
        }

        await using (file.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        var source = new FileStream(
            from,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            bufferSize: 1,
            useAsync: true
        );
        await using (source.ConfigureAwait(false))
        {
            var copy = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
            await using (copy.ConfigureAwait(false))
            {
                await source.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
                copy.Flush(flushToDisk: true);
            }
        }
    }

    private bool IsBelow(string path) =>
        !Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal)
        && !Path.IsPathRooted(Path.GetRelativePath(folder, path));

    private string PathOf(string name) =>
        name.AsSpan().IndexOfAny('/', '\\') < 0 && name is not ("" or "." or "..")
            ? Path.Combine(folder, name)
            : throw new ArgumentException($"'{name}' is no name of a picture.", nameof(name));
}
