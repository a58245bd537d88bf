using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>NBS016: pictures become small ones of the same format and shape; other long strings become short ones.</summary>
/// <remarks>
/// A picture belongs to whoever made it, and 30 MB belong in no repository. What a client can tell from a picture, its
/// format, its shape and whether it is whole, is kept; its true size and hash are noted.
/// </remarks>
internal sealed partial class PictureSanitizer() : Sanitizer("NBS016", "pictures and other long strings")
{
    private const int LongestSide = 32;

    // "signature", in Base64: short, and Base64 as every signature is.
    private const string ShortText = "c2lnbmF0dXJl";

    /// <inheritdoc/>
    public override void Apply(RecordedExchange exchange)
    {
        exchange.RequestBody = Replace(exchange, exchange.RequestBody, []);
        exchange.ResponseBody = Replace(exchange, exchange.ResponseBody, exchange.Pictures);
    }

    private string Replace(RecordedExchange exchange, string body, List<ReplacedPicture> pictures)
    {
        var times = 0;
        var result = LongOrPicture.Replace(
            body,
            match =>
            {
                var isCut = match.Index + match.Length == body.Length;
                var small = exchange.Elided.TryGetValue(match.Value, out var elided)
                    ? Small(elided.Picture, elided.Sha256, isCut, pictures)
                    : SmallOfShort(match.Value, pictures);
                times += small is null ? 0 : 1;
                return small ?? match.Value;
            }
        );
        exchange.Note(Id, times);
        return result;
    }

    /// <summary>What stands for a string that was kept because it is short; null where it is no picture.</summary>
    private static string? SmallOfShort(string text, List<ReplacedPicture> pictures)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/'), bytes, out var length))
        {
            return null;
        }

        var picture = PictureInspector.Inspect(bytes.AsSpan(0, length));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length)));
        return picture.Format == ImageFileFormat.Unknown ? null : Small(picture, hash, isCut: false, pictures);
    }

    private static string Small(PictureInspection? picture, string? hash, bool isCut, List<ReplacedPicture> pictures)
    {
        if (picture is null || picture.Format == ImageFileFormat.Unknown)
        {
            return ShortText;
        }

        pictures.Add(
            new ReplacedPicture(picture.Format.MediaType(), picture.Width, picture.Height, picture.Length, hash ?? "")
        );
        var small = Paint(picture, pictures.Count);
        // A picture that came cut, or broken off with the body, must stay so: that is what the case is about.
        return isCut ? small[..(small.Length / 2)]
            : picture.Defect == PictureDefect.Cut ? small[..(small.Length / 2 / 4 * 4)]
            : small;
    }

    private static string Paint(PictureInspection picture, int number)
    {
        var longest = Math.Max(1, Math.Max(picture.Width, picture.Height));
        var width = Math.Max(1, picture.Width * LongestSide / longest);
        var height = Math.Max(1, picture.Height * LongestSide / longest);
        return Convert.ToBase64String(
            picture.Format switch
            {
                ImageFileFormat.Jpeg => SamplePicture.Jpeg(width, height, number),
                ImageFileFormat.WebP => SamplePicture.WebP(width, height, number),
                _ => SamplePicture.Png(width, height, number),
            }
        );
    }

    /// <summary>A placeholder, or a string under <c>data</c> that was kept but is long enough to be a picture.</summary>
    [GeneratedRegex(
        """elided-[0-9a-f]{32}-[0-9]+|(?<="data"\s*:\s*")[A-Za-z0-9+/_=-]{32,}(?=")""",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex LongOrPicture { get; }
}
