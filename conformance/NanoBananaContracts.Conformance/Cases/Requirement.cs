using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NanoBananaContracts.Conformance.Cases.Reading;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>Something the contract asks of a client.</summary>
/// <param name="Id"><c>NBR-</c> and three digits.</param>
/// <param name="Text">What is asked, in one sentence.</param>
/// <param name="Excluded">Why no case covers it; null when cases do.</param>
public sealed record Requirement(string Id, string Text, string? Excluded)
{
    /// <summary>Reads a list of requirements.</summary>
    /// <param name="path">A <c>requirements.json</c>.</param>
    /// <exception cref="InvalidCaseException">Something is wrong with it.</exception>
    public static IReadOnlyList<Requirement> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var utf8 = File.ReadAllBytes(path);
        var problems = new List<JsonProblem>();
        var list = StrictJson.Parse(utf8, problems) is { } root ? RequirementsReader.Read(root) : [];
        if (problems.Count == 0)
            return list.Select(entry => entry.Requirement).ToArray();
        throw new InvalidCaseException(
            problems
                .Select(problem =>
                {
                    var (line, column) = JsonPlaces.Find(utf8, problem.Pointer);
                    return new CaseProblem(
                        problem.Rule,
                        Path.GetFileName(path),
                        problem.Pointer,
                        line,
                        column,
                        problem.Message
                    );
                })
                .ToArray()
        );
    }
}
