using Microsoft.Extensions.Caching.Memory;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>The files of pictures made lately, up to a number of bytes; those not asked for longest go first.</summary>
internal sealed class PictureCache(long largestBytes) : IDisposable
{
    private readonly MemoryCache files = new(
        new MemoryCacheOptions
        {
            SizeLimit = largestBytes,
            // A picture that no longer fits is not kept; a quarter is let go of, so that the next does.
            CompactionPercentage = 0.25,
        }
    );

    /// <summary>The file of a picture, or <see langword="null"/>.</summary>
    /// <param name="key">The <see cref="PictureOrder.Key"/> of its order.</param>
    public byte[]? Find(string key) => files.Get<byte[]>(key);

    /// <summary>Keeps the file of a picture where there is room.</summary>
    /// <param name="key">The <see cref="PictureOrder.Key"/> of its order.</param>
    /// <param name="file">Which nobody changes.</param>
    public void Keep(string key, byte[] file) =>
        files.Set(key, file, new MemoryCacheEntryOptions { Size = file.Length });

    /// <inheritdoc/>
    public void Dispose() => files.Dispose();
}
