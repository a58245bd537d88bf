using System.Globalization;

namespace NanoBananaContracts.Serialization;

/// <summary>Fractions of a second as proto3 JSON writes them: 0, 3, 6 or 9 digits; any 1 to 9 are read.</summary>
internal static class SecondFraction
{
    /// <summary>Reads an optional fraction.</summary>
    /// <param name="text">Text.</param>
    /// <param name="position">Where the point would be; moves behind the digits.</param>
    /// <param name="nanoseconds">The fraction.</param>
    /// <returns>False for a point without digits, or more than nine.</returns>
    public static bool TryRead(string text, ref int position, out int nanoseconds)
    {
        nanoseconds = 0;
        if (position >= text.Length || text[position] != '.')
        {
            return true;
        }

        position++;
        var digits = 0;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            if (++digits > 9)
            {
                return false;
            }

            nanoseconds = (nanoseconds * 10) + (text[position++] - '0');
        }

        for (var i = digits; i < 9; i++)
        {
            nanoseconds *= 10;
        }

        return digits > 0;
    }

    /// <summary>The point and the digits; nothing for zero.</summary>
    public static string Write(int nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "";
        }

        var digits = nanoseconds.ToString("D9", CultureInfo.InvariantCulture);
        var length =
            nanoseconds % 1_000_000 == 0 ? 3
            : nanoseconds % 1_000 == 0 ? 6
            : 9;
        return "." + digits.Substring(0, length);
    }
}
