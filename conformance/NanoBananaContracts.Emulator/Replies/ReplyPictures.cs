using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Emulator;

/// <summary>The files that a reply carries.</summary>
/// <param name="Picture">The picture; empty where none was asked for.</param>
/// <param name="Draft">The same at half the size, before the last thought; empty where no thoughts are shown.</param>
internal sealed record ReplyPictures(ReadOnlyMemory<byte> Picture, ReadOnlyMemory<byte> Draft)
{
    /// <summary>Makes them, before the first byte of the reply: a picture that cannot be read is still a 400.</summary>
    /// <exception cref="UnreadablePictureException">A picture that is to be edited cannot be decoded.</exception>
    public static async Task<ReplyPictures> MakeAsync(EmulatedReply reply, CancellationToken cancellationToken)
    {
        if (!reply.Request.WantsImage || reply.Request.Refusal is not null)
        {
            return new ReplyPictures(default, default);
        }

        var order = new PictureOrder(
            reply.Request.Subject,
            reply.Request.Sources,
            reply.Width,
            reply.Height,
            reply.IsJpeg ? ImageFileFormat.Jpeg : ImageFileFormat.Png
        )
        {
            Quality = reply.IsJpeg ? reply.Request.Quality : null,
        };
        var draft = reply.ShowsThoughts
            ? await PictureStudio.Shared.MakeAsync(order.AtHalfSize(), cancellationToken).ConfigureAwait(false)
            : default;
        return new ReplyPictures(
            await PictureStudio.Shared.MakeAsync(order, cancellationToken).ConfigureAwait(false),
            draft
        );
    }
}
