using System.Globalization;

namespace NanoBananaContracts.Cli.Pages;

/// <summary>Explanations for people, on a terminal of 80 columns.</summary>
internal static class ExplanationText
{
    private const int ShownCases = 3;
    private const string Deeper = TerminalSheet.Indent + TerminalSheet.Indent + TerminalSheet.Indent;

    /// <summary>A failure.</summary>
    /// <param name="page">Its page.</param>
    /// <param name="cases">The ids of the conformance cases that expect it.</param>
    public static string Of(FailurePage page, IReadOnlyList<string> cases)
    {
        var sheet = new TerminalSheet();
        sheet.Lines(page.Kind, "");
        sheet.Named("seen", MarkdownText.Inline(page.Symptom));
        sheet.Named("cause", MarkdownText.Inline(page.Cause));
        sheet.Named("cure", MarkdownText.Inline(page.Cure));
        sheet.Named("source", MarkdownText.Inline(page.Source));
        if (cases.Count > 0)
        {
            sheet.Section(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"See it happen ({(cases.Count == 1 ? "1 case expects it" : $"{cases.Count} cases expect it")})"
                )
            );
            foreach (var id in cases.Take(ShownCases))
            {
                sheet.Lines($"nanobanana conformance show {id}", TerminalSheet.Indent);
            }
        }

        sheet.Section("Page");
        sheet.Address(PageAddress.Of(page));
        return sheet.ToString();
    }

    /// <summary>A rule.</summary>
    public static string Of(RulePage page)
    {
        var sheet = new TerminalSheet();
        sheet.Lines($"{page.Id}: {page.Title}", "");
        sheet.Lines("", "");
        MarkdownText.Write(sheet, page.Markdown);
        sheet.Section("Page");
        sheet.Address(PageAddress.Of(page));
        return sheet.ToString();
    }

    /// <summary>Every kind of failure and its cure.</summary>
    public static string OfAll(IReadOnlyList<FailurePage> pages)
    {
        var sheet = new TerminalSheet();
        sheet.Lines("Kinds of failure, and what to do", "");
        foreach (var page in pages)
        {
            sheet.Lines(page.Kind, TerminalSheet.Indent);
            sheet.Lines(MarkdownText.Inline(page.Cure), Deeper);
        }

        sheet.Lines("", "");
        sheet.Lines("'nanobanana explain KIND' explains one, and 'nanobanana explain NBC0011' a rule.", "");
        return sheet.ToString();
    }

    /// <summary>The kinds that something a service said may mean.</summary>
    /// <param name="said">A status or a word of a service.</param>
    /// <param name="pages">The kinds.</param>
    public static string OfNamed(string said, IReadOnlyList<FailurePage> pages)
    {
        var sheet = new TerminalSheet();
        sheet.Lines($"{said} is a sign of:", "");
        foreach (var page in pages)
        {
            sheet.Lines(page.Kind, TerminalSheet.Indent);
            sheet.Lines(MarkdownText.Inline(page.Symptom), Deeper);
        }

        sheet.Lines("", "");
        sheet.Lines(
            $"'nanobanana explain {pages[0].Kind}' explains one; 'nanobanana diagnose FILE' says which of them a reply is.",
            ""
        );
        return sheet.ToString();
    }
}
