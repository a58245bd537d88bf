using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Holds the newest frozen set to the cases: what is frozen does not change, and what is scored is frozen.</summary>
internal static class RevisionRules
{
    public static void Check(string folder, IReadOnlyList<ConformanceCase> cases, List<CaseProblem> problems)
    {
        // Nothing is frozen before the first revision is.
        var file = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").OrderBy(RevisionNumber).LastOrDefault()
            : null;
        if (file is null)
            return;
        var name = "../revisions/" + Path.GetFileName(file);
        var utf8 = File.ReadAllBytes(file);
        var found = new List<JsonProblem>();
        if (StrictJson.Parse(utf8, found) is { } root)
            Check(root, cases, problems);
        foreach (var problem in found)
        {
            var (line, column) = JsonPlaces.Find(utf8, problem.Pointer);
            problems.Add(new CaseProblem(problem.Rule, name, problem.Pointer, line, column, problem.Message));
        }
    }

    private static void Check(JsonAt root, IReadOnlyList<ConformanceCase> cases, List<CaseProblem> problems)
    {
        if (root.AsObject() is not { } reader)
            return;
        var revision = reader.RequiredText("revision");
        var frozen = reader.Required("cases")?.AsObject();
        reader.Finish();
        if (frozen is null)
            return;
        var byId = cases.ToDictionary(one => one.Id, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in frozen.RawProperties())
        {
            seen.Add(entry.Name);
            var at = frozen.At.Child(entry.Name, entry.Value);
            if (!byId.TryGetValue(entry.Name, out var one))
                at.Report(
                    LintRules.Frozen,
                    $"{entry.Name} is frozen in {revision}, but there is no such case any more."
                );
            else if (!one.Scored)
                at.Report(LintRules.Frozen, $"{entry.Name} is frozen in {revision}, but not scored any more.");
            else if (at.AsText() is { } fingerprint && fingerprint != CaseFingerprint.Compute(one.Folder))
                problems.Add(
                    new CaseProblem(
                        LintRules.Frozen,
                        $"{one.Id}/case.json",
                        "",
                        1,
                        1,
                        $"This case is frozen in {revision} and has changed. Undo the change, make it a new case, or freeze a new revision."
                    )
                );
        }

        foreach (var one in cases.Where(one => one.Scored && !seen.Contains(one.Id)))
            problems.Add(
                new CaseProblem(
                    LintRules.Frozen,
                    $"{one.Id}/case.json",
                    "/scored",
                    1,
                    1,
                    $"A new case starts with \"scored\": false; {revision} is frozen without it."
                )
            );
    }

    private static (int Year, int Number) RevisionNumber(string file)
    {
        var parts = Path.GetFileNameWithoutExtension(file).Split('.');
        return parts.Length == 2 && int.TryParse(parts[0], out var year) && int.TryParse(parts[1], out var number)
            ? (year, number)
            : (0, 0);
    }
}
