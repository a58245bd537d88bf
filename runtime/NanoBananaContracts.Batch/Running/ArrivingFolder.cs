using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Batch;

/// <summary>
/// The folder of pictures that are arriving. The name of each says which attempt at which item it is, so that whoever finds it
/// after a kill knows whose it is.
/// </summary>
internal sealed partial class ArrivingFolder(string folder)
{
    private const int BufferLength = 64 * 1024;

    /// <summary>Makes it, where it is not there yet.</summary>
    /// <exception cref="BatchException">It cannot be made.</exception>
    public void Make()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchException($"The folder {folder} cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>Where the picture of a claim arrives, without its extension.</summary>
    public string PathOf(BatchClaim claim) =>
        Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"{claim.Item.Line}-{claim.Item.Picture}-{claim.Attempt}")
        );

    /// <summary>What lies there.</summary>
    public IReadOnlyList<string> Files() => Directory.GetFiles(folder);

    /// <summary>Whose picture a file is; <see langword="null"/> where it is none, as it is while it is written.</summary>
    public static (BatchItem Item, int Attempt)? OwnerOf(string path)
    {
        var match = NameOfAttempt().Match(Path.GetFileName(path));
        return
            match.Success
            && int.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var line)
            && int.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out var picture)
            && int.TryParse(match.Groups[3].Value, CultureInfo.InvariantCulture, out var attempt)
            ? (new BatchItem(line, picture), attempt)
            : null;
    }

    /// <summary>Looks at the bytes of a picture, and has them on the disk when it returns.</summary>
    public static (PictureInspection Picture, string Sha256) Inspect(string path)
    {
        // Only who may write can have bytes written to the disk, on some systems.
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var inspector = new PictureInspector();
        var buffer = new byte[BufferLength];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            inspector.Append(buffer.AsSpan(0, read));
        }

        file.Flush(flushToDisk: true);
        return (inspector.Complete(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [GeneratedRegex(@"\A([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,9})\.[a-z]{1,4}\z")]
    private static partial Regex NameOfAttempt();
}
