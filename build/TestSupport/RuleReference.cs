using System.Text.RegularExpressions;

namespace NanoBananaContracts.TestSupport;

/// <summary>The reference page of rules that have no page of their own, taken apart: each project holds its rules to it.</summary>
internal static class RuleReference
{
    /// <summary>The page, relative to the root of the repository.</summary>
    public const string Page = "docs/rules/schema.md";

    private static readonly string[] Parts = PartsOf(Page);

    /// <summary>What stands before the first rule: the table of contents, on one line.</summary>
    public static string Contents { get; } = Regex.Replace(Parts[0], @"\s+", " ");

    /// <summary>The sections, in the order of the page.</summary>
    /// <exception cref="FormatException">A section has something else than title, cause, example, message and cure.</exception>
    public static IReadOnlyList<RuleSection> Sections { get; } = SectionsOf(Page);

    /// <summary>The sections of another page of rules.</summary>
    /// <param name="page">The page, relative to the root of the repository.</param>
    public static IReadOnlyList<RuleSection> SectionsOf(string page) =>
        [.. PartsOf(page).Where(part => part.StartsWith("### ", StringComparison.Ordinal)).Select(RuleSection.Parse)];

    /// <summary>The words and the example that stand above the sections of one hundred.</summary>
    /// <param name="heading">Its heading.</param>
    public static string Introduction(string heading) =>
        Parts.Single(part => part.StartsWith($"## {heading}\n", StringComparison.Ordinal));

    private static string[] PartsOf(string page) =>
        Regex.Split(Repository.Text(page).ReplaceLineEndings("\n"), "^(?=##)", RegexOptions.Multiline);
}

/// <summary>One rule of the page.</summary>
/// <param name="Id">The heading, which makes the anchor.</param>
/// <param name="Title">The first words, without their full stop.</param>
/// <param name="Language">That of the example: <c>diff</c> where it shows right beside wrong.</param>
/// <param name="Example">Lines of the example.</param>
/// <param name="Message">The message it gives; <c>null</c> where an example would be too long to show.</param>
/// <param name="Cure">What to do, without line breaks and marks of code.</param>
internal sealed partial record RuleSection(
    string Id,
    string Title,
    string Language,
    IReadOnlyList<string> Example,
    string? Message,
    string Cure
)
{
    /// <summary>The example with what is wrong.</summary>
    public string Wrong => Side('-');

    /// <summary>The example as it should be.</summary>
    public string Right => Side('+');

    public static RuleSection Parse(string text)
    {
        var match = Form().Match(text.TrimEnd());
        if (!match.Success)
        {
            throw new FormatException($"{RuleReference.Page} has a section in another form:\n{text}");
        }

        var message = match.Groups["message"];
        return new(
            match.Groups["id"].Value,
            match.Groups["title"].Value,
            match.Groups["language"].Value,
            match.Groups["example"].Value.TrimEnd('\n').Split('\n'),
            message.Success ? message.Value : null,
            Regex.Replace(match.Groups["cure"].Value, @"\s+", " ").Replace("`", "")
        );
    }

    // Sign and blank before each line, as `git diff` has the sign.
    private string Side(char sign) =>
        Language != "diff"
            ? string.Join('\n', Example)
            : string.Concat(
                Example
                    .Where(line => line[0] == ' ' || line[0] == sign)
                    .Select(line => line[Math.Min(2, line.Length)..] + "\n")
            );

    [GeneratedRegex(
        """
            \A\#\#\#\ (?<id>NBC[0-9]{4})\n\n
            \*\*(?<title>[^*\n]+)\.\*\*\s(?<cause>.+?)\n\n
            ```(?<language>diff|json)\n(?<example>.+?)```\n\n
            (?:```text\n(?<message>[^\n]+)\n```\n\n)?
            \*\*Cure:\*\*\s(?<cure>(?:(?!\n\n|```).)+)\z
            """,
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
