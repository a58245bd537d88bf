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
        var places = KeyShapes.Find(text);
        times += places.Count;
        return KeyPlace.Replace(text, places, Redacted);
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
internal sealed class SecretSanitizer(string id, string title, IReadOnlyList<KeyForms> secrets, params KeyForm[] forms)
    : TextSanitizer(id, title)
{
    /// <inheritdoc/>
    protected override string Clean(string text, ref int times)
    {
        // All of them together: where one secret is a part of another, half of that would be left.
        var places = KeyPlace.Merged(
            secrets.SelectMany(secret => secret.FindPlain(text)).Where(place => forms.Contains(place.Form))
        );
        times += places.Count;
        return KeyPlace.Replace(text, places, Redacted);
    }
}
