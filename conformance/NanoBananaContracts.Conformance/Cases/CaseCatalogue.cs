using NanoBananaContracts.Conformance.Cases.Reading;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>What reading the folder of all cases came to.</summary>
/// <param name="Cases">The cases without a problem, ordered by id.</param>
/// <param name="Problems">Everything wrong, ordered by file and line.</param>
public sealed record CatalogueReading(IReadOnlyList<ConformanceCase> Cases, IReadOnlyList<CaseProblem> Problems);

/// <summary>Reads the folder of all cases, strictly.</summary>
public static class CaseCatalogue
{
    /// <summary>The families a case can belong to.</summary>
    public static IReadOnlyList<string> Families { get; } =
    ["auth", "request", "response", "payload", "http", "transport", "time", "stream", "behaviour"];

    /// <summary>Reads every case under a folder and reports everything wrong with them.</summary>
    /// <param name="root">The folder that holds a folder per family, for example <c>conformance/cases</c>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static CatalogueReading Read(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"There is no folder of cases at {root}.");
        }

        var problems = new List<CaseProblem>();
        var cases = new List<ConformanceCase>();
        foreach (var family in Folders(root, "", problems))
        {
            var familyName = Path.GetFileName(family);
            if (!Families.Contains(familyName))
            {
                problems.Add(
                    CaseProblem.Of(
                        LintRules.Identity,
                        familyName,
                        $"\"{familyName}\" is no family of cases; use {string.Join(", ", Families)}."
                    )
                );
            }

            foreach (var stray in Directory.EnumerateFiles(family).Order(StringComparer.Ordinal))
            {
                problems.Add(
                    CaseProblem.Of(
                        LintRules.FileSet,
                        $"{familyName}/{Path.GetFileName(stray)}",
                        "A case is a folder; this file belongs to none."
                    )
                );
            }

            foreach (var folder in Folders(family, familyName + "/", problems))
            {
                if (CaseFolderReader.Read(folder, $"{familyName}/{Path.GetFileName(folder)}", problems) is { } found)
                {
                    cases.Add(found);
                }
            }
        }

        ReportSharedIds(cases, problems);
        return new CatalogueReading(
            cases.OrderBy(found => found.Id, StringComparer.Ordinal).ToArray(),
            problems
                .OrderBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Column)
                .ToArray()
        );
    }

    /// <summary>Reads every case under a folder.</summary>
    /// <param name="root">The folder that holds a folder per family.</param>
    /// <exception cref="InvalidCaseException">Something is wrong with one of them; the message has it all.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<ConformanceCase> Load(string root)
    {
        var reading = Read(root);
        return reading.Problems.Count == 0 ? reading.Cases : throw new InvalidCaseException(reading.Problems);
    }

    private static void ReportSharedIds(List<ConformanceCase> cases, List<CaseProblem> problems)
    {
        // Folders differ, ids must too: on a file system that ignores case two of them would be one.
        foreach (
            var shared in cases
                .GroupBy(found => found.Id, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() > 1)
        )
        {
            foreach (var found in shared)
            {
                problems.Add(
                    CaseProblem.Of(
                        LintRules.Identity,
                        found.Id + "/case.json",
                        $"The id \"{found.Id}\" belongs to {shared.Count()} cases."
                    )
                );
            }
        }
    }

    /// <summary>The folders of a folder, but those that a link leads to: they are somebody else's, and are reported.</summary>
    private static string[] Folders(string path, string parent, List<CaseProblem> problems)
    {
        var folders = Directory.GetDirectories(path).ToLookup(CaseFolderReader.IsLink);
        problems.AddRange(
            folders[true]
                .Select(link =>
                    CaseProblem.Of(LintRules.FileSet, parent + Path.GetFileName(link), CaseFolderReader.NoLinks)
                )
        );
        return [.. folders[false].Order(StringComparer.Ordinal)];
    }
}
