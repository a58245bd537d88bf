using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Stubs;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads the three files of one case folder.</summary>
internal static class CaseFolderReader
{
    private const string BodyFolder = "__files";

    private static readonly string[] FileNames = ["case.json", "stub.json", "expect.json"];

    /// <summary>Everything under a folder, but nothing that a link leads to: a corpus of others reads its own files only.</summary>
    public static EnumerationOptions OwnFiles { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>What is said of a link.</summary>
    public static string NoLinks => "This is a link; a case holds its files itself.";

    /// <summary>Whether an entry leads somewhere else.</summary>
    public static bool IsLink(string path) => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);

    /// <summary>Opens a file of a case.</summary>
    public static JsonFile Open(string folder, string id, string name, List<CaseProblem> problems) =>
        new($"{id}/{name}", Path.Combine(folder, name), problems);

    /// <summary>The case, or null when something about it is wrong; what is wrong is added to <paramref name="problems"/>.</summary>
    public static ConformanceCase? Read(string folder, string id, List<CaseProblem> problems)
    {
        var before = problems.Count;
        ReportFileSet(folder, id, problems);
        if (problems.Count > before)
        {
            return null;
        }

        var bodies = ReadBodies(Path.Combine(folder, BodyFolder));
        var file = Open(folder, id, "case.json", problems);
        var one = new CaseReader(file, id, bodies).Read();
        var expectation = new ExpectationReader(Open(folder, id, "expect.json", problems), one?.Task.Operation).Read();
        var stubs = StubReader.Read(Open(folder, id, "stub.json", problems), bodies, id);
        if (one is null || expectation is null || stubs is null)
        {
            return null;
        }

        var found = one.ToCase(stubs, expectation, folder);
        ReportSlowReplies(file, found);
        ReportUnusedBodies(found, bodies.Keys, problems);
        return problems.Count > before ? null : found;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadBodies(string root) =>
        Directory.Exists(root)
            ? Directory
                .EnumerateFiles(root, "*", OwnFiles)
                .ToDictionary(
                    file => Path.GetRelativePath(root, file).Replace('\\', '/'),
                    file => new ReadOnlyMemory<byte>(File.ReadAllBytes(file)),
                    StringComparer.Ordinal
                )
            : [];

    private static void ReportFileSet(string folder, string id, List<CaseProblem> problems)
    {
        void Report(string entry, string message) =>
            problems.Add(CaseProblem.Of(LintRules.FileSet, $"{id}/{entry.Replace('\\', '/')}", message));
        var here = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).OfType<string>().ToArray();
        foreach (var entry in here.Except(FileNames).Where(entry => entry != BodyFolder).Order(StringComparer.Ordinal))
        {
            Report(entry, $"A case holds {string.Join(", ", FileNames)} and {BodyFolder}; nothing reads this.");
        }

        foreach (var name in FileNames.Except(here))
        {
            Report(name, "The file is missing.");
        }

        var links =
            from parent in Directory.EnumerateDirectories(folder, "*", OwnFiles).Prepend(folder)
            from entry in Directory.EnumerateFileSystemEntries(parent)
            where IsLink(entry)
            select Path.GetRelativePath(folder, entry);
        foreach (var link in links.Order(StringComparer.Ordinal))
        {
            Report(link, NoLinks);
        }
    }

    private static void ReportUnusedBodies(
        ConformanceCase found,
        IEnumerable<string> bodies,
        List<CaseProblem> problems
    )
    {
        var used = found
            .Stubs.Mappings.Select(mapping => mapping.Response.BodyFileName)
            .Concat(found.Task.InputImages.Select(image => image.FileName));
        foreach (var name in bodies.Except(used).Order(StringComparer.Ordinal))
        {
            problems.Add(
                CaseProblem.Of(
                    LintRules.FileSet,
                    $"{found.Id}/{BodyFolder}/{name}",
                    "No stub and no task names this file."
                )
            );
        }
    }

    private static void ReportSlowReplies(JsonFile file, ConformanceCase found)
    {
        // Where a client is expected to lose patience, a reply that comes too late is the point of the case.
        if (found.Expectation.Outcomes.Any(outcome => outcome is FailureOutcome { Class: FailureClass.Timeout }))
        {
            return;
        }

        foreach (var response in found.Stubs.Mappings.Select(mapping => mapping.Response))
        {
            var longest = response.FixedDelay + (response.Dribble?.TotalDuration ?? default);
            if (longest > found.TimeBudget)
            {
                file.Report(
                    LintRules.TimeBudget,
                    "/timeBudget",
                    $"A reply takes up to {CaseDuration.Format(longest)}, longer than the whole case may take."
                );
            }
        }
    }
}
