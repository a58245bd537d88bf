using System.Buffers.Text;
using System.Globalization;

namespace NanoBananaContracts.Serialization;

/// <summary>Texts of JSON numbers.</summary>
internal static class NumberText
{
    /// <summary>Longest text <see cref="Write"/> makes.</summary>
    public const int MaxLength = 32;

    /// <summary>True when writing <paramref name="value"/> gives a number equal, as a decimal, to <paramref name="text"/>.</summary>
    public static bool IsRepeatedBy(ReadOnlySpan<byte> text, double value)
    {
        // Fifteen digits always survive a double; with an exponent it may still be too small for one.
        if (text.Length <= 15 && text.IndexOfAny((byte)'e', (byte)'E') < 0)
        {
            return true;
        }

        Span<byte> written = stackalloc byte[MaxLength];
        return SameDecimal(text, written.Slice(0, Write(value, written)));
    }

    /// <summary>Writes the shortest text that reads back as the same number.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    public static int Write(double value, Span<byte> destination)
    {
#if NET
        Utf8Formatter.TryFormat(value, destination, out var written);
        return written;
#else
        // The .NET Framework's "R" sometimes does not read back; seventeen digits always do.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) != value)
        {
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        }

        for (var i = 0; i < text.Length; i++)
        {
            destination[i] = (byte)text[i];
        }

        return text.Length;
#endif
    }

    /// <summary>Compares two JSON numbers as decimals of any length.</summary>
    public static bool SameDecimal(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var leftDigits = Significant(left, out var leftExponent, out var leftNegative);
        var rightDigits = Significant(right, out var rightExponent, out var rightNegative);
        return leftNegative == rightNegative
            && string.Equals(leftDigits, rightDigits, StringComparison.Ordinal)
            && (leftDigits.Length == 0 || leftExponent == rightExponent);
    }

    /// <summary>Digits without zeros at either end, and the power of ten of the last one.</summary>
    private static string Significant(ReadOnlySpan<byte> text, out long exponent, out bool negative)
    {
        exponent = 0;
        negative = text[0] == '-';
        var digits = new char[text.Length];
        var count = 0;
        var afterPoint = false;
        for (var i = negative ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                afterPoint = true;
            }
            else if (text[i] is (byte)'e' or (byte)'E')
            {
                exponent += ReadExponent(text.Slice(i + 1));
                break;
            }
            else
            {
                digits[count] = (char)text[i];
                count += count == 0 && text[i] == '0' ? 0 : 1;
                exponent -= afterPoint ? 1 : 0;
            }
        }

        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
            exponent++;
        }

        return new string(digits, 0, count);
    }

    private static long ReadExponent(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        long value = 0;
        foreach (var digit in text.Slice(text[0] is (byte)'-' or (byte)'+' ? 1 : 0))
        {
            // No double lives beyond; stopping here keeps the sum from overflowing.
            value = Math.Min((value * 10) + (digit - '0'), 1_000_000_000);
        }

        return negative ? -value : value;
    }
}
