using System.Collections.Concurrent;
using System.Security.Cryptography;
using NanoBananaContracts;

namespace Studio;

/// <summary>A picture that was handed in, before it is part of a turn.</summary>
internal sealed record InputPicture(string Id, KeptPicture Facts, Part Part, byte[] Bytes);

/// <summary>Pictures handed in, by the hash of their bytes. They are in memory: a turn that has one keeps it on disk.</summary>
internal sealed class InputPictures
{
    /// <summary>The largest that is taken. Base64 makes 27 MB of it.</summary>
    public const int MostBytes = 20_000_000;

    private const int Kept = 16;

    private readonly ConcurrentDictionary<string, InputPicture> pictures = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> order = new();

    /// <exception cref="NanoBananaException">The bytes are no whole picture.</exception>
    public InputPicture Add(byte[] bytes)
    {
        var part = Part.FromImage(bytes);
        var found = PictureInspector.Inspect(bytes);
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var picture = new InputPicture(
            id,
            new KeptPicture(id, found.Format.MediaType(), found.Width, found.Height, bytes.Length),
            part,
            bytes
        );
        if (pictures.TryAdd(id, picture))
        {
            order.Enqueue(id);
            while (pictures.Count > Kept && order.TryDequeue(out var oldest))
            {
                pictures.TryRemove(oldest, out _);
            }
        }

        return picture;
    }

    public InputPicture? Find(string id) => pictures.GetValueOrDefault(id);
}
