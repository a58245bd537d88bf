using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Running;

/// <summary>
/// Takes one secret out of texts that go into events. What still holds it then is withheld whole: the last word is the
/// scanner's.
/// </summary>
public sealed class SecretScrubber
{
    /// <summary>What stands in the place of the secret.</summary>
    public const string Placeholder = "$KEY";

    /// <summary>What stands in the place of a text that holds the secret in a form that cannot be cut out.</summary>
    public const string Withheld = "(withheld: the text holds the key)";

    private readonly SecretScanner scanner;
    private readonly KeyForms forms;

    /// <summary>Creates a scrubber.</summary>
    /// <param name="secret">The secret, at least <see cref="SecretScanner.ShortestSecret"/> characters.</param>
    /// <exception cref="ArgumentException">The secret is too short to be told from ordinary text.</exception>
    public SecretScrubber(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        scanner = new SecretScanner([secret], keyShapes: false);
        forms = new KeyForms(secret);
    }

    /// <summary>Whether the text holds the secret in any form.</summary>
    /// <param name="text">The text; null holds nothing.</param>
    public bool IsIn(string? text) => text is not null && scanner.Scan(string.Empty, text).Count > 0;

    /// <summary>The text with <see cref="Placeholder"/> in place of the secret, or <see cref="Withheld"/>.</summary>
    /// <param name="text">The text.</param>
    public string Scrub(string text)
    {
        if (!IsIn(text))
        {
            return text;
        }

        var scrubbed = forms.Replace(text, Placeholder);
        return IsIn(scrubbed) ? Withheld : scrubbed;
    }
}
