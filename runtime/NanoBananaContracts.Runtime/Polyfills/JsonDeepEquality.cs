using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>
/// What System.Text.Json has from version 9 on; with it applications that stay with version 8 could not be restored. Not
/// compiled for net10.0, which has its own.
/// </summary>
internal static class JsonDeepEquality
{
    // Few enough to be counted with.
    private const int LongestExponent = 18;

    extension(JsonElement)
    {
        /// <summary>Whether two values are equal: order of names, escapes and spellings of a number aside.</summary>
        /// <exception cref="InvalidOperationException">A text is not Unicode.</exception>
        public static bool DeepEquals(JsonElement left, JsonElement right)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return left.ValueKind == right.ValueKind
                && left.ValueKind switch
                {
                    JsonValueKind.Object => AreEqualObjects(left, right),
                    JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                        && left.EnumerateArray()
                            .Zip(right.EnumerateArray(), JsonElement.DeepEquals)
                            .All(equal => equal),
                    JsonValueKind.String => left.ValueEquals(right.GetString()),
                    JsonValueKind.Number => AreEqualNumbers(left.GetRawText(), right.GetRawText()),
                    _ => true,
                };
        }
    }

    private static bool AreEqualObjects(JsonElement left, JsonElement right)
    {
        var before = Members(left);
        var after = Members(right);
        return before.Count == after.Count
            && before
                .Zip(after, (one, other) => one.Name == other.Name && DeepEquals(one.Value, other.Value))
                .All(equal => equal);
    }

    /// <summary>By name; members of one name stay in the order they came in.</summary>
    private static List<(string Name, JsonElement Value)> Members(JsonElement value) =>
        value
            .EnumerateObject()
            .Select(member => (member.Name, member.Value))
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ToList();

    private static bool AreEqualNumbers(string left, string right) =>
        left == right || (Parts(left) is { } parts && Parts(right) is { } others && parts == others);

    /// <summary>A number as digits without zeros around them, and the power of ten they stand for.</summary>
    /// <returns>None when its exponent is too long to count with.</returns>
    private static (bool IsNegative, string Digits, long Exponent)? Parts(string number)
    {
        var isNegative = number[0] == '-';
        var end = number.IndexOfAny(['e', 'E']);
        var exponent = end < 0 ? "0" : number.Substring(end + 1);
        if (exponent.Length > LongestExponent)
        {
            return null;
        }

        var digits = number.Substring(isNegative ? 1 : 0, (end < 0 ? number.Length : end) - (isNegative ? 1 : 0));
        var point = digits.IndexOf('.');
        var fraction = point < 0 ? 0 : digits.Length - point - 1;
        digits = point < 0 ? digits : digits.Remove(point, 1);
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return (false, "", 0);
        }

        var power = long.Parse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (isNegative, significant.TrimStart('0'), power - fraction + digits.Length - significant.Length);
    }
}
