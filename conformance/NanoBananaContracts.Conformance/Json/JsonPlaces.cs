using System;
using System.Collections.Generic;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>Where in a JSON text a pointer leads: what an editor jumps to.</summary>
internal static class JsonPlaces
{
    /// <summary>Line and column, both from 1, of the value or of its key; (1, 1) where the text breaks off before it.</summary>
    public static (int Line, int Column) Find(ReadOnlySpan<byte> utf8, string pointer)
    {
        var offset = pointer.Length == 0 ? 0 : FindOffset(utf8, pointer);
        var before = utf8[..offset];
        var line = before.Count((byte)'\n') + 1;
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        // Columns count characters, as editors do.
        return (line, System.Text.Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }

    private static int FindOffset(ReadOnlySpan<byte> utf8, string pointer)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1000 });
        var path = new Stack<(bool Array, int Index, string Name)>();
        var deepest = 0;
        var deepestLength = 0;
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        path.Pop();
                        path.Push((false, 0, reader.GetString()!));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.Pop();
                        Next(path);
                        continue;
                }

                var here = Text(path);
                if (here == pointer)
                    return start;
                // A missing key has no place of its own; its parent has.
                if (here.Length > deepestLength && pointer.StartsWith(here + "/", StringComparison.Ordinal))
                    (deepest, deepestLength) = (start, here.Length);
                if (reader.TokenType is JsonTokenType.StartObject)
                    path.Push((false, 0, ""));
                else if (reader.TokenType is JsonTokenType.StartArray)
                    path.Push((true, 0, ""));
                else if (reader.TokenType != JsonTokenType.PropertyName)
                    Next(path);
            }
        }
        catch (JsonException)
        {
            // The text breaks off: the problem has said so, and the place found so far is the best there is.
        }

        return deepest;
    }

    private static void Next(Stack<(bool Array, int Index, string Name)> path)
    {
        if (path.TryPeek(out var top) && top.Array)
        {
            path.Pop();
            path.Push((true, top.Index + 1, ""));
        }
    }

    private static string Text(Stack<(bool Array, int Index, string Name)> path)
    {
        var text = "";
        foreach (var (array, index, name) in path)
        {
            var token = array
                ? index.ToString(System.Globalization.CultureInfo.InvariantCulture)
                : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
            text = "/" + token + text;
        }

        return text;
    }
}
