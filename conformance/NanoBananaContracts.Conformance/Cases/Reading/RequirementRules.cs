using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Holds the cases to the list of requirements and the list to the cases.</summary>
internal static class RequirementRules
{
    public static void Check(string file, CatalogueReading reading, List<CaseProblem> problems)
    {
        if (!File.Exists(file))
        {
            problems.Add(
                new CaseProblem(
                    LintRules.Requirement,
                    "../requirements.json",
                    "",
                    1,
                    1,
                    "The list of requirements is missing."
                )
            );
            return;
        }

        var utf8 = File.ReadAllBytes(file);
        var found = new List<JsonProblem>();
        var list = StrictJson.Parse(utf8, found) is { } root ? RequirementsReader.Read(root) : [];
        var covered = reading.Cases.SelectMany(one => one.Requirements).ToHashSet(StringComparer.Ordinal);
        foreach (var (requirement, at) in list)
        {
            // A case that could not be read covers nothing yet; its own problems come first.
            if (!covered.Contains(requirement.Id) && requirement.Excluded is null && reading.Problems.Count == 0)
                at.Report(
                    LintRules.Requirement,
                    $"No case covers {requirement.Id}; write one, or say in \"excluded\" why there is none."
                );
            else if (covered.Contains(requirement.Id) && requirement.Excluded is not null)
                at.Report(LintRules.Requirement, $"{requirement.Id} is excluded, but a case covers it.");
        }

        foreach (var problem in found)
        {
            var (line, column) = JsonPlaces.Find(utf8, problem.Pointer);
            problems.Add(
                new CaseProblem(problem.Rule, "../requirements.json", problem.Pointer, line, column, problem.Message)
            );
        }

        var known = list.Select(entry => entry.Requirement.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var one in reading.Cases)
        {
            foreach (var id in one.Requirements.Where(id => !known.Contains(id)))
                problems.Add(
                    new CaseProblem(
                        LintRules.Requirement,
                        $"{one.Id}/case.json",
                        "/requirements",
                        1,
                        1,
                        $"There is no requirement {id} in requirements.json."
                    )
                );
        }
    }
}
