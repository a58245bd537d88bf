using System.Buffers;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Takes one value out of a reader of System.Text.Json, as text that nobody else keeps: what is read of it are slices of
/// it, and the reader's own buffer goes back to a pool. Tokens are copied as they stand; white space, comments and
/// trailing commas between them are not.
/// </summary>
internal static class JsonValueCopy
{
    /// <summary>The value that the reader stands at; it stands at its last token afterwards.</summary>
    /// <exception cref="JsonException">It is not there as a whole.</exception>
    public static ReadOnlyMemory<byte> Of(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        if (!ahead.TrySkip())
        {
            throw new JsonException("The value is not there as a whole: give the reader all of its text.");
        }

        // A picture is tens of megabytes: its memory is taken once, and not grown into.
        var most = checked((int)(ahead.BytesConsumed - reader.TokenStartIndex));
#if NET
        var copy = GC.AllocateUninitializedArray<byte>(most); // Nothing of it is seen but what is written below.
#else
        var copy = new byte[most];
#endif
        var length = 0;
        var needsComma = false;
        var depth = reader.CurrentDepth;
        Append(copy, ref length, ref needsComma, ref reader);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            do
            {
                reader.Read();
                Append(copy, ref length, ref needsComma, ref reader);
            } while (reader.CurrentDepth > depth);
        }

        return copy.AsMemory(0, length);
    }

    private static void Append(byte[] copy, ref int length, ref bool needsComma, ref Utf8JsonReader reader)
    {
        var type = reader.TokenType;
        if (type == JsonTokenType.Comment)
        {
            return;
        }

        var isEnd = type is JsonTokenType.EndObject or JsonTokenType.EndArray;
        if (needsComma && !isEnd)
        {
            copy[length++] = (byte)',';
        }

        var isText = type is JsonTokenType.String or JsonTokenType.PropertyName;
        if (isText)
        {
            copy[length++] = (byte)'"';
        }

        if (reader.HasValueSequence)
        {
            reader.ValueSequence.CopyTo(copy.AsSpan(length));
            length += (int)reader.ValueSequence.Length;
        }
        else
        {
            reader.ValueSpan.CopyTo(copy.AsSpan(length));
            length += reader.ValueSpan.Length;
        }

        if (isText)
        {
            copy[length++] = (byte)'"';
        }

        if (type == JsonTokenType.PropertyName)
        {
            copy[length++] = (byte)':';
        }

        needsComma = type is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
    }
}
