using System.Text.RegularExpressions;

namespace NanoBananaContracts.Cli.Pages;

/// <summary>The Markdown of our own pages as lines of a terminal: headings, paragraphs, lists and code.</summary>
internal static partial class MarkdownText
{
    /// <summary>Puts Markdown on a sheet.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="markdown">A page, or a part of one.</param>
    public static void Write(TerminalSheet sheet, string markdown)
    {
        var paragraph = new List<string>();
        var inCode = false;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                EndParagraph();
                inCode = !inCode;
            }
            else if (inCode)
            {
                sheet.Lines(line, TerminalSheet.Indent + TerminalSheet.Indent);
            }
            else if (line.StartsWith('#'))
            {
                EndParagraph();
                sheet.Lines(Inline(line.TrimStart('#').Trim()), "");
            }
            else if (line.Length == 0)
            {
                EndParagraph();
                sheet.Lines("", "");
            }
            else
            {
                // An item is a paragraph of its own; what is set deeper goes on with it.
                if (line.StartsWith("- ", StringComparison.Ordinal))
                {
                    EndParagraph();
                }

                paragraph.Add(line.Trim());
            }
        }

        EndParagraph();

        void EndParagraph()
        {
            if (paragraph.Count > 0)
            {
                sheet.Lines(Inline(string.Join(' ', paragraph)), TerminalSheet.Indent);
                paragraph.Clear();
            }
        }
    }

    /// <summary>
    /// A paragraph without its marks. Of a link its words are left, with the address where that is a page of its own; what is
    /// code stands as it is.
    /// </summary>
    /// <param name="markdown">Markdown of one paragraph.</param>
    public static string Inline(string markdown) =>
        string.Concat(markdown.Split('`').Select((part, index) => index % 2 == 1 ? part : WithoutMarks(part)));

    private static string WithoutMarks(string text) =>
        Link()
            .Replace(
                text,
                link =>
                    link.Groups["to"].Value.StartsWith("http", StringComparison.Ordinal)
                        ? $"{link.Groups["words"].Value} ({link.Groups["to"].Value})"
                        : link.Groups["words"].Value
            )
            .Replace("**", "", StringComparison.Ordinal);

    [GeneratedRegex(
        @"\[(?<words>[^\]]*)\]\((?<to>[^)\s]*)\)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Link();
}
