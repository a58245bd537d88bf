using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Whether two texts are the same JSON to a service that reads proto3 JSON.</summary>
internal static class JsonSameness
{
    /// <summary>Values and names are the same, order and escapes aside.</summary>
    internal static bool AreSame(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        AreSame(left, right, static name => name);

    /// <summary>The same, <c>inline_data</c> and <c>inlineData</c> being two spellings of one name.</summary>
    internal static bool AreSameInCamelCase(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        AreSame(left, right, CamelCase);

    private static bool AreSame(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, Func<string, string> spelling)
    {
        using var before = JsonDocument.Parse(left);
        using var after = JsonDocument.Parse(right);
        return AreSame(before.RootElement, after.RootElement, spelling);
    }

    private static bool AreSame(JsonElement left, JsonElement right, Func<string, string> spelling)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        switch (left.ValueKind)
        {
            case JsonValueKind.Object:
                var before = Members(left, spelling);
                var after = Members(right, spelling);
                return before.Count == after.Count
                    && before
                        .Zip(after, (one, other) => one.Key == other.Key && AreSame(one.Value, other.Value, spelling))
                        .All(same => same);
            case JsonValueKind.Array:
                return left.GetArrayLength() == right.GetArrayLength()
                    && left.EnumerateArray()
                        .Zip(right.EnumerateArray(), (one, other) => AreSame(one, other, spelling))
                        .All(same => same);
            case JsonValueKind.String:
                return AreSameText(left, right);
            default:
                return JsonElement.DeepEquals(left, right);
        }
    }

    /// <summary>By name; members of one name stay in the order they came in.</summary>
    private static List<KeyValuePair<string, JsonElement>> Members(JsonElement value, Func<string, string> spelling) =>
        value
            .EnumerateObject()
            .Select(member => new KeyValuePair<string, JsonElement>(spelling(Name(member)), member.Value))
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .ToList();

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no Unicode; such a name is what stands there.
            return JsonText.FromUtf8(JsonMarshal.GetRawUtf8PropertyName(member));
        }
    }

    private static bool AreSameText(JsonElement left, JsonElement right)
    {
        try
        {
            return JsonElement.DeepEquals(left, right);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no Unicode: such a text has no value to compare, only what stands there.
            return JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right));
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
