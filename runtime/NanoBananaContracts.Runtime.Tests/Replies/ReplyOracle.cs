using System.Globalization;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>What System.Text.Json says about a text, to hold the incremental reader to.</summary>
internal static class ReplyOracle
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ReplyNesting.MaxDepth };

    /// <summary>Whether it is JSON.</summary>
    public static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = ReplyNesting.MaxDepth });
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

    /// <summary>Whether it is JSON, perhaps behind byte order marks.</summary>
    public static bool IsMarkedJson(ReadOnlySpan<byte> text)
    {
        while (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[3..];
        }

        return IsJson(text);
    }

    /// <summary>The texts of the pictures in the order of the reply, as Base64 values, and the reply without them.</summary>
    public static (List<Base64Data> Pictures, string Skeleton) Take(byte[] text)
    {
        using var document = JsonDocument.Parse(text, Options);
        var pictures = new List<Base64Data>();
        var skeleton = new StringBuilder();
        Write(document.RootElement, "", pictures, skeleton);
        return (pictures, skeleton.ToString());
    }

    private static void Write(JsonElement element, string path, List<Base64Data> pictures, StringBuilder skeleton)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                skeleton.Append('{');
                foreach (var property in element.EnumerateObject())
                {
                    skeleton.Append(JsonMarshalName(property)).Append(':');
                    Write(property.Value, $"{path}.{Same(property.Name)}", pictures, skeleton);
                    skeleton.Append(',');
                }

                skeleton.Append('}');
                break;
            case JsonValueKind.Array:
                skeleton.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, path + "[]", pictures, skeleton);
                    skeleton.Append(',');
                }

                skeleton.Append(']');
                break;
            case JsonValueKind.String when Rootless(path) == ".candidates[].content.parts[].inlineData.data":
                var isEmpty = element.GetRawText() == "\"\"";
                skeleton.Append(CultureInfo.InvariantCulture, $"\"{(isEmpty ? "" : pictures.Count)}\"");
                pictures.Add(new Base64Data(Encoding.UTF8.GetBytes(element.GetRawText())));
                break;
            case JsonValueKind.String when Rootless(path) == ".candidates[].content.parts[].thoughtSignature":
                skeleton.Append("\"\"");
                break;
            default:
                skeleton.Append(element.GetRawText());
                break;
        }
    }

    private static string JsonMarshalName(JsonProperty property)
    {
        // The text of the name as it stands; ToString of a property is name, colon and value.
        var raw = property.ToString();
        var end = 1;
        while (raw[end] != '"')
        {
            end += raw[end] == '\\' ? 2 : 1;
        }

        return raw[..(end + 1)];
    }

    // A path step that cannot be mistaken for two.
    private static string Same(string name) =>
        name switch
        {
            "inline_data" => "inlineData",
            "thought_signature" => "thoughtSignature",
            _ => name.Replace(".", "..", StringComparison.Ordinal).Replace("[", "..[", StringComparison.Ordinal),
        };

    private static string Rootless(string path) => path.StartsWith("[].", StringComparison.Ordinal) ? path[2..] : path;
}
