using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Writes compact JSON for emitted code into a buffer of its own, or through it to an
/// <see cref="IBufferWriter{T}"/>. It trusts its caller about structure (emitted code cannot get it wrong), and takes
/// names ready-made and raw values and Base64 byte for byte; that is why it is not a <see cref="Utf8JsonWriter"/>,
/// which re-escapes both. Nothing is allocated beyond the buffer, which comes from the shared pool. Not thread-safe.
/// </summary>
public sealed class ContractWriter : IDisposable
{
    private readonly ContractBuffer buffer;
    private bool needsComma;

    /// <summary>Writes to a buffer that grows; see <see cref="WrittenSpan"/>.</summary>
    /// <param name="dialect">Spelling of enum values to write, usually a provider's; null writes each value as it was read, else as the schema spells it.</param>
    public ContractWriter(string? dialect = null)
    {
        Dialect = dialect;
        buffer = new ContractBuffer(null);
    }

    /// <summary>Writes to <paramref name="output"/>; what is still in the buffer goes there with <see cref="Flush"/>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="dialect">Spelling of enum values to write; null writes each value as it was read, else as the schema spells it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    public ContractWriter(IBufferWriter<byte> output, string? dialect = null)
    {
        Dialect = dialect;
        buffer = new ContractBuffer(output ?? throw new ArgumentNullException(nameof(output)));
    }

    /// <summary>Spelling of enum values to write, or null.</summary>
    public string? Dialect { get; }

    /// <summary>What was written and not yet flushed; valid until the next call.</summary>
    public ReadOnlySpan<byte> WrittenSpan => buffer.Written.Span;

    /// <summary>What was written and not yet flushed; valid until the next call.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => buffer.Written;

