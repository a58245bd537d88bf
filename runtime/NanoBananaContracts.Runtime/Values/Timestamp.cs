using System.Globalization;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// An instant as RFC 3339 text, to nine fraction digits: two digits more than <see cref="DateTimeOffset"/> holds. A
/// value that was read is written back with the text it had. Equality compares instants.
/// </summary>
[JsonConverter(typeof(TimestampJson))]
public readonly struct Timestamp : IEquatable<Timestamp>, IComparable<Timestamp>
{
    private const long UnixEpochSeconds = 62_135_596_800;

    // Kept only where it is not the text we would write ourselves.
    private readonly string? text;

    private Timestamp(long seconds, int nanoseconds, string? text)
    {
        UnixSeconds = seconds;
        Nanoseconds = nanoseconds;
        this.text = text;
    }

    /// <summary>Makes an instant.</summary>
    /// <param name="unixSeconds">Seconds since 1970-01-01T00:00:00Z, within the years 1 to 9999.</param>
    /// <param name="nanoseconds">0 to 999,999,999, counted forward also before 1970.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Timestamp(long unixSeconds, int nanoseconds)
        : this(unixSeconds, nanoseconds, null)
    {
        if (unixSeconds < -UnixEpochSeconds || unixSeconds > 253_402_300_799)
        {
            throw new ArgumentOutOfRangeException(nameof(unixSeconds), unixSeconds, "The year must be 1 to 9999.");
        }

        if (nanoseconds is < 0 or > 999_999_999)
        {
            throw new ArgumentOutOfRangeException(nameof(nanoseconds), nanoseconds, "Must be 0 to 999999999.");
        }
    }

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z.</summary>
    public long UnixSeconds { get; }

    /// <summary>Nanoseconds after the whole second, 0 to 999,999,999.</summary>
    public int Nanoseconds { get; }

    /// <summary>Converts; exact, since <see cref="DateTimeOffset"/> holds less.</summary>
    /// <param name="instant">Instant.</param>
    public static Timestamp FromDateTimeOffset(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new Timestamp(
            (ticks / TimeSpan.TicksPerSecond) - UnixEpochSeconds,
            (int)(ticks % TimeSpan.TicksPerSecond) * 100
        );
    }

    /// <summary>Converts; digits below 100 nanoseconds are cut off. The offset is zero.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        new(((UnixSeconds + UnixEpochSeconds) * TimeSpan.TicksPerSecond) + (Nanoseconds / 100), TimeSpan.Zero);

    /// <summary>Reads RFC 3339 text such as <c>2026-08-22T10:00:00.123456789Z</c>.</summary>
    /// <param name="text">Text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">It is not RFC 3339, or has more than nine fraction digits.</exception>
    public static Timestamp Parse(string text) =>
        TryParse(text ?? throw new ArgumentNullException(nameof(text)), out var value)
            ? value
            : throw new FormatException(
                $"\"{text}\" is not an RFC 3339 instant; write it like 2026-08-22T10:00:00.5Z, with at most nine fraction digits."
            );

    /// <summary>Reads RFC 3339 text.</summary>
    /// <param name="text">Text, or null.</param>
    /// <param name="value">The instant when it could be read.</param>
    /// <returns>True when it could be read.</returns>
    public static bool TryParse(string? text, out Timestamp value)
    {
        value = default;
        if (text is null || text.Length < 20 || text[10] is not ('T' or 't'))
        {
            return false;
        }

        if (
            !DateTime.TryParseExact(
                text.Substring(0, 10) + "T" + text.Substring(11, 8),
                "yyyy-MM-dd'T'HH:mm:ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            )
        )
        {
            return false;
        }

        var position = 19;
        if (
            !SecondFraction.TryRead(text, ref position, out var nanoseconds)
            || !TryReadOffset(text, position, out var offsetMinutes)
        )
        {
            return false;
        }

        var seconds = (local.Ticks / TimeSpan.TicksPerSecond) - UnixEpochSeconds - (offsetMinutes * 60L);
        if (seconds < -UnixEpochSeconds || seconds > 253_402_300_799)
        {
            return false;
        }

        value = new Timestamp(seconds, nanoseconds, null);
        if (!string.Equals(value.ToString(), text, StringComparison.Ordinal))
        {
            value = new Timestamp(seconds, nanoseconds, text);
        }

        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) =>
        UnixSeconds != other.UnixSeconds
            ? UnixSeconds.CompareTo(other.UnixSeconds)
            : Nanoseconds.CompareTo(other.Nanoseconds);

    /// <inheritdoc/>
    public bool Equals(Timestamp other) => UnixSeconds == other.UnixSeconds && Nanoseconds == other.Nanoseconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Timestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((UnixSeconds.GetHashCode() * 31) + Nanoseconds);

    /// <summary>The text it was read from, else RFC 3339 in UTC with 0, 3, 6 or 9 fraction digits.</summary>
    public override string ToString() =>
        text
        ?? new DateTime((UnixSeconds + UnixEpochSeconds) * TimeSpan.TicksPerSecond, DateTimeKind.Utc).ToString(
            "yyyy-MM-dd'T'HH:mm:ss",
            CultureInfo.InvariantCulture
        )
            + SecondFraction.Write(Nanoseconds)
            + "Z";

    /// <summary>Compares instants.</summary>
    public static bool operator ==(Timestamp left, Timestamp right) => left.Equals(right);

    /// <summary>Compares instants.</summary>
    public static bool operator !=(Timestamp left, Timestamp right) => !left.Equals(right);

    /// <summary>Compares instants.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    /// <summary>Compares instants.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    /// <summary>Compares instants.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Compares instants.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    /// <summary>Converts; exact.</summary>
    /// <param name="instant">Instant.</param>
    public static implicit operator Timestamp(DateTimeOffset instant) => FromDateTimeOffset(instant);

    private static bool TryReadOffset(string text, int position, out int minutes)
    {
        minutes = 0;
        if (position == text.Length - 1 && text[position] is ('Z' or 'z'))
        {
            return true;
        }

        if (text.Length - position != 6 || text[position] is not ('+' or '-') || text[position + 3] != ':')
        {
            return false;
        }

        if (
            !int.TryParse(
                text.Substring(position + 1, 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var hours
            )
            || !int.TryParse(
                text.Substring(position + 4, 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out minutes
            )
            || hours > 23
            || minutes > 59
        )
        {
            return false;
        }

        minutes += hours * 60;
        minutes = text[position] == '-' ? -minutes : minutes;
        return true;
    }
}
