using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>Whether two texts are the same JSON to a service that reads proto3 JSON.</summary>
internal static class JsonSameness
{
    /// <summary>Values and names are the same, order and escapes aside.</summary>
    internal static bool AreSame(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        using var before = JsonDocument.Parse(left);
        using var after = JsonDocument.Parse(right);
        return JsonElement.DeepEquals(before.RootElement, after.RootElement);
    }

    /// <summary>The same, <c>inline_data</c> and <c>inlineData</c> being two spellings of one name.</summary>
    internal static bool AreSameInCamelCase(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        AreSame(InCamelCase(left), InCamelCase(right));

    private static ReadOnlyMemory<byte> InCamelCase(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            Write(writer, document.RootElement);
        }

        return output.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(CamelCase(property.Name));
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string CamelCase(string name)
    {
        var result = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '_' && i > 0 && i + 1 < name.Length && name[i + 1] is >= 'a' and <= 'z')
            {
                result.Append((char)(name[++i] - 'a' + 'A'));
            }
            else
            {
                result.Append(name[i]);
            }
        }

        return result.ToString();
    }
}
