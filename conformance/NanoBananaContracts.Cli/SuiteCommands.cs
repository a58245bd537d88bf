using System.CommandLine;
using System.Runtime.CompilerServices;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Cli;

/// <summary>
/// The commands over the conformance suite. WireMock.Net, which plays it, and the reader of its files look into types while they
/// run, which a native program cannot: such a build has none of them, and says so.
/// </summary>
internal static class SuiteCommands
{
    private const string Missing =
        "This native build has no conformance suite. 'dotnet tool install --global NanoBananaContracts.Cli' has it; 'nanobanana --help' shows what there is.";

    private static readonly string[] Names = ["record", "conformance"];

    /// <summary>Adds the commands.</summary>
    /// <param name="root">The whole tree.</param>
    /// <param name="host">What they may touch.</param>
    public static void AddTo(RootCommand root, CommandHost host)
    {
        // Known when a native program is compiled, which leaves the rest of this branch out.
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            foreach (var name in Names)
            {
                var missing = new Command(name, "Not in a native build: it needs the conformance suite.")
                {
                    TreatUnmatchedTokensAsErrors = false,
                };
                missing.SetAction((_, _) => throw CommandException.Usage(Missing));
                root.Add(missing);
            }

            return;
        }

        root.Add(RecordCommand.Create(host));
        var group = new Command(
            "conformance",
            "Runs the conformance suite: any client against documented failures, or the contract against a service."
        );
        foreach (
            var create in (Func<CommandHost, Command>[])
                [
                    ConformanceListCommand.Create,
                    ConformanceShowCommand.Create,
                    ConformanceInitCommand.Create,
                    ConformanceProtocolCommand.Create,
                    ConformanceRunCommand.Create,
                    ConformanceReplayCommand.Create,
                    ConformanceWatchCommand.Create,
                    ConformanceReportCommand.Create,
                    ConformanceReportCommand.CreateMatrix,
                    ConformanceLintCommand.Create,
                    ConformanceLintCommand.CreateFreeze,
                    StubsCommand.CreatePlay,
                    WireMockCommand.Create,
                    LiveCommand.Create,
                ]
        )
        {
            group.Add(create(host));
        }

        root.Add(group);
    }

    /// <summary>Whether this build has the command of an example.</summary>
    public static bool Has(string example) =>
        RuntimeFeature.IsDynamicCodeSupported
        || !Names.Any(name => example.StartsWith($"nanobanana {name} ", StringComparison.Ordinal));

    /// <summary>The tool's own cases; none in a native build.</summary>
    public static IReadOnlyList<ConformanceCase> Cases(CommandHost host) =>
        RuntimeFeature.IsDynamicCodeSupported ? ConformanceRunOptions.LoadCases(host, null) : [];

    /// <summary>A case, as <c>conformance show</c> writes it.</summary>
    /// <exception cref="CommandException">There is none: the message says which was meant, or that this build has no cases.</exception>
    public static string Show(CommandHost host, string id, bool json)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw CommandException.Usage(Missing);
        }

        var one = CaseById.Find(Cases(host), id);
        return json ? CaseJson.Write(CaseJson.Of(one)) : CaseSheet.Of(one);
    }
}
