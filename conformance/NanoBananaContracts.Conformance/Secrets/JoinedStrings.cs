using System.Text;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>The strings of JSON members of one name, put together: a text that parts or events bring piece by piece.</summary>
/// <remarks>A pattern on the text, as it works alike on events, on arrays, on bodies that were cut and on JSON in a string.</remarks>
internal static partial class JoinedStrings
{
    /// <summary>For each name that stands more than once, what its strings make together.</summary>
    /// <param name="resolved">A text whose escapes are resolved.</param>
    public static IEnumerable<string> Of(string resolved)
    {
        var joined = new Dictionary<string, (StringBuilder Text, int Count)>(StringComparer.Ordinal);
        foreach (Match match in NamedString.Matches(resolved))
        {
            var (text, count) = joined.GetValueOrDefault(match.Groups[1].Value, (new StringBuilder(), 0));
            joined[match.Groups[1].Value] = (text.Append(match.Groups[2].ValueSpan), count + 1);
        }

        return joined.Values.Where(one => one.Count > 1).Select(one => one.Text.ToString());
    }

    [GeneratedRegex(
        """"
            "([A-Za-z0-9_$@.-]{1,100})"\s{0,100}:\s{0,100}"([^"]*)
            """",
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex NamedString { get; }
}
