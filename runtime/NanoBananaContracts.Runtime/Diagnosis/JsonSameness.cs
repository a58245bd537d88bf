using System.Text;
using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Whether two texts are the same JSON to a service that reads proto3 JSON.</summary>
internal static class JsonSameness
{
    /// <summary>Values and names are the same, order and escapes aside.</summary>
    internal static bool AreSame(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        AreSame(RawJson.Parse(left), RawJson.Parse(right), static name => name);

    /// <summary>The same, <c>inline_data</c> and <c>inlineData</c> being two spellings of one name.</summary>
    internal static bool AreSameInCamelCase(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        AreSame(RawJson.Parse(left), RawJson.Parse(right), CamelCase);

    private static bool AreSame(RawJson left, RawJson right, Func<string, string> spelling)
    {
        if (left.Utf8.Span.SequenceEqual(right.Utf8.Span))
        {
            return true;
        }

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
                var items = Items(left);
                var others = Items(right);
                return items.Count == others.Count
                    && items.Zip(others, (one, other) => AreSame(one, other, spelling)).All(same => same);
            case JsonValueKind.String:
                // A text that is not Unicode has no value to compare, only what stands there, and that differs.
                return JsonText.TryUnescape(Content(left), out var text)
                    && JsonText.TryUnescape(Content(right), out var otherText)
                    && text == otherText;
            default:
                return left == right;
        }
    }

    private static ReadOnlySpan<byte> Content(RawJson text) => text.Utf8.Span.Slice(1, text.Utf8.Length - 2);

    private static List<RawJson> Items(RawJson value) =>
        ContractReader.Parse(
            value.Utf8,
            static (ref ContractReader reader) =>
            {
                var items = new List<RawJson>();
                while (reader.NextItem())
                {
                    items.Add(reader.ReadRaw());
                }

                return items;
            }
        );

    /// <summary>By name; members of one name stay in the order they came in.</summary>
    private static List<KeyValuePair<string, RawJson>> Members(RawJson value, Func<string, string> spelling) =>
        ContractReader
            .Parse(
                value.Utf8,
                (ref ContractReader reader) =>
                {
                    var members = new List<KeyValuePair<string, RawJson>>();
                    while (reader.NextProperty(out var name))
                    {
                        members.Add(new(spelling(JsonText.FromUtf8(name)), reader.ReadRaw()));
                    }

                    return members;
                }
            )
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .ToList();

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
