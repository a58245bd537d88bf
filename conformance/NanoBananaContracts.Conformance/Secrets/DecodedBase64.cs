using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>What the Base64 in a text stands for, as text.</summary>
internal static partial class DecodedBase64
{
    /// <summary>All of it, a line for each run; each byte is one character. Empty where there is none.</summary>
    /// <param name="resolved">A text whose escapes are resolved.</param>
    public static string Of(string resolved)
    {
        var result = new StringBuilder();
        foreach (Match match in Run.Matches(resolved))
        {
            var digits = new StringBuilder(match.Length);
            foreach (var unit in match.ValueSpan)
            {
                if (!char.IsWhiteSpace(unit))
                {
                    digits.Append(
                        unit switch
                        {
                            '+' => '-',
                            '/' => '_',
                            _ => unit,
                        }
                    );
                }
            }

            // One digit too many stands for less than a byte.
            digits.Length -= digits.Length % 4 == 1 ? 1 : 0;
            result.Append(Encoding.Latin1.GetString(Base64Url.DecodeFromChars(Canonical(digits)))).Append('\n');
        }

        return result.ToString();
    }

    /// <summary>The digits, the last one without the bits that belong to no byte: strict readers refuse them.</summary>
    private static string Canonical(StringBuilder digits)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        if (digits.Length % 4 != 0)
        {
            var spare = digits.Length % 4 == 2 ? 0x0F : 0x03;
            var last = Alphabet.IndexOf(digits[^1], StringComparison.Ordinal);
            digits[^1] = Alphabet[last & ~spare];
        }

        return digits.ToString();
    }

    // Lines of Base64 are one run; words beside each other are not.
    [GeneratedRegex(@"[A-Za-z0-9+/_-]{10,}(?:[\r\n]{1,4}[A-Za-z0-9+/_-]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Run { get; }
}
