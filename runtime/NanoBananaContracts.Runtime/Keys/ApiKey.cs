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
    private readonly Lazy<KeyForms>? forms;

    /// <summary>Holds a key. White space around it (the line break of a file) is taken off.</summary>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: nothing is left, it stands in quotation marks, or a character cannot stand in
    /// a header.
    /// </exception>
    public ApiKey(string text)
        : this(text is null ? throw new ArgumentNullException(nameof(text)) : text.Trim(), isChecked: true) { }

    private ApiKey(string trimmed, bool isChecked)
    {
        text = trimmed;
        Problem = ProblemOf(text);
        if (isChecked && Problem is { } problem)
        {
            throw problem;
        }

        // Not made before some words are looked through: a call that succeeds needs none of them.
        forms = text.Length < ShortestSecret ? null : new Lazy<KeyForms>(() => new KeyForms(text));
    }

    /// <summary>Why this is no key; such a one comes from configuration alone, and is never sent.</summary>
    internal NanoBananaException? Problem { get; }

    /// <summary>Whether it is one of Google's, whole or pasted with a character too many or too few.</summary>
    internal bool BeginsAsGoogles => KeyShapes.BeginsAsGoogles(text);

    /// <summary>Whether it is an OAuth access token of Google's.</summary>
    internal bool BeginsAsAccessToken => KeyShapes.BeginsAsAccessToken(text);

    /// <summary>Whether it is exactly what Google documents its keys to look like.</summary>
    internal bool IsShapedAsGoogles => KeyShapes.IsGoogles(text);

    /// <summary>
    /// Holds a key. <see langword="null"/> and blank text are no key: the client then says which variable to set.
    /// </summary>
    public static implicit operator ApiKey?(string? text) => string.IsNullOrWhiteSpace(text) ? null : new ApiKey(text!);

    /// <summary>Holds a key; the same as the conversion, for languages without it.</summary>
    public static ApiKey FromString(string text) => new(text);

    /// <summary>
    /// What configuration says, also where it can be no key: whoever reads configuration repeats what a conversion refuses.
    /// The check of the options then says what is wrong, without it.
    /// </summary>
    internal static ApiKey? FromConfiguration(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new ApiKey(text!.Trim(), isChecked: false);

    /// <summary>The text, for the one place that writes the header.</summary>
    internal string Reveal() => text;

    /// <summary>
    /// <paramref name="words"/> with the key, should it occur in them in any form, replaced: some services quote it back.
    /// A key of a few characters is a placeholder and would only tear holes into ordinary words.
    /// </summary>
    internal string? RemoveFrom(string? words) =>
        words is null ? null : forms?.Value.Replace(words, KeyShapes.Shown) ?? words;

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

        words = KeyShapes.Mask(key?.forms?.Value.Replace(words, KeyShapes.Shown, isCut) ?? words, isCut);
        return words.Length <= most ? words
            : most > 0 && char.IsHighSurrogate(words[most - 1]) ? words.Substring(0, most - 1) + " ..."
            : words.Substring(0, most) + " ...";
    }

    /// <summary>Whether some words have the key in them, in any form.</summary>
    internal bool IsIn(string? words) => words is not null && forms?.Value.Find(words).Count > 0;

    /// <summary>Always the same words, never the key.</summary>
    public override string ToString() => KeyShapes.Shown;

    private static NanoBananaException? ProblemOf(string text)
    {
        const string Cure = "Copy the key again; it has no spaces, line breaks or quotation marks.";
        if (text.Length == 0)
        {
            return new NanoBananaException(FailureKind.MissingApiKey, "The API key is empty.");
        }

        if (IsQuote(text[0]) || IsQuote(text[text.Length - 1]))
        {
            return new NanoBananaException(
                FailureKind.MissingApiKey,
                "The API key has quotation marks around it.",
                Cure
            );
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is <= ' ' or > '~')
            {
                return new NanoBananaException(
                    FailureKind.MissingApiKey,
                    $"Character {i + 1} of the API key (U+{(int)text[i]:X4}) cannot stand in a header.",
                    text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                        ? "Give the key alone; \"Bearer\" is the ApiKeyScheme of a ContractEndpoint."
                        : Cure
                );
            }
        }

        return null;
    }

    private static bool IsQuote(char c) => c is '"' or '\'' or '`' or '\u2018' or '\u2019' or '\u201C' or '\u201D';

    /// <summary>Lets configuration set a key. It refuses nothing: whoever asked would repeat the key.</summary>
    internal sealed class ApiKeyConverter : TypeConverter
    {
        /// <inheritdoc/>
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
            sourceType == typeof(string);

        /// <inheritdoc/>
        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            FromConfiguration(value as string);
    }
}
