using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.TestSupport;

/// <summary>
/// What a key can look like in a text. One table, for what searches recordings and what cleans messages.
/// </summary>
internal static class KeyDisguises
{
    /// <summary>Texts in the shape of a key, whoever's it is.</summary>
    public static IEnumerable<string> Shapes =>
        [
            "AIzaSyA-1234567890abcdefghijklmnopqrstu",
            "AQ.Ab8RN6Lkj3h4g5f6d7s8a9p0o1i2u3y4t5",
            "ya29.a0AfH6SMBx1234567890abcdef",
            "sk-proj-0123456789abcdefghij",
            "ghp_0123456789abcdefghijABCDEFGHIJ012345",
            "AKIAIOSFODNN7EXAMPLE",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLWhlcmU",
            "-----BEGIN RSA PRIVATE KEY-----",
        ];

    /// <summary>The disguises by name.</summary>
    public static IEnumerable<(string Name, string Text)> Of(string key)
    {
        var url = Uri.EscapeDataString(key);
        var bytes = Encoding.UTF8.GetBytes(key);
        return
        [
            ("raw", key),
            ("percent, upper case", url),
            ("percent, lower case", url.Replace("%2B", "%2b", StringComparison.Ordinal)),
            ("percent, every character", Each(key, "%{0:X2}")),
            ("percent twice", Uri.EscapeDataString(url)),
            ("JSON", JsonSerializer.Serialize(key)[1..^1]),
            ("JSON, relaxed", key.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("/", "\\/")),
            ("JSON, every character", Each(key, "\\u{0:X4}")),
            ("JSON in JSON", JsonSerializer.Serialize(JsonSerializer.Serialize(key))),
            ("a URL in JSON", JsonSerializer.Serialize(new { url = $"https://host/?key={url}" })),
            ("HTML", Each(key, "&#{0};")),
            ("HTML, padded with zeros", Each(key, "&#{0:000000000000};")),
            ("HTML, padded with many zeros", Each(key, "&#{0:000000000000000000000000000000};")),
            ("HTML, without semicolons", Each(key, "&#{0:000}") + "!"),
            ("HTML, hexadecimal", Each(key, "&#x{0:x};")),
            ("Base64", Base64(key)),
            ("Base64 of user:key", Base64("u:" + key)),
            ("Base64, third offset", Base64("u" + key + "tail")),
            ("Base64 in a URL", Uri.EscapeDataString(Base64(key))),
            ("Base64, URL-safe", Base64(key).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
            ("Base64 in lines", Lines(Base64(key), "\r\n ")),
            ("Base64 in escaped lines", Lines(Base64(key), "\\n")),
            ("Base64 of UTF-16", Convert.ToBase64String(Encoding.Unicode.GetBytes(key))),
            (
                "Base64 of UTF-16, the other order",
                Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes("u" + key))
            ),
            ("Base64 of UTF-16 in lines", Lines(Convert.ToBase64String(Encoding.Unicode.GetBytes(key)), "\n")),
            ("Base64 of Base64", Base64(Base64("u:" + key))),
            ("Base64 of Base64 of Base64", Base64(Base64(Base64(key)))),
            ("hexadecimal", Convert.ToHexString(bytes)),
            ("hexadecimal of UTF-16", Convert.ToHexStringLower(Encoding.Unicode.GetBytes(key))),
            ("hexadecimal, with colons", string.Join(':', bytes.Select(one => $"{one:x2}"))),
            ("hexadecimal, as a list", string.Join(", ", bytes.Select(one => $"0x{one:x2}"))),
            ("hexadecimal, as C escapes", string.Concat(bytes.Select(one => $"\\x{one:X2}"))),
            ("without its last character", key[..^1]),
            ("without its first characters", key[3..]),
            ("in lines", Lines(key, "\n")),
            ("in UTF-16", string.Concat(key.Select(unit => $"{unit}\0"))),
            ("over two parts", $$"""[{"text":{{Json(key[..9])}}},{"thought":true},{"text":{{Json(key[9..])}}}]"""),
            ("over two events", $"data: {{\"text\":{Json(key[..9])}}}\n\ndata: {{\"text\" : {Json(key[9..])}}}"),
            ("over a list", $"[{Json(key[..9])},\n{Json(key[9..])}]"),
            ("reversed", new string([.. key.Reverse()])),
        ];
    }

    private static string Each(string key, string format) =>
        string.Concat(key.Select(unit => string.Format(null, format, (int)unit)));

    private static string Lines(string text, string between) =>
        string.Join(between, text.Chunk(10).Select(line => new string(line)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Json(string text) => JsonSerializer.Serialize(text);
}
