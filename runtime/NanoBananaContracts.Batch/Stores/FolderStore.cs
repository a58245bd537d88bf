using System.Security.Cryptography;

namespace NanoBananaContracts.Batch;

/// <summary>Pictures in a folder.</summary>
/// <param name="folder">The folder; it is made when the first picture comes.</param>
public sealed class FolderStore(string folder) : IPictureStore
{
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
        if (File.Exists(target))
        {
            if (await HashAsync(target, cancellationToken).ConfigureAwait(false) == sha256)
            {
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
        var temporary = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}.part");
        try
        {
            await CopyAsync(path, temporary, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, target, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public async Task<StoredPicture?> FindAsync(string stem, CancellationToken cancellationToken = default)
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

        return null;
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
