using System.CommandLine;
using NanoBananaContracts.Cli.Commands;

namespace NanoBananaContracts.Cli;

/// <summary>The commands of <c>nanobanana</c>. A new command is one file and one line here.</summary>
internal static class CommandTree
{
    /// <summary>Commands directly under <c>nanobanana</c>.</summary>
    private static readonly IReadOnlyList<Func<CommandHost, Command>> Root =
    [
        ServeCommand.Create,
        DiagnoseCommand.Create,
        RecordCommand.Create,
    ];

    /// <summary>Commands under <c>nanobanana conformance</c>.</summary>
    private static readonly IReadOnlyList<Func<CommandHost, Command>> Conformance =
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
    ];

    /// <summary>Commands under <c>nanobanana schema</c>.</summary>
    private static readonly IReadOnlyList<Func<CommandHost, Command>> Schema =
    [
        SchemaValidateCommand.Create,
        SchemaDiffCommand.Create,
        SchemaImportCommand.Create,
        SchemaExportCommand.Create,
    ];

    /// <summary>Builds the whole tree for one run.</summary>
    public static RootCommand Create(CommandHost host)
    {
        var root = new RootCommand(
            "The contract of Gemini image generation on the command line: emulator, conformance suite, schema tools."
        );
        foreach (var create in Root)
        {
            root.Add(create(host));
        }

        if (Conformance.Count > 0)
        {
            var conformance = new Command(
                "conformance",
                "Runs the conformance suite: any client against documented failures, or the contract against a service."
            );
            foreach (var create in Conformance)
            {
                conformance.Add(create(host));
            }

            root.Add(conformance);
        }

        var schema = new Command("schema", "Checks, compares, imports and exports contract schemas.");
        foreach (var create in Schema)
        {
            schema.Add(create(host));
        }

        root.Add(schema);
        CommandExamples.AddTo(root);
        return root;
    }
}
