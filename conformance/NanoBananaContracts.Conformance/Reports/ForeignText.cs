using NanoBananaContracts.Conformance.Secrets;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Conformance.Reports;

/// <summary>
/// Texts of clients and of recorded streams, as any report or terminal may hold them: nothing in them is obeyed, reorders
/// what stands around it, or begins a line of its own. What is hidden is shown as an escape, so that a developer sees what
/// the client wrote; the markup of a format is escaped by its report. What is shaped like a key is hidden: what is shown of
/// a run gets into issues and chats.
/// </summary>
internal static class ForeignText
{
    /// <summary>The text on one line: line ends and tabs are blanks, other hidden characters escapes.</summary>
    public static string Line(string text) =>
        Visible(SecretText.MaskKeys(text).ReplaceLineEndings(" ").Replace('\t', ' '));

    /// <summary>The text with its line ends, as LF, and its tabs; other hidden characters are escapes.</summary>
    public static string Lines(string text) => SeveralLines(SecretText.MaskKeys(text));

    private static string SeveralLines(string text) =>
        text.AsSpan().ContainsAny('\r', '\n', '\t')
            ? string.Join(
                '\n',
                // Only what every reader takes for a line end is one; the others of Unicode are escapes.
                text.Replace("\r\n", "\n", StringComparison.Ordinal)
                    .Split('\n')
                    .Select(line => string.Join('\t', line.Split('\t').Select(Visible)))
            )
            : Visible(text);

    // The two that no XML holds and Unicode does not call hidden: they are no characters at all.
    private static string Visible(string text) =>
        HiddenCharacters
            .Escaped(text)
            .Replace("\uFFFE", "\\ufffe", StringComparison.Ordinal)
            .Replace("\uFFFF", "\\uffff", StringComparison.Ordinal);
}
