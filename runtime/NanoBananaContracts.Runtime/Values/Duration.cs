using System.Globalization;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// A span of time as proto3 JSON writes it, <c>3.5s</c>, to nine fraction digits: two digits more than
/// <see cref="TimeSpan"/> holds. A value that was read is written back with the text it had. Equality compares spans.
/// </summary>
[JsonConverter(typeof(DurationJson))]
public readonly struct Duration : IEquatable<Duration>, IComparable<Duration>
{
    private const long MostSeconds = 315_576_000_000;

    // Kept only where it is not the text we would write ourselves.
    private readonly string? text;

    private Duration(long seconds, int nanoseconds, string? text)
    {
        Seconds = seconds;
        Nanoseconds = nanoseconds;
        this.text = text;
    }

    /// <summary>Makes a span.</summary>
    /// <param name="seconds">Whole seconds, at most 315,576,000,000 (10,000 years) either way.</param>
    /// <param name="nanoseconds">Up to 999,999,999, of the same sign as the seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range, or the signs differ.</exception>
    public Duration(long seconds, int nanoseconds)
        : this(seconds, nanoseconds, null)
    {
        if (seconds is < -MostSeconds or > MostSeconds)
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "At most 10,000 years either way.");
        }

        if (
            nanoseconds is < -999_999_999 or > 999_999_999
            || (seconds > 0 && nanoseconds < 0)
            || (seconds < 0 && nanoseconds > 0)
        )
        {
            throw new ArgumentOutOfRangeException(
                nameof(nanoseconds),
                nanoseconds,
                "At most 999999999, of the same sign as the seconds."
            );
        }
    }

    /// <summary>Whole seconds, rounded towards zero.</summary>
    public long Seconds { get; }

    /// <summary>Nanoseconds beside the whole seconds, of the same sign.</summary>
    public int Nanoseconds { get; }

    /// <summary>Converts; exact, since <see cref="TimeSpan"/> holds less.</summary>
    /// <param name="span">Span of time.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than 10,000 years.</exception>
    public static Duration FromTimeSpan(TimeSpan span) =>
        new(span.Ticks / TimeSpan.TicksPerSecond, (int)(span.Ticks % TimeSpan.TicksPerSecond) * 100);

    /// <summary>Converts; digits below 100 nanoseconds are cut off.</summary>
    public TimeSpan ToTimeSpan() => new((Seconds * TimeSpan.TicksPerSecond) + (Nanoseconds / 100));

    /// <summary>Reads text such as <c>48s</c> or <c>-1.000000001s</c>.</summary>
    /// <param name="text">Text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">It is not such a text.</exception>
    public static Duration Parse(string text) =>
        TryParse(text ?? throw new ArgumentNullException(nameof(text)), out var value)
            ? value
            : throw new FormatException(
                $"\"{text}\" is not a duration; write seconds with an s, like 3.5s, with at most nine fraction digits."
            );

    /// <summary>Reads text such as <c>48s</c>.</summary>
    /// <param name="text">Text, or null.</param>
    /// <param name="value">The span when it could be read.</param>
    /// <returns>True when it could be read.</returns>
    public static bool TryParse(string? text, out Duration value)
    {
        value = default;
        if (text is null || text.Length < 2 || text[text.Length - 1] != 's')
        {
            return false;
        }

        var negative = text[0] == '-';
        var start = negative ? 1 : 0;
        var position = start;
        while (position < text.Length && text[position] is >= '0' and <= '9')
        {
            position++;
        }

        if (
            !long.TryParse(
                text.Substring(start, position - start),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var seconds
            )
            || seconds > MostSeconds
            || !SecondFraction.TryRead(text, ref position, out var nanoseconds)
            || position != text.Length - 1
        )
        {
            return false;
        }

        value = negative ? new Duration(-seconds, -nanoseconds, null) : new Duration(seconds, nanoseconds, null);
        if (!string.Equals(value.ToString(), text, StringComparison.Ordinal))
        {
            value = new Duration(value.Seconds, value.Nanoseconds, text);
        }

        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Duration other) =>
        Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Nanoseconds.CompareTo(other.Nanoseconds);

    /// <inheritdoc/>
    public bool Equals(Duration other) => Seconds == other.Seconds && Nanoseconds == other.Nanoseconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Duration other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Seconds.GetHashCode() * 31) + Nanoseconds);

    /// <summary>The text it was read from, else seconds with 0, 3, 6 or 9 fraction digits and an <c>s</c>.</summary>
    public override string ToString()
    {
        if (text is not null)
        {
            return text;
        }

        var sign = Seconds < 0 || Nanoseconds < 0 ? "-" : "";
        return sign
            + Math.Abs(Seconds).ToString(CultureInfo.InvariantCulture)
            + SecondFraction.Write(Math.Abs(Nanoseconds))
            + "s";
    }

    /// <summary>Compares spans.</summary>
    public static bool operator ==(Duration left, Duration right) => left.Equals(right);

    /// <summary>Compares spans.</summary>
    public static bool operator !=(Duration left, Duration right) => !left.Equals(right);

    /// <summary>Compares spans.</summary>
    public static bool operator <(Duration left, Duration right) => left.CompareTo(right) < 0;

    /// <summary>Compares spans.</summary>
    public static bool operator >(Duration left, Duration right) => left.CompareTo(right) > 0;

    /// <summary>Compares spans.</summary>
    public static bool operator <=(Duration left, Duration right) => left.CompareTo(right) <= 0;

    /// <summary>Compares spans.</summary>
    public static bool operator >=(Duration left, Duration right) => left.CompareTo(right) >= 0;

    /// <summary>Converts; exact.</summary>
    /// <param name="span">Span of time.</param>
    public static implicit operator Duration(TimeSpan span) => FromTimeSpan(span);
}
