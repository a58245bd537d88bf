using NanoBananaContracts.Conformance.Cases.Reading;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>
/// Everything a corpus is held to: what <see cref="CaseCatalogue.Read"/> reports, and what takes too long to look at
/// before every run. The layout is that of this repository: <c>requirements.json</c> and <c>revisions/*.json</c> stand
/// beside the folder of the cases.
/// </summary>
public static class CatalogueLint
{
    private static readonly SecretScanner Keys = new([], keyShapes: true);

    /// <summary>Everything wrong with a corpus, ordered by file and line.</summary>
    /// <param name="root">The folder that holds a folder per family, for example <c>conformance/cases</c>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<CaseProblem> Check(string root)
    {
        var reading = CaseCatalogue.Read(root);
        var problems = reading.Problems.ToList();
        ReportKeys(root, problems);
        var beside = Path.GetDirectoryName(Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar))!;
        RequirementRules.Check(Path.Combine(beside, "requirements.json"), reading, problems);
        RevisionRules.Check(Path.Combine(beside, "revisions"), reading.Cases, problems);
        return problems
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Column)
            .ToArray();
    }

    private static void ReportKeys(string root, List<CaseProblem> problems)
    {
        foreach (
            var file in Directory.EnumerateFiles(root, "*", CaseFolderReader.OwnFiles).Order(StringComparer.Ordinal)
        )
        {
            var name = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (Keys.Scan(name, File.ReadAllBytes(file)).Count > 0)
            {
                problems.Add(
                    CaseProblem.Of(
                        LintRules.Secret,
                        name,
                        "Something in this file has the shape of a real key; write one that has not."
                    )
                );
            }
        }
    }
}
