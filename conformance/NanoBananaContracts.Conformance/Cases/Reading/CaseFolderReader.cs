using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoBananaContracts.Conformance.Json;
using NanoBananaContracts.Conformance.Players;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Reads the three files of one case folder.</summary>
internal static class CaseFolderReader
{
    private const string BodyFolder = "__files";

    private static readonly string[] FileNames = ["case.json", "stub.json", "expect.json"];

    /// <summary>The case, or null when something about it is wrong; what is wrong is added to <paramref name="problems"/>.</summary>
    public static ConformanceCase? Read(string folder, string id, List<CaseProblem> problems)
    {
        var before = problems.Count;
        ReportStrayFiles(folder, id, problems);
        var texts = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var name in FileNames)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                texts[name] = File.ReadAllBytes(path);
            else
                problems.Add(new CaseProblem(LintRules.FileSet, $"{id}/{name}", "", 1, 1, "The file is missing."));
        }

        if (problems.Count > before)
            return null;
        var files = ReadBodyFiles(folder);

        var fromCase = Collect(id, "case.json", texts, problems, (root, _) => CaseFileReader.Read(root, id, files));
        var expectation = Collect(
            id,
            "expect.json",
            texts,
            problems,
            (root, _) => ExpectationReader.Read(root, fromCase?.Task.Operation)
        );
        var reading = StubReader.Read(texts["stub.json"], files, id);
        Add(id, "stub.json", texts["stub.json"], reading.Problems, problems);
        if (fromCase is null || expectation is null || reading.Stubs is null)
            return null;
        ReportSlowReplies(id, texts["case.json"], fromCase, expectation, reading.Stubs, problems);
        ReportUnusedFiles(id, fromCase, reading.Stubs, files, problems);
        return problems.Count > before
            ? null
            : fromCase with
            {
                Stubs = reading.Stubs,
                Expectation = expectation,
                Folder = folder,
            };
    }

    private static T? Collect<T>(
        string id,
        string name,
        Dictionary<string, ReadOnlyMemory<byte>> texts,
        List<CaseProblem> problems,
        Func<JsonAt, List<JsonProblem>, T?> read
    )
        where T : class
    {
        var found = new List<JsonProblem>();
        var value = StrictJson.Parse(texts[name], found) is { } root ? read(root, found) : null;
        Add(id, name, texts[name], found, problems);
        return found.Count == 0 ? value : null;
    }

    private static void Add(
        string id,
        string name,
        ReadOnlyMemory<byte> text,
        IEnumerable<JsonProblem> found,
        List<CaseProblem> problems
    )
    {
        foreach (var problem in found)
        {
            var (line, column) = JsonPlaces.Find(text.Span, problem.Pointer);
            problems.Add(new CaseProblem(problem.Rule, $"{id}/{name}", problem.Pointer, line, column, problem.Message));
        }
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadBodyFiles(string folder)
    {
        var root = Path.Combine(folder, BodyFolder);
        if (!Directory.Exists(root))
            return [];
        return Directory
            .EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetRelativePath(root, file).Replace('\\', '/'),
                file => new ReadOnlyMemory<byte>(File.ReadAllBytes(file)),
                StringComparer.Ordinal
            );
    }

    private static void ReportStrayFiles(string folder, string id, List<CaseProblem> problems)
    {
        foreach (
            var entry in Directory
                .EnumerateFileSystemEntries(folder)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        )
        {
            if (!FileNames.Contains(entry) && entry != BodyFolder)
                problems.Add(
                    new CaseProblem(
                        LintRules.FileSet,
                        $"{id}/{entry}",
                        "",
                        1,
                        1,
                        $"A case holds {string.Join(", ", FileNames)} and {BodyFolder}; nothing reads this."
                    )
                );
        }
    }

    private static void ReportUnusedFiles(
        string id,
        ConformanceCase found,
        StubSet stubs,
        Dictionary<string, ReadOnlyMemory<byte>> files,
        List<CaseProblem> problems
    )
    {
        var used = stubs
            .Mappings.Select(mapping => mapping.Response.BodyFileName)
            .Concat(found.Task.InputImages.Select(image => image.FileName));
        foreach (var name in files.Keys.Except(used).Order(StringComparer.Ordinal))
            problems.Add(
                new CaseProblem(
                    LintRules.FileSet,
                    $"{id}/{BodyFolder}/{name}",
                    "",
                    1,
                    1,
                    "No stub and no task names this file."
                )
            );
    }

    private static void ReportSlowReplies(
        string id,
        ReadOnlyMemory<byte> text,
        ConformanceCase found,
        CaseExpectation expectation,
        StubSet stubs,
        List<CaseProblem> problems
    )
    {
        // Where a client is expected to lose patience, a reply that comes too late is the point of the case.
        if (expectation.Outcomes.Any(outcome => outcome is FailureOutcome { Class: FailureClass.Timeout }))
            return;
        foreach (var mapping in stubs.Mappings)
        {
            var longest =
                mapping.Response.FixedDelay
                + (mapping.Response.RandomDelay?.Longest ?? default)
                + (mapping.Response.Dribble?.TotalDuration ?? default);
            if (longest <= found.TimeBudget)
                continue;
            var (line, column) = JsonPlaces.Find(text.Span, "/timeBudget");
            problems.Add(
                new CaseProblem(
                    LintRules.TimeBudget,
                    $"{id}/case.json",
                    "/timeBudget",
                    line,
                    column,
                    $"A reply takes up to {CaseDuration.Format(longest)}, longer than the whole case may take."
                )
            );
        }
    }
}
