using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Conformance.Cases.Reading;

/// <summary>Holds the cases to the list of requirements and the list to the cases.</summary>
internal static partial class RequirementRules
{
    /// <summary>What an id looks like.</summary>
    public const string IdShape = "a requirement is written \"NBR-\" and three digits";

    /// <summary>Reads a list of requirements; what is wrong with it is reported to the file.</summary>
    public static IReadOnlyList<Requirement> Read(JsonFile file)
    {
        var list = file.Read<RequirementsFile>(CaseFormat.Options)?.Requirements ?? [];
        foreach (var (index, one) in list.Index())
        {
            var at = $"/requirements/{index}";
            if (!Id().IsMatch(one.Id))
            {
                file.Report(LintRules.ValueNotAllowed, at + "/id", $"\"{one.Id}\" is not allowed here: {IdShape}.");
            }
            else if (list.Take(index).Any(other => other.Id == one.Id))
            {
                file.Report(LintRules.Identity, at + "/id", $"{one.Id} stands here twice.");
            }

            if (string.IsNullOrWhiteSpace(one.Text))
            {
                file.Report(LintRules.ValueNotAllowed, at + "/text", "This is blank.");
            }
        }

        return list;
    }

    public static void Check(string path, CatalogueReading reading, List<CaseProblem> problems)
    {
        if (!File.Exists(path))
        {
            // A corpus without a list of its own, such as a recorded one, is held to the contract's, and need not cover it.
            CheckNames(ContractRequirements.All, reading, problems);
            return;
        }

        var file = new JsonFile("../requirements.json", path, problems);
        var list = Read(file);
        var covered = reading.Cases.SelectMany(one => one.Requirements).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, one) in list.Index())
        {
            // A case that could not be read covers nothing yet; its own problems come first.
            if (!covered.Contains(one.Id) && one.Excluded is null && reading.Problems.Count == 0)
            {
                file.Report(
                    LintRules.Requirement,
                    $"/requirements/{index}",
                    $"No case covers {one.Id}; write one, or say in \"excluded\" why there is none."
                );
            }
            else if (covered.Contains(one.Id) && one.Excluded is not null)
            {
                file.Report(
                    LintRules.Requirement,
                    $"/requirements/{index}/excluded",
                    $"{one.Id} is excluded, but a case covers it."
                );
            }
        }

        CheckNames(list, reading, problems);
    }

    private static void CheckNames(IEnumerable<Requirement> list, CatalogueReading reading, List<CaseProblem> problems)
    {
        var known = list.Select(requirement => requirement.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var one in reading.Cases)
        {
            foreach (var (index, id) in one.Requirements.Index().Where(entry => !known.Contains(entry.Item)))
            {
                CaseFolderReader
                    .Open(one.Folder, one.Id, "case.json", problems)
                    .Report(
                        LintRules.Requirement,
                        $"/requirements/{index}",
                        $"There is no requirement {id} in requirements.json."
                    );
            }
        }
    }

    /// <summary>Ids of <see cref="IdShape"/>.</summary>
    [GeneratedRegex(@"\ANBR-[0-9]{3}\z")]
    internal static partial Regex Id();
}

/// <summary><c>requirements.json</c>.</summary>
internal sealed record RequirementsFile(
    IReadOnlyList<Requirement> Requirements,
    [property: JsonPropertyName("$schema")] string? Schema = null
);
