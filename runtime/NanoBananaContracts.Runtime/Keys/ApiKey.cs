using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NanoBananaContracts;

/// <summary>
/// An API key that cannot be printed: it has no readable member, so that no log, dump, debugger view or serializer
/// can show it. Assign a string where one is wanted.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[TypeConverter(typeof(ApiKeyConverter))]
public sealed class ApiKey
{
    private const int ShortestSecret = 6;

    // Of words of any length only the beginning is looked through, which excerpts are far shorter than.
    private const int LookedAt = 64 * 1024;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string text;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly KeyForms? forms;

    /// <summary>Holds a key. White space around it (the line break of a file) is taken off.</summary>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: nothing is left, or a character cannot stand in a header.
    /// </exception>
    public ApiKey(string text)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        this.text = text.Trim();
        if (this.text.Length == 0)
        {
            throw new NanoBananaException(FailureKind.MissingApiKey, "The API key is empty.");
        }

        for (var i = 0; i < this.text.Length; i++)
        {
            if (this.text[i] is <= ' ' or > '~')
            {
                throw new NanoBananaException(
                    FailureKind.MissingApiKey,
                    $"Character {i + 1} of the API key (U+{(int)this.text[i]:X4}) cannot stand in a header.",
                    this.text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                        ? "Give the key alone; \"Bearer\" is the ApiKeyScheme of a ContractEndpoint."
                        : "Copy the key again; it has no spaces, line breaks or quotation marks."
                );
            }
        }

        forms = this.text.Length < ShortestSecret ? null : new KeyForms(this.text);
    }

    /// <summary>
    /// Holds a key. <see langword="null"/> and blank text are no key: the client then says which variable to set.
    /// </summary>
    public static implicit operator ApiKey?(string? text) => string.IsNullOrWhiteSpace(text) ? null : new ApiKey(text!);

    /// <summary>Holds a key; the same as the conversion, for languages without it.</summary>
    public static ApiKey FromString(string text) => new(text);

    /// <summary>The text, for the one place that writes the header.</summary>
    internal string Reveal() => text;

    /// <summary>
    /// <paramref name="words"/> with the key, should it occur in them in any form, replaced: some services quote it back.
    /// A key of a few characters is a placeholder and would only tear holes into ordinary words.
    /// </summary>
    internal string? RemoveFrom(string? words) =>
        IsIn(words) ? forms!.Replace(words!, KeyShapes.Shown, isCut: false) : words;

    /// <summary>
    /// The beginning of <paramref name="words"/>, from which the key, and whatever is shaped like one, is removed first: cut
    /// through, it would not be found.
    /// </summary>
    /// <param name="key">The key, if there is one.</param>
    /// <param name="words">The words.</param>
    /// <param name="most">How many characters are shown at most.</param>
    /// <param name="isCut">Whether the words are the beginning of longer ones themselves.</param>
    internal static string Excerpt(ApiKey? key, string words, int most, bool isCut = false)
    {
        if (words.Length > LookedAt)
        {
            (words, isCut) = (words.Substring(0, LookedAt), true);
        }

        words = KeyShapes.Mask(key?.forms?.Replace(words, KeyShapes.Shown, isCut) ?? words, isCut);
        return words.Length <= most ? words
            : most > 0 && char.IsHighSurrogate(words[most - 1]) ? words.Substring(0, most - 1) + " ..."
            : words.Substring(0, most) + " ...";
    }

    /// <summary>Whether some words have the key in them, in any form.</summary>
    internal bool IsIn(string? words) => words is not null && forms is not null && forms.AreIn(words);

    /// <summary>Always the same words, never the key.</summary>
    public override string ToString() => KeyShapes.Shown;

    /// <summary>Lets configuration set a key.</summary>
    internal sealed class ApiKeyConverter : TypeConverter
    {
        /// <inheritdoc/>
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
            sourceType == typeof(string);

        /// <inheritdoc/>
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            (ApiKey?)(value as string);
    }
}
