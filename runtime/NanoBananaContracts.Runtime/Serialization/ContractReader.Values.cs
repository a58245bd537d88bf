using System;
using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <content>Single values: <c>TryRead</c> for items, which leave the reader where it is when the type does not fit, and <c>Read</c> for properties, which keep the property then.</content>
public ref partial struct ContractReader
{
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
}
