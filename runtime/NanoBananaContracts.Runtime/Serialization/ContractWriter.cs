using System;
using System.Buffers;
using System.ComponentModel;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Writes compact JSON for emitted code into a buffer of its own, or through it to an
/// <see cref="IBufferWriter{T}"/>. It trusts its caller about structure (emitted code cannot get it wrong), and takes
/// names ready-made and raw values and Base64 byte for byte; that is why it is not a <see cref="Utf8JsonWriter"/>,
/// which re-escapes both. Nothing is allocated beyond the buffer, which comes from the shared pool. Not thread-safe.
/// </summary>
public sealed partial class ContractWriter : IDisposable
{
    private const int FirstLength = 4096;

    private readonly IBufferWriter<byte>? output;
    private byte[] buffer;
    private int length;
    private bool needsComma;

    /// <summary>Writes to a buffer that grows; see <see cref="WrittenSpan"/>.</summary>
    /// <param name="dialect">Spelling of enum values to write, usually a provider's; null writes each value as it was read, else as the schema spells it.</param>
    public ContractWriter(string? dialect = null)
    {
        Dialect = dialect;
        buffer = ArrayPool<byte>.Shared.Rent(FirstLength);
    }

    /// <summary>Writes to <paramref name="output"/>; what is still in the buffer goes there with <see cref="Flush"/>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="dialect">Spelling of enum values to write; null writes each value as it was read, else as the schema spells it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="output"/> is null.</exception>
    public ContractWriter(IBufferWriter<byte> output, string? dialect = null)
        : this(dialect) => this.output = output ?? throw new ArgumentNullException(nameof(output));

    /// <summary>Spelling of enum values to write, or null.</summary>
    public string? Dialect { get; }

    /// <summary>What was written and not yet flushed; valid until the next call.</summary>
    public ReadOnlySpan<byte> WrittenSpan => buffer.AsSpan(0, length);

    /// <summary>What was written and not yet flushed; valid until the next call.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => buffer.AsMemory(0, length);

    /// <summary>Writes one message as UTF-8.</summary>
    /// <param name="message">Message.</param>
    /// <param name="dialect">Spelling of enum values, or null.</param>
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
        length = 0;
        needsComma = false;
    }

    /// <summary>Hands what is in the buffer to the output; does nothing without one.</summary>
    public void Flush()
    {
        if (output is not null && length > 0)
        {
            output.Write(buffer.AsSpan(0, length));
            length = 0;
        }
    }

    /// <summary>
    /// What was written and not yet flushed, for good: the pool does not get its memory back, so that whoever still reads
    /// it when the writer is disposed never sees the bytes of somebody else. Nothing may be written afterwards.
    /// </summary>
    internal ReadOnlyMemory<byte> Detach()
    {
        // A small message in a large buffer is copied; a large one, which half fills its buffer at least, is not.
        ReadOnlyMemory<byte> detached;
        if (length < buffer.Length / 2)
        {
            detached = WrittenSpan.ToArray();
        }
        else
        {
            detached = WrittenMemory;
            buffer = [];
        }

        length = 0;
        return detached;
    }

    /// <summary>Flushes and gives the buffer back; the writer must not be used afterwards.</summary>
    public void Dispose()
    {
        Flush();
        var returned = buffer;
        buffer = [];
        length = 0;
        if (returned.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(returned);
        }
    }

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
        var destination = Reserve(quotedName.Length + 1);
        if (needsComma)
        {
            destination[0] = (byte)',';
            destination = destination.Slice(1);
            length++;
        }

        quotedName.CopyTo(destination);
        length += quotedName.Length;
        needsComma = false;
    }

    /// <summary>Writes any name.</summary>
    /// <param name="name">Name.</param>
    public void WriteName(string name)
    {
        WriteStringValue(name);
        Reserve(1)[0] = (byte)':';
        length++;
        needsComma = false;
    }

    /// <summary>Writes a field as it was read.</summary>
    /// <param name="field">Field.</param>
    public void WriteField(UnknownField field)
    {
        var name = field.EscapedName.Span;
        var destination = Reserve(name.Length + 4);
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
        length += position;
        needsComma = false;
        WriteRawValue(field.Value);
    }

    /// <summary>Writes the fields of a message that have no typed place.</summary>
    /// <param name="unknown">Kept fields of the message.</param>
    /// <param name="fields">The message.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void WriteUnknown(UnknownFields unknown, IContractFields fields)
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
        if (output is not null && utf8Json.Length >= FirstLength)
        {
            Comma();
            Flush();
            output.Write(utf8Json);
        }
        else
        {
            var destination = Reserve(utf8Json.Length + 1);
            if (needsComma)
            {
                destination[0] = (byte)',';
                destination = destination.Slice(1);
                length++;
            }

            utf8Json.CopyTo(destination);
            length += utf8Json.Length;
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
        var destination = Reserve(2);
        var position = 0;
        if (needsComma)
        {
            destination[position++] = (byte)',';
        }

        destination[position++] = bracket;
        length += position;
        needsComma = false;
    }

    private void End(byte bracket)
    {
        Reserve(1)[0] = bracket;
        length++;
        needsComma = true;
    }

    private void Comma()
    {
        if (needsComma)
        {
            Reserve(1)[0] = (byte)',';
            length++;
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (buffer.Length - length < count)
        {
            Grow(count);
        }

        return buffer.AsSpan(length);
    }

    private void Grow(int count)
    {
        Flush();
        if (buffer.Length - length >= count)
        {
            return;
        }

        var needed = checked(length + count);
        var doubled = (int)Math.Min(buffer.Length * 2L, int.MaxValue - 64);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, doubled));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
