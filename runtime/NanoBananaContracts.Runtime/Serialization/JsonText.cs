using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>Texts to UTF-8 and back, as JSON needs them.</summary>
internal static class JsonText
{
    public const NumberStyles Number = NumberStyles.Float;

    public static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>UTF-8 of a JSON text.</summary>
    /// <exception cref="ContractFormatException">The text has half of a surrogate pair, which UTF-8 cannot hold.</exception>
    public static byte[] ToUtf8(string json)
    {
        if (json is null)
        {
            throw new ArgumentNullException(nameof(json));
        }

        try
        {
            return Strict.GetBytes(json);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ContractFormatException(
                $"The text is not Unicode: half of a surrogate pair at character {exception.Index}. "
                    + "Write it as a \\u escape instead.",
                exception.Index,
                0,
                exception.Index,
                "",
                exception
            );
        }
    }

    /// <summary>
    /// The text of a string value of System.Text.Json. Where it is not Unicode (half of a surrogate pair) its escapes are
    /// left as they stand.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was parsed of what is not UTF-8; see <see cref="FromUtf8"/>.</exception>
    public static string Of(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException) when (value.ValueKind == JsonValueKind.String)
        {
            var raw = value.GetRawText();
            return raw.Substring(1, raw.Length - 2);
        }
    }

    /// <summary>Any bytes as a text: what is not UTF-8 is the replacement character.</summary>
    public static string FromUtf8(ReadOnlySpan<byte> utf8)
    {
#if NET
        return Encoding.UTF8.GetString(utf8);
#else
        return utf8.IsEmpty ? "" : Encoding.UTF8.GetString(utf8.ToArray());
#endif
    }

    /// <summary>
    /// The text of a string token without its quotes. Where it is not Unicode the escapes are left as they stand:
    /// nothing better can be said about it in a string.
    /// </summary>
    public static string Unescape(ReadOnlySpan<byte> content) =>
        TryUnescape(content, out var text) ? text : FromUtf8(content);

    /// <summary>The UTF-8 of a string token without its quotes; as it stands where it is not Unicode.</summary>
    public static byte[] UnescapeToUtf8(ReadOnlySpan<byte> content) =>
        TryUnescape(content, out var text) ? Strict.GetBytes(text) : content.ToArray();

    /// <summary>The text of a string token without its quotes.</summary>
    /// <returns>False when it is not Unicode.</returns>
    public static bool TryUnescape(ReadOnlySpan<byte> content, [NotNullWhen(true)] out string? text)
    {
        var token = new byte[content.Length + 2];
        token[0] = (byte)'"';
        content.CopyTo(token.AsSpan(1));
        token[token.Length - 1] = (byte)'"';
        var reader = new Utf8JsonReader(token);
        reader.Read();
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8; the caller keeps the token as it is.
            text = null;
            return false;
        }
    }

    /// <summary>A string token without its quotes, escaped as the writer does.</summary>
    public static byte[] Escape(string text)
    {
        using var writer = new ContractWriter();
        writer.WriteStringValue(text);
        return writer.WrittenSpan.Slice(1, writer.WrittenSpan.Length - 2).ToArray();
    }
}
