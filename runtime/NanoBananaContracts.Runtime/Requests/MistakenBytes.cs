using System.Buffers.Text;
using System.Text;

namespace NanoBananaContracts;

/// <summary>What stands where the bytes of an input image should, seen by the first that are not blank.</summary>
internal static class MistakenBytes
{
    private static readonly string[] Films =
    [
        "isom",
        "iso2",
        "iso4",
        "iso5",
        "iso6",
        "mp41",
        "mp42",
        "avc1",
        "M4V",
        "M4A",
        "qt",
        "dash",
    ];

    /// <summary>What is passed over in front: blanks, and the mark of UTF-8.</summary>
    internal static bool IsBlank(byte value) =>
        value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF;

    /// <summary>Whether bytes are the Base64 text of a file that would be input itself, or a data URL.</summary>
    internal static bool AreEncodedTwice(ReadOnlySpan<byte> start)
    {
        start = Unquoted(start);
        if (start.StartsWith("data:"u8))
        {
            return true;
        }

        Span<byte> once = stackalloc byte[ImageFileFormats.SignatureLength];
        Base64.DecodeFromUtf8(start, once, out _, out var length, isFinalBlock: false);
        once = once.Slice(0, length);
        return ImageFileFormats.Recognize(once) != ImageFileFormat.Unknown || once.StartsWith("%PDF-"u8);
    }

    /// <summary>What the bytes are that are of no image format known here, as the end of a sentence.</summary>
    internal static string Name(ReadOnlySpan<byte> start) =>
        start.IsEmpty ? "nothing but blanks"
        : start.StartsWith("<svg"u8) || start.StartsWith("<?xml"u8) ? "XML"
        : start[0] == (byte)'<' && start.Length > 1 && (start[1] | 0x20) is >= 'a' and <= 'z' or '!' ? "HTML"
        : start[0] is (byte)'{' or (byte)'[' ? "JSON"
        : start.StartsWith("http://"u8) || start.StartsWith("https://"u8) ? "an address"
        : start.StartsWith("version https://git-lfs"u8) ? "a pointer of Git LFS in place of the file"
        : start.StartsWith("%PDF-"u8) ? "a PDF document"
        : start.StartsWith("BM"u8) && !IsText(start) ? "a BMP image"
        : start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) ? "a TIFF image"
        : start.StartsWith("PK\x03\x04"u8) ? "a ZIP archive"
        : start is [0x1F, 0x8B, ..] ? "compressed by gzip"
        : AreIsoMedia(start) ? $"ISO media of the brand {Brand(start.Slice(8))}"
        : IsText(start) ? "text"
        : "of no known format and begin with " + Hexadecimal(start.Slice(0, Math.Min(start.Length, 4)));

    /// <summary>Whether bytes are the container of HEIC, HEIF and AVIF, whose brands are more than are known here.</summary>
    internal static bool AreIsoMedia(ReadOnlySpan<byte> start) =>
        start.Length >= 8 && start.Slice(4, 4).SequenceEqual("ftyp"u8);

    /// <summary>Whether they are that container, with a film in it: no image, whatever it is declared to be.</summary>
    internal static bool AreFilm(ReadOnlySpan<byte> start) =>
        AreIsoMedia(start) && Array.IndexOf(Films, Brand(start.Slice(8))) >= 0;

    /// <summary>Four letters, <c>isom</c> say, as far as they are there.</summary>
    private static string Brand(ReadOnlySpan<byte> bytes)
    {
        var brand = bytes.Slice(0, Math.Min(bytes.Length, 4));
        return IsText(brand) ? Encoding.ASCII.GetString(brand.ToArray()).Trim() : Hexadecimal(brand);
    }

    /// <summary>Without quotation marks in front, and without Python's <c>b</c> before them.</summary>
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> start)
    {
        var rest = start is [(byte)'b', (byte)'\'' or (byte)'"', ..] ? start.Slice(1) : start;
        return rest is [(byte)'\'' or (byte)'"', ..] ? rest.Slice(1) : rest;
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (var value in start)
        {
            if (value is < (byte)' ' and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or 0x7F)
            {
                return false;
            }
        }

        return !start.IsEmpty && start[0] is < 0x80 or (>= 0xC2 and <= 0xF4);
    }

    private static string Hexadecimal(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes.ToArray());
}
