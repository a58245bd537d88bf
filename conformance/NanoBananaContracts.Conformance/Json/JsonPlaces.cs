using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>Places of a JSON text: what an editor jumps to. Offsets count bytes.</summary>
internal static class JsonPlaces
{
    /// <summary>How deep a text may nest.</summary>
    public const int MaxDepth = 128;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>Line and column, both from 1; columns count characters, as editors do.</summary>
    public static (int Line, int Column) Of(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    /// <summary>The offset of a line and a byte in it, both from 0, as a <see cref="JsonException"/> counts.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> utf8, long line, long byteInLine)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(start + byteInLine, utf8.Length);
    }

    /// <summary>The offset of a value, or of its key; where a JSON Pointer leads nowhere, of the last parent that is there.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> utf8, string pointer)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        var offset = 0;
        // A text that is no JSON has problems of the whole text only, and those need no reading.
        var tokens = pointer.Split('/').Skip(1).Select(Unescape).ToArray();
        if (tokens.Length > 0)
        {
            reader.Read();
        }

        foreach (var token in tokens)
        {
            if (!Enter(ref reader, token, ref offset))
            {
                break;
            }
        }

        return offset;
    }

    /// <summary>The second of two keys of one name in one object; null where there is none.</summary>
    public static (int Offset, string Name)? SecondOfTwo(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                open.Push(new HashSet<string>(StringComparer.Ordinal));
            }
            else if (reader.TokenType == JsonTokenType.EndObject)
            {
                open.Pop();
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && !open.Peek().Add(reader.GetString()!))
            {
                return ((int)reader.TokenStartIndex, reader.GetString()!);
            }
        }

        return null;
    }

    /// <summary>
    /// The first text or key that holds half a character: a half of a surrogate pair, or bytes that are no UTF-8. It is its
    /// own place or that of its key. Null where there is none, and where the text ends as JSON before.
    /// </summary>
    public static int? OffsetOfHalfCharacter(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        var (place, isBehindKey) = (0, false);
        try
        {
            while (reader.Read())
            {
                place = isBehindKey ? place : (int)reader.TokenStartIndex;
                isBehindKey = reader.TokenType == JsonTokenType.PropertyName;
                if (
                    reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String
                    && (reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan))
                )
                {
                    _ = reader.GetString();
                }
            }

            return null;
        }
        catch (InvalidOperationException)
        {
            return place;
        }
        catch (JsonException)
        {
            return null; // Whoever reads it says so.
        }
    }

    /// <summary>A step of a JSON Pointer for a key.</summary>
    public static string Escape(string key) =>
        key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>Moves the reader from a value to its child of a name or an index.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string token, ref int offset)
    {
        if (
            reader.TokenType == JsonTokenType.StartArray
            && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        )
        {
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index--)
            {
                offset = index == 0 ? (int)reader.TokenStartIndex : offset;
                if (index == 0)
                {
                    return true;
                }

                reader.Skip();
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMeant = reader.ValueTextEquals(token);
                offset = isMeant ? (int)reader.TokenStartIndex : offset;
                reader.Read();
                if (isMeant)
                {
                    return true;
                }

                reader.Skip();
            }
        }

        return false;
    }
}
