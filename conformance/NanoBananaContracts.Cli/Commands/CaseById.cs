using System.CommandLine;
using System.CommandLine.Completions;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>A case that is named on the command line.</summary>
internal static class CaseById
{
    /// <summary>The argument that takes the id.</summary>
    public static Argument<string> Argument(CommandHost host)
    {
        var id = new Argument<string>("ID")
        {
            HelpName = "ID",
            Description = "Id of the case, as every report and 'conformance list' name it: family/name.",
        };
        id.CompletionSources.Add(_ =>
            ConformanceRunOptions.LoadCases(host, null).Select(one => new CompletionItem(one.Id))
        );
        return id;
    }

    /// <summary>Finds a case.</summary>
    /// <param name="cases">The catalogue.</param>
    /// <param name="id">The id that was typed.</param>
    /// <exception cref="CommandException">There is no such case; the message says which one may have been meant.</exception>
    public static ConformanceCase Find(IReadOnlyList<ConformanceCase> cases, string id) =>
        cases.FirstOrDefault(one => one.Id == id)
        ?? throw CommandException.Usage(
            $"There is no case '{id}'.{Misspelling.DidYouMean(id, cases.Select(one => one.Id))} 'nanobanana conformance list' lists them."
        );
}
