using System.Text;

namespace NanoBananaContracts;

/// <summary>Decides the name of a picture file: the extension follows the bytes, not the wish.</summary>
internal static class PicturePath
{
    private static readonly ImageFileFormat[] SentFormats =
    [
        ImageFileFormat.Png,
        ImageFileFormat.Jpeg,
        ImageFileFormat.WebP,
    ];

    /// <summary>The path to write a picture to.</summary>
    /// <param name="path">The wish: <c>fox</c>, <c>fox.png</c>, <c>out/fox.v2</c>.</param>
    /// <param name="format">What the bytes are.</param>
    /// <returns>
    /// The wish itself where its extension is one of the format's; with the extension replaced where it is that of
    /// another picture format; else with the format's extension appended.
    /// </returns>
    public static string For(string path, ImageFileFormat format)
    {
        var promised = ImageFileFormats.FromFileExtension(Path.GetExtension(path));
        if (promised == format)
        {
            return path;
        }

        return promised == ImageFileFormat.Unknown
            ? path + format.FileExtension()
            : Path.ChangeExtension(path, format.FileExtension());
    }

    /// <summary>The path of one of several pictures: <c>fox</c> becomes <c>fox-1</c>, <c>fox.png</c> <c>fox-1.png</c>.</summary>
    public static string Numbered(string path, int number)
    {
        var extension = Path.GetExtension(path);
        return ImageFileFormats.FromFileExtension(extension) == ImageFileFormat.Unknown
            ? FormattableString.Invariant($"{path}-{number}")
            : FormattableString.Invariant($"{path.Substring(0, path.Length - extension.Length)}-{number}{extension}");
    }

    /// <summary>
    /// The path for a picture that has come, and is paid for: where the file system takes no name with that extension or
    /// number, but took the one that was looked at before the call, what stands before them is shortened.
    /// </summary>
    /// <param name="path">The wish, which <see cref="CheckDestination"/> has looked at, with the number 1 if it has one.</param>
    /// <param name="number">The number of the picture, if there are several.</param>
    /// <param name="format">What the bytes are.</param>
    public static string Fitting(string path, int? number, ImageFileFormat format)
    {
        var wish = number is { } its ? Numbered(path, its) : path;
        var result = For(wish, format);
        if (AtomicFile.TakesName(result))
        {
            return result;
        }

        var most = NameLength(LookedAt(number is null ? path : Numbered(path, 1)));
        var ending = (number is null ? "" : FormattableString.Invariant($"-{number}")) + Path.GetExtension(result);
        var stem = result.Substring(0, result.Length - ending.Length);
        while (NameLength(stem + ending) > most && Path.GetFileName(stem).Length > 1)
        {
            stem = stem.Substring(0, stem.Length - (char.IsLowSurrogate(stem[stem.Length - 1]) ? 2 : 1));
        }

        return stem + ending;
    }

    /// <summary>The name that is looked at before the call.</summary>
    private static string LookedAt(string path) =>
        ImageFileFormats.FromFileExtension(Path.GetExtension(path)) == ImageFileFormat.Unknown
            ? For(path, SentFormats[0])
            : path;

    // In what the file systems of Unix and Windows count.
    private static int NameLength(string path) =>
        Path.DirectorySeparatorChar == '/'
            ? Encoding.UTF8.GetByteCount(Path.GetFileName(path))
            : Path.GetFileName(path).Length;

    /// <summary>Refuses what cannot be a file, before anything is sent and so before anything is billed.</summary>
    /// <exception cref="ArgumentException">There is no path.</exception>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>: it names a folder.</exception>
    public static void Check(string path, string parameter)
    {
        if (path is null)
        {
            throw new ArgumentNullException(parameter);
        }

        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("The path is empty.", parameter);
        }

        // Also where the name that is written would be another: who names a folder wants the picture in it.
        if (Path.GetFileName(path).Trim() is "" or "." or ".." || Directory.Exists(path))
        {
            throw PictureFileFailure.OfFolder(path);
        }
    }

    /// <summary>
    /// Refuses, before anything is billed, a folder that cannot be written to and a place that cannot be replaced. The
    /// format is not known yet, so it is looked for under the extensions of those that the services send.
    /// </summary>
    /// <exception cref="NanoBananaException"><see cref="FailureKind.FileNotWritten"/>.</exception>
    public static void CheckDestination(string path)
    {
        AtomicFile.Create(path).Dispose();
        foreach (var format in SentFormats)
        {
            AtomicFile.CheckDestination(For(path, format));
        }

        AtomicFile.CheckName(LookedAt(path));
        AtomicFile.CheckDestination(LookedAt(path));
    }
}
