using System.CommandLine;
using NanoBananaContracts.Conformance.Running;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Options that choose cases, the same for every command that takes more than one.</summary>
internal sealed class CaseFilterOptions
{
    private readonly Option<string[]> globs = new("--case")
    {
        Description = "Only cases whose id fits the pattern (* within a family, ** across); more than one if wanted.",
        HelpName = "PATTERN",
    };

    private readonly Option<string[]> tags = new("--tag")
    {
        Description = "Only cases with the tag.",
        HelpName = "TAG",
    };

    private readonly Option<string[]> families = new("--family")
    {
        Description = "Only cases of the family.",
        HelpName = "FAMILY",
    };

    private readonly Option<string[]> requirements = new("--requirement")
    {
        Description = "Only cases that cover the requirement.",
        HelpName = "ID",
    };

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [globs, tags, families, requirements];

    /// <summary>What was chosen.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="includeSlow">Whether cases that run in real time are let through though nothing names them.</param>
    public CaseFilter Of(ParseResult parsed, bool includeSlow) =>
        new()
        {
            Globs = parsed.GetValue(globs) ?? [],
            Tags = parsed.GetValue(tags) ?? [],
            Families = parsed.GetValue(families) ?? [],
            Requirements = parsed.GetValue(requirements) ?? [],
            IncludeSlow = includeSlow,
        };
}
