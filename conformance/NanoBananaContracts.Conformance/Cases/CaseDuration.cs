using System.Globalization;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>Lengths of time as case files write them: a number and <c>ms</c>, <c>s</c> or <c>m</c>.</summary>
public static class CaseDuration
{
    /// <summary>Reads <c>"20s"</c>, <c>"250ms"</c> or <c>"1.5m"</c>.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="value">The length of time, never negative and at most a day.</param>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse(string text, out TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        var (unit, length) =
            text.EndsWith("ms", StringComparison.Ordinal) ? (TimeSpan.FromMilliseconds(1), 2)
            : text.EndsWith('s') ? (TimeSpan.FromSeconds(1), 1)
            : text.EndsWith('m') ? (TimeSpan.FromMinutes(1), 1)
            : (default, 0);
        if (
            length == 0
            || !double.TryParse(
                text.AsSpan(0, text.Length - length),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            || number * unit.TotalSeconds > TimeSpan.SecondsPerDay
        )
        {
            return false;
        }

        value = TimeSpan.FromSeconds(number * unit.TotalSeconds);
        return true;
    }

    /// <summary>Writes a length of time in the largest unit that keeps it whole: <c>20s</c>, <c>250ms</c>.</summary>
    /// <param name="value">A length of time.</param>
    public static string Format(TimeSpan value) =>
        value.TotalMilliseconds % 1000 == 0
            ? value.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + "s"
            : value.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + "ms";
}
