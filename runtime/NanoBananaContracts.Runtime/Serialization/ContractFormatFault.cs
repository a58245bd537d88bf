using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// Says where a text stops being JSON. It reads the text a second time, which costs nothing as long as nothing fails:
/// readers need not keep track of where they are.
/// </summary>
internal static class ContractFormatFault
{
    private const int LongestName = 128;

    public static ContractFormatException Explain(ReadOnlySpan<byte> text, int maxDepth, JsonException exception)
    {
        var path = new List<Step>();
        var isBroken = false; // What reads a value may refuse it by itself.
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
                Follow(path, ref reader);
            }
        }
        catch (JsonException again)
        {
            exception = again;
            isBroken = true;
        }

        var line = exception.LineNumber ?? 0;
        var byteInLine = exception.BytePositionInLine ?? 0;
        var offset = OffsetOf(text, line, byteInLine);
        var where = Describe(path);
        var isEmpty = text.IndexOfAnyExceptWhiteSpace() < 0;
        var isCut = isBroken && !isEmpty && IsBeginning(text, maxDepth);
        var what =
            isEmpty ? "The text is empty where JSON was expected"
            : isCut ? "The JSON is cut: it ends before its last value is complete"
            : path.Count >= maxDepth ? $"The JSON is nested more than {maxDepth} levels deep"
            : "The text is not JSON";
        var message = FormattableString.Invariant(
            $"{what} (line {line + 1}, byte {byteInLine + 1}, offset {offset}{(where.Length == 0 ? "" : ", in " + where)})."
        );
        return new ContractFormatException(message, offset, line, byteInLine, where, exception) { IsCut = isCut };
    }

    /// <summary>Path of the value whose token begins at an offset; of the object or list that ends there.</summary>
    public static string PathAt(ReadOnlySpan<byte> text, long offset, int maxDepth)
    {
        var path = new List<Step>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read() && reader.TokenStartIndex < offset)
        {
            Follow(path, ref reader);
        }

        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            path.RemoveAt(path.Count - 1);
        }
        else
        {
            Count(path);
        }

        return Describe(path);
    }

    /// <summary>Whether a text can still become JSON: nothing in it is wrong but that it ends.</summary>
    private static bool IsBeginning(ReadOnlySpan<byte> text, int maxDepth)
    {
        var options = new JsonReaderOptions { MaxDepth = maxDepth };
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(options));
        try
        {
            while (reader.Read()) { }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int IndexOfAnyExceptWhiteSpace(this ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t'))
            {
                return i;
            }
        }

        return -1;
    }

    private static void Follow(List<Step> path, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Count(path);
                path.Add(new Step(IsArray: false, Name: null, Index: -1));
                break;
            case JsonTokenType.StartArray:
                Count(path);
                path.Add(new Step(IsArray: true, Name: null, Index: -1));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                path.RemoveAt(path.Count - 1);
                break;
            case JsonTokenType.PropertyName:
                path[path.Count - 1] = new Step(IsArray: false, Name(reader.ValueSpan), -1);
                break;
            default:
                Count(path);
                break;
        }
    }

    // A name may be as long as the reply; its beginning says where it stands.
    private static string Name(ReadOnlySpan<byte> name) =>
        name.Length > LongestName ? JsonText.Unescape(name.Slice(0, LongestName)) + " ..." : JsonText.Unescape(name);

    private static void Count(List<Step> path)
    {
        if (path.Count > 0 && path[path.Count - 1].IsArray)
        {
            path[path.Count - 1] = path[path.Count - 1] with { Index = path[path.Count - 1].Index + 1 };
        }
    }

    private static string Describe(List<Step> path)
    {
        var text = new StringBuilder();
        foreach (var step in path)
        {
            if (step.IsArray)
            {
                text.Append('[').Append(Math.Max(step.Index, 0)).Append(']');
            }
            else if (step.Name is not null)
            {
                text.Append(text.Length == 0 ? "" : ".").Append(step.Name);
            }
        }

        return text.ToString();
    }

    private static long OffsetOf(ReadOnlySpan<byte> text, long line, long byteInLine)
    {
        var offset = 0;
        for (long i = 0; i < line; i++)
        {
            var next = text.Slice(offset).IndexOf((byte)'\n');
            if (next < 0)
            {
                break;
            }

            offset += next + 1;
        }

        return offset + byteInLine;
    }

    private readonly record struct Step(bool IsArray, string? Name, int Index);
}
