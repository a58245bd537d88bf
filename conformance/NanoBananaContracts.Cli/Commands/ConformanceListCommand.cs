using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Cli.Commands;

/// <summary><c>nanobanana conformance list</c>: the cases there are.</summary>
internal static class ConformanceListCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var filters = new CaseFilterOptions();
        var cases = new ConformanceRunOptions().Cases;
        var json = new Option<bool>("--json") { Description = "One JSON array, for scripts." };
        var command = new Command("list", "Lists the cases: ids, titles and tags, by family.");
        foreach (var option in filters.All)
        {
            command.Add(option);
        }

        command.Add(cases);
        command.Add(json);
        command.SetAction(
            async (parsed, _) =>
            {
                IReadOnlyList<ConformanceCase> chosen;
                try
                {
                    chosen = filters
                        .Of(parsed, includeSlow: true)
                        .Choose(ConformanceRunOptions.LoadCases(host, parsed.GetValue(cases)));
                }
                catch (ArgumentException exception)
                {
                    throw CommandException.Usage(exception.Message);
                }

                if (parsed.GetValue(json))
                {
                    var text = CaseJson.Write(new JsonArray([.. chosen.Select(Node)]));
                    await host.Out.WriteAsync(text).ConfigureAwait(false);
                }
                else
                {
                    await WriteAsync(host, chosen).ConfigureAwait(false);
                }

                return ExitCodes.Conforms;
            }
        );
        return command;
    }

    private static JsonObject Node(ConformanceCase one) =>
        new()
        {
            ["id"] = one.Id,
            ["family"] = one.Family,
            ["title"] = one.Title,
            ["level"] = one.Level == RequirementLevel.Must ? "MUST" : "SHOULD",
            ["tags"] = new JsonArray([.. one.Tags.Select(tag => JsonValue.Create(tag))]),
            ["requirements"] = new JsonArray([.. one.Requirements.Select(id => JsonValue.Create(id))]),
            ["since"] = one.Since,
            ["scored"] = one.Scored,
        };

    private static async Task WriteAsync(CommandHost host, IReadOnlyList<ConformanceCase> chosen)
    {
        foreach (var family in chosen.GroupBy(one => one.Family))
        {
            await Line(string.Create(CultureInfo.InvariantCulture, $"{family.Key} ({family.Count()})"))
                .ConfigureAwait(false);
            foreach (var one in family)
            {
                var tags = string.Concat(one.Tags.Select(tag => $" [{tag}]"));
                await Lines(one.Id + tags, "  ").ConfigureAwait(false);
                await Lines(one.Title, "      ").ConfigureAwait(false);
            }

            await Line("").ConfigureAwait(false);
        }

        await Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{chosen.Count} case{(chosen.Count == 1 ? "" : "s")}. 'nanobanana conformance show ID' shows one."
                )
            )
            .ConfigureAwait(false);

        Task Line(string text) => host.Out.WriteLineAsync(text);

        async Task Lines(string text, string indent)
        {
            foreach (var line in TerminalText.Lines(text, indent))
            {
                await Line(line).ConfigureAwait(false);
            }
        }
    }
}