    /// <summary>Writes one message as UTF-8.</summary>
    /// <param name="message">Message.</param>
    /// <param name="dialect">Spelling of enum values, or null; one that the contract does not name writes them as the schema spells them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static byte[] ToUtf8Json(IContractMessage message, string? dialect = null)
    {
        using var writer = Write(message, dialect);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Writes one message as text.</summary>
    /// <param name="message">Message.</param>
    /// <param name="dialect">Spelling of enum values, or null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    public static string ToJson(IContractMessage message, string? dialect = null)
    {
        using var writer = Write(message, dialect);
        return JsonText.FromUtf8(writer.WrittenSpan);
    }

    /// <summary>Writes one message as a value of a larger document of System.Text.Json.</summary>
    /// <param name="message">Message.</param>
    /// <param name="writer">Where to; its indentation and escaping are not applied.</param>
    /// <param name="dialect">Spelling of enum values, or null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> or <paramref name="writer"/> is null.</exception>
    public static void WriteTo(IContractMessage message, Utf8JsonWriter writer, string? dialect = null)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        using var own = Write(message, dialect);
        writer.WriteRawValue(own.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Forgets what was written and not flushed, to begin anew.</summary>
    public void Reset()
    {
        buffer.Reset();
        needsComma = false;
    }

    /// <summary>Hands what is in the buffer to the output; does nothing without one.</summary>
    public void Flush() => buffer.Flush();

    /// <summary>
    /// What was written and not yet flushed, for good: the pool does not get its memory back, so that whoever still reads
    /// it when the writer is disposed never sees the bytes of somebody else. Nothing may be written afterwards.
    /// </summary>
    internal ReadOnlyMemory<byte> Detach() => buffer.Detach();

    /// <summary>Flushes and gives the buffer back; the writer must not be used afterwards.</summary>
    public void Dispose() => buffer.Dispose();

    /// <summary>Begins an object.</summary>
    public void BeginObject() => Begin((byte)'{');

    /// <summary>Ends an object.</summary>
    public void EndObject() => End((byte)'}');

    /// <summary>Begins an array.</summary>
    public void BeginArray() => Begin((byte)'[');

    /// <summary>Ends an array.</summary>
    public void EndArray() => End((byte)']');

    /// <summary>Writes a name that needs no escaping.</summary>
    /// <param name="quotedName">Name in quotes with its colon: <c>"data":</c>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteName(ReadOnlySpan<byte> quotedName)
    {
        var destination = buffer.Reserve(quotedName.Length + 1);
        if (needsComma)
        {
            destination[0] = (byte)',';
            destination = destination.Slice(1);
            buffer.Advance(1);
        }

        quotedName.CopyTo(destination);
        buffer.Advance(quotedName.Length);
        needsComma = false;
    }

    /// <summary>Writes any name.</summary>
    /// <param name="name">Name.</param>
    public void WriteName(string name)
    {
        WriteStringValue(name);
        buffer.Reserve(1)[0] = (byte)':';
        buffer.Advance(1);
        needsComma = false;
    }

    /// <summary>Writes a field as it was read.</summary>
    /// <param name="field">Field.</param>
    public void WriteField(UnknownField field)
    {
        var name = field.EscapedName.Span;
        var destination = buffer.Reserve(name.Length + 4);
        var position = 0;
        if (needsComma)
        {
            destination[position++] = (byte)',';
        }

        destination[position++] = (byte)'"';
        name.CopyTo(destination.Slice(position));
        position += name.Length;
        destination[position++] = (byte)'"';
        destination[position++] = (byte)':';
        buffer.Advance(position);
        needsComma = false;
        WriteRawValue(field.Value);
    }

    /// <summary>Begins a message, or writes what was read in its place.</summary>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <returns>False when the message is written.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool BeginMessage(UnknownFields? unknown)
    {
        if (unknown is { IsReplacement: true })
        {
            WriteRawValue(unknown.Replacement);
            return false;
        }

        BeginObject();
        return true;
    }

    /// <summary>Ends a message with its fields that have no typed place.</summary>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <param name="fields">The message.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void EndMessage(UnknownFields? unknown, IContractFields fields)
    {
        if (unknown is not null)
        {
            WriteUnknown(unknown, fields);
        }

        EndObject();
    }

    private void WriteUnknown(UnknownFields unknown, IContractFields fields)
    {
        for (var i = 0; i < unknown.Count; i++)
        {
            // A property that was set afterwards takes the place of what did not fit.
            var field = unknown[i];
            var property = fields.PropertyOf(field.NameUtf8.Span);
            if (property < 0 || !fields.IsSet(property))
            {
                WriteField(field);
            }
        }
    }

    /// <summary>Writes a value that is JSON already, without looking at it.</summary>
    /// <param name="utf8Json">One JSON value as UTF-8.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteTokenValue(ReadOnlySpan<byte> utf8Json)
    {
        if (utf8Json.Length >= ContractBuffer.FirstLength && buffer.HasOutput)
        {
            Comma();
            buffer.Pass(utf8Json);
        }
        else
        {
            var destination = buffer.Reserve(utf8Json.Length + 1);
            if (needsComma)
            {
                destination[0] = (byte)',';
                destination = destination.Slice(1);
                buffer.Advance(1);
            }

            utf8Json.CopyTo(destination);
            buffer.Advance(utf8Json.Length);
        }

        needsComma = true;
    }

    private static ContractWriter Write(IContractMessage message, string? dialect)
    {
        if (message is null)
        {
            throw new ArgumentNullException(nameof(message));
        }

        var writer = new ContractWriter(dialect);
        message.WriteTo(writer);
        return writer;
    }

    private void Begin(byte bracket)
    {
        var destination = buffer.Reserve(2);
        var position = 0;
        if (needsComma)
        {
            destination[position++] = (byte)',';
        }

        destination[position++] = bracket;
        buffer.Advance(position);
        needsComma = false;
    }

    private void End(byte bracket)
    {
        buffer.Reserve(1)[0] = bracket;
        buffer.Advance(1);
        needsComma = true;
    }

    private void Comma()
    {
        if (needsComma)
        {
            buffer.Reserve(1)[0] = (byte)',';
            buffer.Advance(1);
        }
    }

    /// <summary>Writes a text; half of a surrogate pair is written as its escape.</summary>
    /// <param name="value">Text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public void WriteStringValue(string value)
    {
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value));
        }

