using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>Reads one value; the reader stands at its first token, and at its last one afterwards.</summary>
/// <typeparam name="T">Value.</typeparam>
/// <param name="reader">Reader.</param>
public delegate T ContractRead<out T>(ref ContractReader reader);

/// <summary>
/// Reads JSON for emitted code. It is strict about JSON and lenient about shape: what is not JSON is a
/// <see cref="ContractFormatException"/>, while a value of another type than promised is kept as it is in
/// <see cref="UnknownFields"/>. Raw values and Base64 are slices of the source, not copies, so the source must live and
/// stay unchanged as long as what was read from it. <c>TryRead</c> is for items, and leaves the reader where it is when the
/// type does not fit; <c>Read</c> is for properties, and keeps the property then.
/// </summary>
public ref struct ContractReader
{
    /// <summary>Depth of nesting that is read when nothing else is asked for.</summary>
    public const int DefaultMaxDepth = 64;

    private readonly ReadOnlyMemory<byte> source;
    private readonly ReadBudget? budget;
    private Utf8JsonReader json;
    private int nameStart;
    private int nameLength;
    private bool inexact;

    private ContractReader(ReadOnlyMemory<byte> source, int maxDepth, ReadBudget? budget)
    {
        this.source = source;
        this.budget = budget;
        json = new Utf8JsonReader(source.Span, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>Reads a whole text as one value.</summary>
    /// <typeparam name="T">Value.</typeparam>
    /// <param name="utf8Json">JSON as UTF-8, with or without a byte order mark; kept by the value, see the type.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="maxDepth">Depth of nesting beyond which the text is refused.</param>
    /// <exception cref="ContractFormatException">The text is not JSON, is cut, or is nested too deeply.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read, int maxDepth = DefaultMaxDepth) =>
        Parse(utf8Json, read, maxDepth, null);

    /// <summary>Reads a text that somebody else sent.</summary>
    /// <exception cref="ContractFormatException">The text is not JSON, is cut, or is nested too deeply.</exception>
    /// <exception cref="Exception">It is beyond the budget, which makes the exception.</exception>
    internal static T Parse<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read, ReadBudget budget) =>
        Parse(utf8Json, read, DefaultMaxDepth, budget);

    private static T Parse<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read, int maxDepth, ReadBudget? budget)
    {
        if (read is null)
        {
            throw new ArgumentNullException(nameof(read));
        }

        if (utf8Json.Span.StartsWith("\uFEFF"u8))
        {
            utf8Json = utf8Json.Slice(3);
        }

        var reader = new ContractReader(utf8Json, maxDepth, budget);
        try
        {
            budget?.TakeValue();
            reader.json.Read();
            var value = read(ref reader);
            reader.json.Read();
            return value;
        }
        catch (JsonException exception)
        {
            throw ContractFormatFault.Explain(utf8Json.Span, maxDepth, exception);
        }
    }

    /// <summary>Reads a whole text as one value.</summary>
    /// <typeparam name="T">Value.</typeparam>
    /// <param name="json">JSON.</param>
    /// <param name="read">Reads the value.</param>
    /// <exception cref="ContractFormatException">The text is not JSON, is cut, or is nested too deeply.</exception>
    public static T Parse<T>(string json, ContractRead<T> read) => Parse(JsonText.ToUtf8(json), read);

    /// <summary>Reads any JSON; what does not fit goes to <see cref="IContractMessage.UnknownFields"/>.</summary>
    /// <typeparam name="T">Message.</typeparam>
    /// <param name="utf8Json">UTF-8; kept, so it must not change afterwards.</param>
    /// <param name="read">Reads the message.</param>
    /// <exception cref="ContractFormatException">It is not JSON.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T ParseMessage<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read)
        where T : IContractMessage => Parse(utf8Json, read);

    /// <summary>True when the reader stands at the start of an object.</summary>
    public readonly bool IsObject => json.TokenType == JsonTokenType.StartObject;

    /// <summary>True when the reader stands at the start of an array.</summary>
    public readonly bool IsArray => json.TokenType == JsonTokenType.StartArray;

    /// <summary>The place of the current property's value; ask before reading it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ContractMark Mark => new(nameStart, nameLength, (int)json.TokenStartIndex, json.CurrentDepth);

    /// <summary>
    /// True when a number was read since the last question whose C# value cannot repeat its text; see
    /// <see cref="KeepVerbatim"/>.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TakeInexact()
    {
        var was = inexact;
        inexact = false;
        return was;
    }

    /// <summary>Goes to the next property of an object and to the first token of its value.</summary>
    /// <param name="name">Its name, unescaped.</param>
    /// <returns>False at the end of the object.</returns>
    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        name = json.ValueSpan;
        nameStart = (int)json.TokenStartIndex + 1;
        nameLength = name.Length;
        budget?.TakeValue();
        if (json.ValueIsEscaped)
        {
            budget?.TakeText(nameLength);
            name = JsonText.UnescapeToUtf8(name);
        }

        json.Read();
        return true;
    }

    /// <summary>Goes to the next item of an array.</summary>
    /// <returns>False at the end of the array.</returns>
    public bool NextItem()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        budget?.TakeValue();
        return true;
    }

    /// <summary>The name of the current property as a text; false when it is not Unicode.</summary>
    /// <param name="name">The name as <see cref="NextProperty"/> gave it.</param>
    /// <param name="text">The text.</param>
    public readonly bool TryReadName(ReadOnlySpan<byte> name, [NotNullWhen(true)] out string? text)
    {
        budget?.TakeText(nameLength);
        return JsonText.TryUnescape(source.Span.Slice(nameStart, nameLength), out text);
    }

    /// <summary>Takes any value as it is.</summary>
    public RawJson ReadRaw()
    {
        var start = (int)json.TokenStartIndex;
        Skip();
        return new RawJson(source.Slice(start, (int)json.BytesConsumed - start));
    }

    /// <summary>Takes what stands in place of a message.</summary>
    public UnknownFields ReadReplacement() => UnknownFields.Replacing(ReadRaw());

    /// <summary>Keeps the current property, whose value is still unread, as it is.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public void Keep(ref UnknownFields? unknown)
    {
        var name = source.Slice(nameStart, nameLength);
        (unknown ??= new UnknownFields()).Add(name, ReadRaw());
    }

    /// <summary>Keeps the current property, whose value is still unread, as it is.</summary>
    /// <typeparam name="T">Type the value should have had.</typeparam>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <returns>Null.</returns>
    public T? KeepMessage<T>(ref UnknownFields? unknown)
        where T : class
    {
        Keep(ref unknown);
        return null;
    }

    /// <summary>Keeps the current property, whose value is still unread, as it is.</summary>
    /// <typeparam name="T">Type the value should have had.</typeparam>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <returns>Null.</returns>
    public T? KeepValue<T>(ref UnknownFields? unknown)
        where T : struct
    {
        Keep(ref unknown);
        return null;
    }

    /// <summary>Keeps a property whose list or map was read half way before something did not fit.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <param name="mark">Where its value begins.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void KeepFrom(ref UnknownFields? unknown, ContractMark mark)
    {
        inexact = false;
        if (json.TokenStartIndex == mark.ValueStart)
        {
            Skip();
        }
        else
        {
            SkipToEndOf(mark.Depth);
        }

        (unknown ??= new UnknownFields()).Add(
            source.Slice(mark.NameStart, mark.NameLength),
            new RawJson(source.Slice(mark.ValueStart, (int)json.BytesConsumed - mark.ValueStart))
        );
    }

    /// <summary>Keeps the text of a property that was read, because its C# value cannot repeat it.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <param name="mark">Where its value begins.</param>
    /// <param name="name">Wire name in camelCase.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly void KeepVerbatim(ref UnknownFields? unknown, ContractMark mark, ReadOnlySpan<byte> name) =>
        (unknown ??= new UnknownFields()).AddVerbatim(
            name.ToArray(),
            new RawJson(source.Slice(mark.ValueStart, (int)json.BytesConsumed - mark.ValueStart))
        );

    /// <summary>Reads a text; false when the value is none, or is not Unicode.</summary>
    /// <param name="value">The text.</param>
    public bool TryReadString([NotNullWhen(true)] out string? value)
    {
        value = null;
        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        budget?.TakeText(json.ValueSpan.Length);
        try
        {
            value = json.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8: JSON, but no text. The caller keeps it raw.
            return false;
        }
    }

    /// <summary>Reads a truth value; false when the value is none.</summary>
    /// <param name="value">The truth value.</param>
    public bool TryReadBoolean(out bool value)
    {
        value = json.TokenType == JsonTokenType.True;
        return value || json.TokenType == JsonTokenType.False;
    }

    /// <summary>Reads an integer of 32 bits, <c>5.0</c> included; false when the value is none.</summary>
    /// <param name="value">The integer.</param>
    public bool TryReadInt32(out int value)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            if (json.TryGetInt32(out value))
            {
                return true;
            }

            if (TryGetIntegral(out var integral) && integral is >= int.MinValue and <= int.MaxValue)
            {
                value = (int)integral;
                return true;
            }
        }

        value = 0;
        return false;
    }

    /// <summary>Reads an integer of 64 bits, <c>5.0</c> included; false when the value is none.</summary>
    /// <param name="value">The integer.</param>
    public bool TryReadInt64(out long value)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            if (json.TryGetInt64(out value))
            {
                return true;
            }

            if (TryGetIntegral(out var integral) && integral is >= long.MinValue and <= long.MaxValue)
            {
                value = (long)integral;
                return true;
            }
        }

        value = 0;
        return false;
    }

    /// <summary>Reads an integer of 64 bits in a text, or as a number; false when the value is none.</summary>
    /// <param name="value">The integer.</param>
    public bool TryReadInt64String(out long value)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            // "007" and "+7" are left to the raw text: written back as "7" they would not be what was read.
            var text = json.ValueSpan;
            return Utf8Parser.TryParse(text, out value, out var used)
                && used == text.Length
                && (text[0] is not ((byte)'0' or (byte)'+') || text.Length == 1)
                && (text[0] != '-' || text[1] != '0');
        }

        var read = TryReadInt64(out value);
        inexact |= read;
        return read;
    }

    /// <summary>Reads a number, or one of the texts <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>; false when the value is none, or is too large.</summary>
    /// <param name="value">The number.</param>
    public bool TryReadDouble(out double value)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            if (!json.TryGetDouble(out value) || double.IsInfinity(value))
            {
                return false;
            }

            inexact |= !NumberText.IsRepeatedBy(json.ValueSpan, value);
            return true;
        }

        value = double.NaN;
        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        if (json.ValueSpan.SequenceEqual("NaN"u8))
        {
            return true;
        }

        var negative = json.ValueSpan.SequenceEqual("-Infinity"u8);
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return negative || json.ValueSpan.SequenceEqual("Infinity"u8);
    }

    /// <summary>Reads Base64 without decoding or checking it; false when the value is no text.</summary>
    /// <param name="value">The data.</param>
    public bool TryReadBase64(out Base64Data value)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            value = default;
            return false;
        }

        value = new Base64Data(source.Slice((int)json.TokenStartIndex, json.ValueSpan.Length + 2));
        return true;
    }

    /// <summary>Reads an RFC 3339 instant; false when the value is none.</summary>
    /// <param name="value">The instant.</param>
    public bool TryReadTimestamp(out Timestamp value)
    {
        value = default;
        return TryReadString(out var text) && Timestamp.TryParse(text, out value);
    }

    /// <summary>Reads a duration; false when the value is none.</summary>
    /// <param name="value">The span.</param>
    public bool TryReadDuration(out Duration value)
    {
        value = default;
        return TryReadString(out var text) && Duration.TryParse(text, out value);
    }

    /// <summary>Takes an object as it is; false when the value is none.</summary>
    /// <param name="value">The object.</param>
    public bool TryReadRawObject(out RawJson value)
    {
        value = IsObject ? ReadRaw() : default;
        return !value.IsAbsent;
    }

    /// <summary>The UTF-8 of a text, unescaped, for comparing it with known ones; false when the value is none, or is not Unicode.</summary>
    /// <param name="text">The UTF-8.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryReadText(out ReadOnlySpan<byte> text)
    {
        if (json.TokenType == JsonTokenType.String && !json.ValueIsEscaped)
        {
            budget?.TakeText(json.ValueSpan.Length); // The text of a value nobody listed is kept.
            text = json.ValueSpan;
            return true;
        }

        text = TryReadString(out var value) ? Encoding.UTF8.GetBytes(value) : default;
        return value is not null;
    }

    /// <summary>Reads a property; null and kept when the value is no text.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public string? ReadString(ref UnknownFields? unknown) =>
        TryReadString(out var value) ? value : KeepMessage<string>(ref unknown);

    /// <summary>Reads a property; null and kept when the value is no truth value.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public bool? ReadBoolean(ref UnknownFields? unknown) =>
        TryReadBoolean(out var value) ? value : KeepValue<bool>(ref unknown);

    /// <summary>Reads a property; null and kept when the value is no such integer.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public int? ReadInt32(ref UnknownFields? unknown) =>
        TryReadInt32(out var value) ? value : KeepValue<int>(ref unknown);

    /// <summary>Reads a property; null and kept when the value is no such integer.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public long? ReadInt64(ref UnknownFields? unknown) =>
        TryReadInt64(out var value) ? value : KeepValue<long>(ref unknown);

    /// <summary>Reads a property; null and kept when the value is no such integer.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <param name="name">Wire name in camelCase.</param>
    public long? ReadInt64String(ref UnknownFields? unknown, ReadOnlySpan<byte> name)
    {
        if (!TryReadInt64String(out var value))
        {
            return KeepValue<long>(ref unknown);
        }

        if (TakeInexact())
        {
            KeepVerbatim(ref unknown, Mark, name);
        }

        return value;
    }

    /// <summary>Reads a property; null and kept when the value is no number.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <param name="name">Wire name in camelCase.</param>
    public double? ReadDouble(ref UnknownFields? unknown, ReadOnlySpan<byte> name)
    {
        if (!TryReadDouble(out var value))
        {
            return KeepValue<double>(ref unknown);
        }

        if (TakeInexact())
        {
            KeepVerbatim(ref unknown, Mark, name);
        }

        return value;
    }

    /// <summary>Reads a property without decoding it; null and kept when the value is no text.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public Base64Data? ReadBase64(ref UnknownFields? unknown) =>
        TryReadBase64(out var value) ? value : KeepValue<Base64Data>(ref unknown);

    /// <summary>Reads a property; null and kept when the value is no instant.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public Timestamp? ReadTimestamp(ref UnknownFields? unknown) =>
        TryReadTimestamp(out var value) ? value : KeepValue<Timestamp>(ref unknown);

    /// <summary>Reads a property; null and kept when the value is no duration.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public Duration? ReadDuration(ref UnknownFields? unknown) =>
        TryReadDuration(out var value) ? value : KeepValue<Duration>(ref unknown);

    /// <summary>Reads a property as it is; null and kept when the value is no object.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public RawJson? ReadRawObject(ref UnknownFields? unknown) =>
        TryReadRawObject(out var value) ? value : KeepValue<RawJson>(ref unknown);

    private bool TryGetIntegral(out decimal value)
    {
        // A decimal takes 1e-300 for 0 without a word, so the digits decide.
        if (!json.TryGetDecimal(out value) || decimal.Truncate(value) != value)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[NumberText.MaxLength];
        return Utf8Formatter.TryFormat(decimal.Truncate(value), digits, out var written)
            && NumberText.SameDecimal(json.ValueSpan, digits.Slice(0, written));
    }

    private void Skip()
    {
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            SkipToEndOf(json.CurrentDepth);
        }
    }

    private void SkipToEndOf(int depth)
    {
        while (json.CurrentDepth != depth || json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            json.Read();
            budget?.TakeRawValue();
        }
    }
}
