using System;
using System.Threading;
using System.Threading.Tasks;

namespace NanoBananaContracts;

/// <content>Saving to a file.</content>
public sealed partial class GeneratedImage
{
    /// <summary>
    /// Saves the picture: whole or not at all, through a temporary file in the same folder. A file of the same name is
    /// replaced.
    /// </summary>
    /// <param name="path">
    /// Where to. The extension follows the bytes: <c>fox</c> becomes <c>fox.jpg</c> when the picture is a JPEG, and so
    /// does <c>fox.png</c>; <c>fox.jpeg</c> stays, and <c>fox.v2</c> becomes <c>fox.v2.jpg</c>.
    /// </param>
    /// <param name="cancellationToken">Stops writing; nothing is left behind.</param>
    /// <returns>The path that was written.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> has no file name.</exception>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.FileNotWritten"/>: the folder does not exist, may not be written to, or is full;
    /// <see cref="FailureKind.TruncatedImage"/>: this is a draft that is cut.
    /// </exception>
    public async Task<string> SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        PicturePath.Check(path, nameof(path));
        if (!IsWhole)
        {
            throw new NanoBananaException(
                FailureKind.TruncatedImage,
                $"This image is not whole ({inspection.Detail}); nothing was written.",
                "Take the final image of the reply, or write the bytes of this one yourself."
            );
        }

        var destination = PicturePath.For(path, Format);
        using var file = AtomicFile.Create(destination);
        await file.WriteAsync(Data.CopyToAsync, cancellationToken).ConfigureAwait(false);
        return file.Commit(destination);
    }
}
