using System.Text.RegularExpressions;

namespace NanoBananaContracts.Cli.Pages;

/// <summary>The pages of <c>docs/rules</c>, which are embedded: a file a rule, or a section of a file that has several.</summary>
internal static partial class RulePages
{
    private static readonly Lazy<IReadOnlyList<RulePage>> Read = new(() =>
        [
            .. EmbeddedText
                .Names("rules.")
                .SelectMany(name => Pages(name["rules.".Length..], EmbeddedText.Read(name)))
                .OrderBy(page => page.Id, StringComparer.Ordinal),
        ]
    );

    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<RulePage> All => Read.Value;

    /// <summary>The page of a rule, whatever its case; <see langword="null"/> where there is none.</summary>
    public static RulePage? Find(string id) =>
        All.FirstOrDefault(page => string.Equals(page.Id, id, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<RulePage> Pages(string file, string markdown)
    {
        var headings = Heading().Matches(markdown);
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i];
            if (!heading.Groups["id"].Success)
            {
                continue;
            }

            var start = heading.Index + heading.Length;
            // A rule's own sections lie deeper than its heading; the next heading as deep ends it.
            var end = headings
                .Skip(i + 1)
                .FirstOrDefault(next => next.Groups["depth"].Length <= heading.Groups["depth"].Length)
                ?.Index;
            var body = markdown[start..(end ?? markdown.Length)].Trim();
            var id = heading.Groups["id"].Value;
            var title = heading.Groups["title"].Success
                ? heading.Groups["title"].Value
                // Where several share a file, the title begins the text.
                : body.Split("**")[1].TrimEnd('.');
            yield return new RulePage(
                id,
                title,
                body,
                heading.Groups["depth"].Length == 1 ? file : $"{file}#{Anchor(id)}"
            );
        }
    }

#pragma warning disable CA1308 // An anchor is lower case by convention; nothing is compared with it.
    private static string Anchor(string id) => id.ToLowerInvariant();
#pragma warning restore CA1308

    [GeneratedRegex(
        "^(?<depth>#{1,6}) ((?<id>NBC[0-9]{4})(: (?<title>[^\n]*))?|[^\n]*)$",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Heading();
}
