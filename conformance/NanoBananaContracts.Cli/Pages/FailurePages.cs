using System.Text.RegularExpressions;

namespace NanoBananaContracts.Cli.Pages;

/// <summary>The rows of <c>docs/failures.md</c>, which is embedded: the one place where a failure is explained.</summary>
internal static partial class FailurePages
{
    private const int Cells = 5;

    private static readonly Lazy<IReadOnlyList<FailurePage>> Read = new(() =>
        [.. EmbeddedText.Read("failures.md").Split('\n').Select(Page).OfType<FailurePage>()]
    );

    /// <summary>Every kind, in the order of the page.</summary>
    public static IReadOnlyList<FailurePage> All => Read.Value;

    /// <summary>The page of a kind, whatever its case; <see langword="null"/> where there is none.</summary>
    public static FailurePage? Find(string kind) =>
        All.FirstOrDefault(page => string.Equals(page.Kind, kind, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The kinds whose symptoms name what a service wrote: an HTTP status (<c>429</c>), or a word as services spell them
    /// (<c>IMAGE_SAFETY</c>, <c>model_not_found</c>).
    /// </summary>
    public static IReadOnlyList<FailurePage> Naming(string word) =>
        StatusOrCode().IsMatch(word)
            ? [.. All.Where(page => Words().Matches(page.Symptom).Any(named => SameWord(named.Value, word)))]
            : [];

    private static bool SameWord(string named, string word) =>
        string.Equals(named, word, StringComparison.OrdinalIgnoreCase);

    private static FailurePage? Page(string line)
    {
        if (!line.StartsWith("| <a id=", StringComparison.Ordinal))
        {
            return null;
        }

        var cells = line.Trim().Trim('|').Split(" | ", StringSplitOptions.TrimEntries);
        return cells.Length == Cells
            ? new FailurePage(cells[0].Split('`')[1], cells[0].Split('"')[1], cells[1], cells[2], cells[3], cells[4])
            : throw new InvalidOperationException($"failures.md: a row has {cells.Length} cells: {line}");
    }

    [GeneratedRegex("^([0-9]{3}|[A-Z]{4,}|[A-Za-z]+(_[A-Za-z]+)+)$", RegexOptions.CultureInvariant)]
    private static partial Regex StatusOrCode();

    [GeneratedRegex("[A-Za-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
