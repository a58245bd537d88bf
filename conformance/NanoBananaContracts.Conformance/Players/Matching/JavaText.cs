using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Players.Matching;

/// <summary>The text WireMock makes of what a JSONPath leads to, before a matcher sees it.</summary>
internal static class JavaText
{
    /// <summary>Text of a single value: an object is written as JSON with line ends.</summary>
    public static string OfValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? JacksonJson.WritePretty(value) : OfItem(value);

    /// <summary>Text of a list as a whole.</summary>
    public static string OfList(IEnumerable<JsonElement> items)
    {
        var text = new StringBuilder("[");
        foreach (var (index, item) in items.Index())
        {
            if (index > 0)
                text.Append(',');
            JacksonJson.Append(text, item);
        }

        return text.Append(']').ToString();
    }

    /// <summary>Text of an item of a list: an object becomes <c>{a=1, b=2}</c>, which is Java's own and no JSON.</summary>
    public static string OfItem(JsonElement item) =>
        item.ValueKind switch
        {
            JsonValueKind.String => item.GetString()!,
            JsonValueKind.Number => OfNumber(item.GetRawText()),
            JsonValueKind.Array => OfList(item.EnumerateArray()),
            JsonValueKind.Object => "{"
                + string.Join(
                    ", ",
                    item.EnumerateObject().Select(property => property.Name + "=" + OfItem(property.Value))
                )
                + "}",
            _ => item.GetRawText(),
        };

    /// <summary><c>1.00</c> becomes <c>1.0</c> and <c>1e5</c> becomes <c>100000.0</c>: Java's text of a double.</summary>
    private static string OfNumber(string raw)
    {
        if (!raw.AsSpan().ContainsAny('.', 'e', 'E'))
            return raw;
        if (HasMoreDigitsThanDouble(raw))
            return raw;
        var value = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";

        // Both languages use the shortest digits that read back as the same double; they only set the point elsewhere.
        var scientific = value.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(
            scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture
        );
        var mantissa = value.ToString("R", CultureInfo.InvariantCulture).TakeWhile(c => c != 'E');
        var digits = string.Concat(mantissa.Where(char.IsAsciiDigit)).Trim('0');
        var (whole, fraction, tail) =
            exponent is < -3 or >= 7 ? (digits[..1], digits[1..], "E" + exponent.ToString(CultureInfo.InvariantCulture))
            : exponent < 0 ? ("0", new string('0', -exponent - 1) + digits, "")
            : (
                digits.PadRight(exponent + 1, '0')[..(exponent + 1)],
                digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "",
                ""
            );
        return (value < 0 ? "-" : "") + whole + "." + (fraction.Length > 0 ? fraction : "0") + tail;
    }

    /// <summary>A number a double cannot hold is kept as a decimal, and its text as it stands.</summary>
    private static bool HasMoreDigitsThanDouble(string raw) =>
        raw.TakeWhile(c => c is not ('e' or 'E')).Count(char.IsAsciiDigit) > 17;
}
