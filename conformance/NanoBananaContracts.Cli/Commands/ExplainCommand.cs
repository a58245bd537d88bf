using System.CommandLine;
using NanoBananaContracts.Cli.Pages;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Json;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana explain NAME</c>: the page of a failure, a rule or a case, on the terminal.</summary>
internal static class ExplainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var name = new Argument<string?>("NAME")
        {
            HelpName = "NAME",
            Description =
                "A kind of failure (Timeout), a rule (NBC0011), a case (auth/key-in-header), or what a service said (429, IMAGE_SAFETY). Default: all kinds.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add(_ =>
            Names().Select(known => new System.CommandLine.Completions.CompletionItem(known))
        );
        var json = new Option<bool>("--json") { Description = "One JSON object a line instead of text." };
        var command = new Command("explain", "Explains a failure, a rule or a case: what is seen, why, and what to do.")
        {
            name,
            json,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var text = Explain(host, parsed.GetValue(name), parsed.GetValue(json));
                await host.Out.WriteAsync(text).ConfigureAwait(false);
                return ExitCodes.Conforms;
            }
        );
        return command;
    }

    private static IEnumerable<string> Names() =>
        FailurePages.All.Select(page => page.Kind).Concat(RulePages.All.Select(page => page.Id));

    private static string Explain(CommandHost host, string? name, bool json)
    {
        if (name is null)
        {
            return json
                ? string.Concat(FailurePages.All.Select(page => ExplanationJson.Of(page, [])))
                : ExplanationText.OfAll(FailurePages.All);
        }

        if (FailurePages.Find(name) is { } failure)
        {
            var cases = CasesOf(host, failure);
            return json ? ExplanationJson.Of(failure, cases) : ExplanationText.Of(failure, cases);
        }

        if (RulePages.Find(name) is { } rule)
        {
            return json ? ExplanationJson.Of(rule) : ExplanationText.Of(rule);
        }

        if (FailurePages.Naming(name) is { Count: > 0 } named)
        {
            return json
                ? string.Concat(named.Select(page => ExplanationJson.Of(page, CasesOf(host, page))))
                : ExplanationText.OfNamed(name, named);
        }

        if (name.Contains('/', StringComparison.Ordinal))
        {
            return SuiteCommands.Show(host, name, json);
        }

        throw CommandException.Usage(
            $"Nothing here explains '{name}'.{Misspelling.DidYouMean(name, Names())} 'nanobanana explain' lists the kinds of failure, 'nanobanana diagnose FILE' says which one a reply is."
        );
    }

    private static string[] CasesOf(CommandHost host, FailurePage failure) =>
        [
            .. SuiteCommands
                .Cases(host)
                .Where(one => one.Expectation.Outcome is FailureOutcome { Kind: { } kind } && kind == failure.Kind)
                .Select(one => one.Id),
        ];
}
