namespace NanoBananaContracts.Cli.Pages;

/// <summary>Explanations for scripts, a JSON object a line. Every key is always there.</summary>
internal static class ExplanationJson
{
    /// <summary>A failure.</summary>
    /// <param name="page">Its page.</param>
    /// <param name="cases">The ids of the conformance cases that expect it.</param>
    public static string Of(FailurePage page, IReadOnlyList<string> cases) =>
        JsonLine.Of(json =>
        {
            json.WriteString("kind", page.Kind);
            json.WriteString("symptom", MarkdownText.Inline(page.Symptom));
            json.WriteString("cause", MarkdownText.Inline(page.Cause));
            json.WriteString("cure", MarkdownText.Inline(page.Cure));
            json.WriteString("source", MarkdownText.Inline(page.Source));
            json.WriteString("page", PageAddress.Of(page));
            json.WriteStartArray("cases");
            foreach (var id in cases)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }) + "\n";

    /// <summary>A rule; its text is Markdown.</summary>
    public static string Of(RulePage page) =>
        JsonLine.Of(json =>
        {
            json.WriteString("rule", page.Id);
            json.WriteString("title", page.Title);
            json.WriteString("text", page.Markdown);
            json.WriteString("page", PageAddress.Of(page));
        }) + "\n";
}
