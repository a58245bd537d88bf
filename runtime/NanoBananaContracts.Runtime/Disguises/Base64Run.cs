namespace NanoBananaContracts;

/// <summary>Runs of Base64 in any text, standard or URL-safe, over lines or not.</summary>
internal static class Base64Run
{
    private const int Shortest = 10;
    private const int LongestLineEnd = 4;

    /// <summary>Finds the next run.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to look from; then where the run ends, its padding left out.</param>
    /// <param name="start">Where it begins.</param>
    public static bool Next(ReadOnlySpan<char> text, ref int at, out int start)
    {
        while (at < text.Length)
        {
            start = at;
            if (SkipDigits(text, ref at) < Shortest)
            {
                at += at == start ? 1 : 0;
                continue;
            }

            while (SkipLineEnd(text, at) is var next && next > at && next < text.Length && IsDigit(text[next]))
            {
                at = next;
                SkipDigits(text, ref at);
            }

            return true;
        }

        start = at;
        return false;
    }

    /// <summary>What a run stands for, each byte as one character; what is no digit is passed over.</summary>
    /// <returns>How many characters were written.</returns>
    public static int Decode(ReadOnlySpan<char> run, Span<char> into)
    {
        int bits = 0,
            count = 0,
            written = 0;
        foreach (var unit in run)
        {
            if (!IsDigit(unit))
            {
                continue;
            }

            bits = ((bits << 6) | Value(unit)) & 0xFFFF;
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                into[written++] = (char)((bits >> count) & 0xFF);
            }
        }

        return written;
    }

    /// <summary>How many characters <see cref="Decode"/> makes of a run.</summary>
    public static int Length(ReadOnlySpan<char> run)
    {
        var digits = 0;
        foreach (var unit in run)
        {
            digits += IsDigit(unit) ? 1 : 0;
        }

        return digits * 6 / 8;
    }

    /// <summary>Whether it is one of ASCII's letters and digits.</summary>
    public static bool IsLetterOrDigit(char unit) =>
        unit is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static int SkipDigits(ReadOnlySpan<char> text, ref int at)
    {
        var start = at;
        while (at < text.Length && IsDigit(text[at]))
        {
            at++;
        }

        return at - start;
    }

    private static int SkipLineEnd(ReadOnlySpan<char> text, int at)
    {
        var next = at;
        while (next < text.Length && next - at < LongestLineEnd && (text[next] is '\r' or '\n'))
        {
            next++;
        }

        return next;
    }

    private static bool IsDigit(char unit) => IsLetterOrDigit(unit) || unit is '+' or '/' or '-' or '_';

    private static int Value(char unit) =>
        unit switch
        {
            >= 'A' and <= 'Z' => unit - 'A',
            >= 'a' and <= 'z' => unit - 'a' + 26,
            >= '0' and <= '9' => unit - '0' + 52,
            '+' or '-' => 62,
            _ => 63,
        };
}
