using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NanoBananaContracts.Conformance.Secrets;

/// <summary>Every form in which one secret could stand in a text: what must never be found in anything we write.</summary>
/// <remarks>
/// Forms that a text is normalised out of before the search (percent escapes in either case, JSON escapes of single
/// characters) are found by <see cref="SecretScanner"/>; here are the forms that have to be searched for as they are.
/// </remarks>
internal static class SecretForms
{
    /// <summary>The forms of a secret, each with its name.</summary>
    /// <param name="secret">The secret as its owner knows it.</param>
    public static IReadOnlyList<(SecretForm Form, string Text)> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var forms = new List<(SecretForm, string)>
        {
            (SecretForm.Raw, secret),
            (SecretForm.Url, Uri.EscapeDataString(secret)),
            (SecretForm.Url, LowerCaseEscapes(Uri.EscapeDataString(secret))),
            (SecretForm.Json, JsonEncodedText.Encode(secret).Value),
            (SecretForm.Json, JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value),
            (SecretForm.Json, JsonEscaped(secret)),
            (SecretForm.Hex, Convert.ToHexString(bytes)),
            (SecretForm.Hex, Convert.ToHexString(bytes).ToLower(CultureInfo.InvariantCulture)),
            (SecretForm.Reversed, new string([.. secret.Reverse()])),
        };
        // Windows tools write text as UTF-16. In Base64 that is found by decoding.
        foreach (var wide in (byte[][])[Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret)])
        {
            forms.Add((SecretForm.Hex, Convert.ToHexString(wide)));
            forms.Add((SecretForm.Hex, Convert.ToHexStringLower(wide)));
        }

        foreach (var text in Base64Cores(bytes))
        {
            forms.Add((SecretForm.Base64, text));
            forms.Add((SecretForm.Base64, text.Replace('+', '-').Replace('/', '_')));
        }

        return [.. forms.DistinctBy(form => form.Item2)];
    }

    /// <summary>The forms of a secret in a <see cref="SqueezedText"/>; of the secret itself its middle, as most of it is enough.</summary>
    /// <param name="secret">The secret as its owner knows it.</param>
    public static IEnumerable<(SecretForm Form, string Text)> Squeezed(string secret) =>
        Of(secret)
            .Where(form => form.Form is not (SecretForm.Url or SecretForm.Json))
            .Select(form => (form.Form, Text: SqueezedText.Of(form.Text)))
            .Select(form => form.Form == SecretForm.Raw ? (SecretForm.Pieces, Middle(form.Text)) : form)
            // What is all punctuation has nothing to be told from innocent text by.
            .Where(form => form.Item2.Length >= SecretScanner.ShortestSecret)
            .Distinct();

    /// <summary>What every piece of three quarters of the text contains, but never too little to be told from others.</summary>
    private static string Middle(string text)
    {
        var margin = Math.Max(0, Math.Min(text.Length / 4, (text.Length - SecretScanner.ShortestSecret) / 2));
        return text[margin..(text.Length - margin)];
    }

    private static string LowerCaseEscapes(string escaped) =>
        EscapeReading.PercentEscape.Replace(escaped, match => match.Value.ToLowerInvariant());

    /// <summary>Every character as <c>\uXXXX</c>: the form no tool writes by chance.</summary>
    private static string JsonEscaped(string secret) =>
        string.Concat(secret.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")));

    /// <summary>
    /// The Base64 characters that depend on the secret alone, for each of the three places where it can begin inside a
    /// longer text (<c>user:secret</c> in Base64 does not contain the Base64 of <c>secret</c>).
    /// </summary>
    private static IEnumerable<string> Base64Cores(byte[] bytes)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var padded = new byte[offset + bytes.Length];
            bytes.CopyTo(padded, offset);
            var whole = Convert.ToBase64String(padded).TrimEnd('=');
            // The first characters mix in what stood before, the last what stands behind.
            var from = ((offset * 8) + 5) / 6;
            var to = padded.Length * 8 / 6;
            yield return whole[from..to];
        }
    }
}
