using System.Text;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Recording;

/// <summary>A sanitizer of every text that is left: path, query values, header values and bodies.</summary>
internal abstract class TextSanitizer(string id, string title) : Sanitizer(id, title)
{
    /// <inheritdoc/>
    public override void Apply(RecordedExchange exchange)
    {
        var times = 0;
        exchange.Path = Clean(exchange.Path, ref times);
        exchange.RequestBody = Clean(exchange.RequestBody, ref times);
        exchange.ResponseBody = Clean(exchange.ResponseBody, ref times);
        foreach (
            var pairs in (IEnumerable<List<KeyValuePair<string, string>>>)
                [exchange.Query, exchange.RequestHeaders, exchange.ResponseHeaders]
        )
        {
            for (var at = 0; at < pairs.Count; at++)
            {
                pairs[at] = KeyValuePair.Create(pairs[at].Key, Clean(pairs[at].Value, ref times));
            }
        }

        exchange.Note(Id, times);
    }

    /// <summary>The text without what this sanitizer takes out, and how often that was.</summary>
    protected abstract string Clean(string text, ref int times);
}

/// <summary>NBS005 and its like: what a pattern matches is replaced.</summary>
internal sealed class PatternSanitizer(string id, string title, Regex pattern, string replacement)
    : TextSanitizer(id, title)
{
    /// <inheritdoc/>
    protected override string Clean(string text, ref int times)
    {
        var count = pattern.Count(text);
        times += count;
        return count == 0 ? text : pattern.Replace(text, replacement);
    }
}

/// <summary>NBS006: what has the shape of a key, known or not.</summary>
internal sealed class KeyShapeSanitizer() : TextSanitizer("NBS006", "text in the shape of a key")
{
    /// <inheritdoc/>
    protected override string Clean(string text, ref int times)
    {
        StringBuilder? result = null;
        var at = 0;
        foreach (var (index, length) in KeyShapes.Find(text))
        {
            result ??= new StringBuilder(text.Length);
            result.Append(text, at, index - at).Append(Redacted);
            at = index + length;
            times++;
        }

        return result?.Append(text, at, text.Length - at).ToString() ?? text;
    }
}

/// <summary>NBS017: strings of a body that look as if they were drawn by lot.</summary>
internal sealed class CredentialSanitizer() : TextSanitizer("NBS017", "strings that look like credentials")
{
    /// <inheritdoc/>
    protected override string Clean(string text, ref int times)
    {
        var count = 0;
        var result = SensitivePatterns.OneWord.Replace(
            text,
            match =>
            {
                var looks = CredentialLook.Has(match.Value);
                count += looks ? 1 : 0;
                return looks ? Redacted : match.Value;
            }
        );
        times += count;
        return result;
    }
}

/// <summary>NBS007 to NBS011: a known secret, in one of the forms it can take.</summary>
internal sealed class SecretSanitizer(string id, string title, IEnumerable<string> secrets, params SecretForm[] forms)
    : TextSanitizer(id, title)
{
    private readonly string[] needles =
    [
        .. secrets
            .SelectMany(SecretForms.Of)
            .Where(form => forms.Contains(form.Form))
            .Select(form => form.Text)
            // A needle that contains another is replaced first, or half of it would be left.
            .OrderByDescending(text => text.Length),
    ];

    /// <inheritdoc/>
    protected override string Clean(string text, ref int times)
    {
        foreach (var needle in needles)
        {
            var count = Count(text, needle);
            if (count > 0)
            {
                times += count;
                text = text.Replace(needle, Redacted, StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }

    private static int Count(string text, string needle)
    {
        var count = 0;
        for (
            var at = text.IndexOf(needle, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(needle, at + needle.Length, StringComparison.OrdinalIgnoreCase)
        )
        {
            count++;
        }

        return count;
    }
}
