using SkiaSharp;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>Makes the files of pictures: a few at a time, and each that was made lately only once.</summary>
internal sealed class PictureStudio(int easels, long cacheBytes) : IDisposable
{
    /// <summary>
    /// How many pictures are drawn at once. Drawing keeps a processor busy, so more than there are gain nothing; and a
    /// picture of 4K being drawn holds up to 76 MB of pixels, so that 64 calls in parallel hold no more than four do.
    /// </summary>
    public static readonly int MostEasels = Math.Min(4, Environment.ProcessorCount);

    /// <summary>
    /// The most bytes of files that are kept. A file of 1K has about half a megabyte and one of 4K three: enough for what
    /// a test suite or a demonstration asks for again.
    /// </summary>
    public const long CacheBytes = 64 * 1024 * 1024;

    private readonly SemaphoreSlim easels = new(easels, easels);
    private readonly PictureCache cache = new(cacheBytes);

    /// <summary>The one of this process: memory is bounded for all servers together.</summary>
    public static PictureStudio Shared { get; } = new(MostEasels, CacheBytes);

    /// <summary>Makes a picture, or finds it.</summary>
    /// <param name="order">What the picture follows from.</param>
    /// <param name="cancellationToken">Gives up before drawing, and between drawing and encoding.</param>
    /// <returns>The whole file, which others may hold as well.</returns>
    /// <exception cref="UnreadablePictureException">A picture that is to be edited cannot be decoded.</exception>
    public async Task<ReadOnlyMemory<byte>> MakeAsync(PictureOrder order, CancellationToken cancellationToken)
    {
        var key = order.Key;
        if (cache.Find(key) is { } known)
        {
            return known;
        }

        await this.easels.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Those who waited may have waited for this very picture.
            var file = cache.Find(key);
            if (file is null)
            {
                file = Draw(order, cancellationToken);
                cache.Keep(key, file);
            }

            return file;
        }
        finally
        {
            this.easels.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Dispose();
        this.easels.Dispose();
    }

    private static byte[] Draw(PictureOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // The order of channels that Skia has its quick ways for.
        using var surface =
            SKSurface.Create(
                new SKImageInfo(order.Width, order.Height, SKImageInfo.PlatformColorType, SKAlphaType.Opaque)
            )
            ?? throw new InsufficientMemoryException(
                $"There is no memory for a picture of {order.Width} x {order.Height} pixels."
            );
        float unit = Math.Min(order.Width, order.Height);
        var shape = new SKSize(order.Width / unit, order.Height / unit);
        surface.Canvas.Scale(unit);
        var painting = Painting.Of(order.Prompt, order.Sources, shape);
        painting.Draw(surface.Canvas);
        cancellationToken.ThrowIfCancellationRequested();
        using var pixels = surface.PeekPixels();
        return PictureEncoder.Encode(pixels, order.Format, order.Quality);
    }
}
