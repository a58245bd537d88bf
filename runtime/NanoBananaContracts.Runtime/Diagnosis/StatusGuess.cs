using System.Globalization;

namespace NanoBananaContracts;

/// <summary>The HTTP status of a body that came without one.</summary>
internal static class StatusGuess
{
    internal static int Of(ReadOnlyMemory<byte> body)
    {
        if (BodyShape.IsPage(null, body.Span))
        {
            return InTitle(BodyShape.Title(body.Span)) ?? 200;
        }

        return
            BodyShape.LooksLikeJson(body.Span)
            && ErrorBodyReader.Read(body, anyObject: false)?.Code is { } code and >= 400 and < 600
            ? code
            : 200;
    }

    /// <summary>"502 Bad Gateway" is what proxies put into the title of their pages.</summary>
    private static int? InTitle(string title)
    {
        for (var i = 0; i + 3 <= title.Length; i++)
        {
            var isAlone =
                (i == 0 || !char.IsLetterOrDigit(title[i - 1]))
                && (i + 3 == title.Length || !char.IsLetterOrDigit(title[i + 3]));
            if (
                isAlone
                && int.TryParse(title.Substring(i, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                && status is >= 400 and < 600
            )
            {
                return status;
            }
        }

        return null;
    }
}
