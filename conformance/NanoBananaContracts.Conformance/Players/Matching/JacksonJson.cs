using System;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>JSON as WireMock's strict library reads and writes it.</summary>
internal static class JacksonJson
{
    /// <summary>The first value of a text; what follows it is ignored, as there. Null when there is none.</summary>
    public static JsonElement? TryParse(string text)
    {
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(text),
            new JsonReaderOptions { MaxDepth = 1000, AllowMultipleValues = true }
        );
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
                return null;
            using (document)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The bytes WireMock sends for a <c>jsonBody</c>: no white space, characters beyond the BMP as escaped
    /// surrogates, decimals without an exponent.
    /// </summary>
    public static byte[] WriteCompact(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The text WireMock matches against where a JSONPath leads to one object.</summary>
    public static string WritePretty(JsonElement value)
    {
        var text = new StringBuilder();
        AppendPretty(text, value, 0);
        return text.ToString();
    }

    internal static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var firstProperty = true;
                foreach (var property in value.EnumerateObject())
                {
                    if (!firstProperty)
                        text.Append(',');
                    firstProperty = false;
                    AppendString(text, property.Name);
                    text.Append(':');
                    Append(text, property.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var firstItem = true;
                foreach (var item in value.EnumerateArray())
                {
                    if (!firstItem)
                        text.Append(',');
                    firstItem = false;
                    Append(text, item);
                }

                text.Append(']');
                break;
            default:
                AppendScalar(text, value);
                break;
        }
    }

    private static void AppendPretty(StringBuilder text, JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            text.Append('{');
            var any = false;
            foreach (var property in value.EnumerateObject())
            {
                text.Append(any ? ",\n" : "\n").Append(' ', 2 * (depth + 1));
                any = true;
                AppendString(text, property.Name);
                text.Append(" : ");
                AppendPretty(text, property.Value, depth + 1);
            }

            if (any)
                text.Append('\n').Append(' ', 2 * depth);
            else
                text.Append(' ');
            text.Append('}');
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            text.Append('[');
            var any = false;
            foreach (var item in value.EnumerateArray())
            {
                text.Append(any ? ", " : " ");
                any = true;
                AppendPretty(text, item, depth);
            }

            text.Append(" ]");
        }
        else
        {
            AppendScalar(text, value);
        }
    }

    private static void AppendScalar(StringBuilder text, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            AppendString(text, value.GetString()!);
        else if (value.ValueKind == JsonValueKind.Number)
            text.Append(PlainNumber(value.GetRawText()));
        else
            text.Append(value.GetRawText());
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                default:
                    if (c < 0x20 || char.IsSurrogate(c))
                        text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    else
                        text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    /// <summary>
    /// Writes <c>1e5</c> as <c>100000</c>; a number without an exponent stays as it stands. There is no negative zero.
    /// </summary>
    private static string PlainNumber(string raw)
    {
        if (raw[0] == '-' && raw.AsSpan(1).IndexOfAnyInRange('1', '9') < 0)
            raw = raw[1..];
        var e = raw.AsSpan().IndexOfAny('e', 'E');
        if (
            e < 0
            || !int.TryParse(
                raw.AsSpan(e + 1),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var exponent
            )
            || Math.Abs(exponent) > 400
        )
        {
            return raw;
        }

        var negative = raw[0] == '-';
        var mantissa = raw.AsSpan(negative ? 1 : 0, e - (negative ? 1 : 0));
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        var pointAt = (point < 0 ? mantissa.Length : point) + exponent;
        var plain =
            pointAt <= 0 ? "0." + new string('0', -pointAt) + digits
            : pointAt >= digits.Length ? digits + new string('0', pointAt - digits.Length)
            : digits[..pointAt] + "." + digits[pointAt..];
        plain = plain.StartsWith("0.", StringComparison.Ordinal) ? plain : plain.TrimStart('0');
        if (plain.Length == 0 || plain[0] == '.')
            plain = "0" + plain;
        return negative ? "-" + plain : plain;
    }
}
