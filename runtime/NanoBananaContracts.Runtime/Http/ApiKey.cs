using System;
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
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string text;

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
                    "Copy the key again; it has no spaces, line breaks or quotation marks."
                );
            }
        }
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
    /// <paramref name="words"/> with the key, should it occur in them, replaced: some services quote it back. A key
    /// of a few characters is a placeholder and would only tear holes into ordinary words.
    /// </summary>
    internal string? RemoveFrom(string? words) => IsIn(words) ? Replace(words!) : words;

    /// <summary>Whether some words have the key in them.</summary>
    internal bool IsIn(string? words) =>
        words is not null && text.Length >= 6 && words.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    private string Replace(string words)
    {
        int at;
        while ((at = words.IndexOf(text, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            words = words.Substring(0, at) + "[API key]" + words.Substring(at + text.Length);
        }

        return words;
    }

    /// <summary>Always the same words, never the key.</summary>
    public override string ToString() => "[API key]";

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
