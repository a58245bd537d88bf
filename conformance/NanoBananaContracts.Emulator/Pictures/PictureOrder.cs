using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NanoBananaContracts.Emulator.Pictures;

/// <summary>All that a picture follows from: two orders that are alike give the same file.</summary>
/// <param name="Prompt">Any text, also none.</param>
/// <param name="Sources">The pictures that are edited; none for a picture painted anew.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Format">PNG or JPEG.</param>
internal sealed record PictureOrder(
    string Prompt,
    IReadOnlyList<InputPicture> Sources,
    int Width,
    int Height,
    ImageFileFormat Format
)
{
    /// <summary>The quality of a JPEG, in percent; <see langword="null"/> for the usual one.</summary>
    public int? Quality { get; init; }

    /// <summary>What two orders that are alike have in common, in few characters.</summary>
    public string Key =>
        string.Join(
            '/',
            Sources
                .Select(source => source.Hash)
                .Prepend(Hash(Encoding.UTF8.GetBytes(Prompt)))
                .Append(string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}"))
                .Append(string.Create(CultureInfo.InvariantCulture, $"{Format}{Quality}"))
        );

    /// <summary>The same picture with half as many pixels along each side.</summary>
    public PictureOrder AtHalfSize() => this with { Width = Width / 2, Height = Height / 2 };

    /// <summary>The SHA-256 of something, as text.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));
}
