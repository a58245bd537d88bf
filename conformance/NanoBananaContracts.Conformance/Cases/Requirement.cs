using NanoBananaContracts.Conformance.Cases.Reading;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases;

/// <summary>Something the contract asks of a client.</summary>
/// <param name="Id"><c>NBR-</c> and three digits.</param>
/// <param name="Text">What is asked, in one sentence.</param>
/// <param name="Excluded">Why no case covers it; null when cases do.</param>
public sealed record Requirement(string Id, string Text, string? Excluded = null)
{
    /// <summary>Reads a list of requirements.</summary>
    /// <param name="path">A <c>requirements.json</c>.</param>
    /// <exception cref="InvalidCaseException">Something is wrong with it.</exception>
    public static IReadOnlyList<Requirement> Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var problems = new List<CaseProblem>();
        var list = RequirementRules.Read(new JsonFile(Path.GetFileName(path), path, problems));
        return problems.Count == 0 ? list : throw new InvalidCaseException(problems);
    }
}