        Comma();
        JsonStringText.Write(value.AsSpan(), buffer);
        needsComma = true;
    }

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">Value.</param>
    public void WriteBooleanValue(bool value) => WriteTokenValue(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    /// <param name="value">Value.</param>
    public void WriteInt64Value(long value)
    {
        Comma();
        Utf8Formatter.TryFormat(value, buffer.Reserve(20), out var written);
        buffer.Advance(written);
        needsComma = true;
    }

    /// <summary>Writes an integer as a text, as proto3 JSON writes those of 64 bits.</summary>
    /// <param name="value">Value.</param>
    public void WriteInt64StringValue(long value)
    {
        Comma();
        var destination = buffer.Reserve(22);
        destination[0] = (byte)'"';
        Utf8Formatter.TryFormat(value, destination.Slice(1), out var written);
        destination[written + 1] = (byte)'"';
        buffer.Advance(written + 2);
        needsComma = true;
    }

    /// <summary>Writes a number; what is none as the text <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
    /// <param name="value">Value.</param>
    public void WriteDoubleValue(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            WriteTokenValue(
                double.IsNaN(value) ? "\"NaN\""u8
                : value > 0 ? "\"Infinity\""u8
                : "\"-Infinity\""u8
            );
            return;
        }

        Comma();
        buffer.Advance(NumberText.Write(value, buffer.Reserve(NumberText.MaxLength)));
        needsComma = true;
    }

    /// <summary>Writes a number with the text it was read with, as long as that still stands for it.</summary>
    /// <param name="value">Value.</param>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <param name="name">Wire name of the property.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteDoubleValue(double value, UnknownFields? unknown, ReadOnlySpan<byte> name)
    {
        if (
            unknown is not null
            && unknown.TryFindVerbatim(name, out var text)
            && ContractReader.Parse(text.Utf8, static (ref reader) => reader.TryReadDouble(out var read) ? read : 0)
                == value
        )
        {
            WriteRawValue(text);
        }
        else
        {
            WriteDoubleValue(value);
        }
    }

    /// <summary>Writes an integer with the text it was read with, as long as that still stands for it.</summary>
    /// <param name="value">Value.</param>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <param name="name">Wire name of the property.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteInt64StringValue(long value, UnknownFields? unknown, ReadOnlySpan<byte> name)
    {
        if (
            unknown is not null
            && unknown.TryFindVerbatim(name, out var text)
            && ContractReader.Parse(text.Utf8, static (ref reader) => reader.TryReadInt64(out var read) ? read : 0)
                == value
        )
        {
            WriteRawValue(text);
        }
        else
        {
            WriteInt64StringValue(value);
        }
    }

    /// <summary>Writes Base64 as it stands, without decoding it.</summary>
    /// <param name="value">Value.</param>
    public void WriteBase64Value(Base64Data value) => WriteTokenValue(value.Token);

    /// <summary>Writes an instant.</summary>
    /// <param name="value">Value.</param>
    public void WriteTimestampValue(Timestamp value) => WriteStringValue(value.ToString());

    /// <summary>Writes a duration.</summary>
    /// <param name="value">Value.</param>
    public void WriteDurationValue(Duration value) => WriteStringValue(value.ToString());

    /// <summary>Writes a value as it stands; <c>null</c> when it is absent.</summary>
    /// <param name="value">Value.</param>
    public void WriteRawValue(RawJson value) => WriteTokenValue(value.IsAbsent ? "null"u8 : value.Utf8.Span);
}
