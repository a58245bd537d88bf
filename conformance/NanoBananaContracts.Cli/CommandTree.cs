using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NanoBananaContracts.Cli.Commands;

namespace NanoBananaContracts.Cli;

/// <summary>The commands of <c>nanobanana</c>. A new command is one file and one line here.</summary>
internal static class CommandTree
{
    /// <summary>Commands directly under <c>nanobanana</c>.</summary>
    private static readonly IReadOnlyList<Func<CommandHost, Command>> Root =
    [
        PaintCommand.Create,
        BatchCommand.Create,
        ChatCommand.Create,
        ServeCommand.Create,
        DiagnoseCommand.Create,
        ModelsCommand.Create,
        ExplainCommand.Create,
        CompletionCommand.Create,
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
            "Gemini image generation on the command line: paints, emulates, and holds clients and services to the contract."
        );
        foreach (var create in Root)
        {
            root.Add(create(host));
        }

        SuiteCommands.AddTo(root, host);
        root.Add(Group(host, "schema", "Checks, compares, imports and exports contract schemas.", Schema));
        CommandExamples.AddTo(root, host.OutColumns);
        Completion.AddTo(root);
        ShowHelpWhereACommandIsMissing(root);
        return root;
    }

    private static Command Group(
        CommandHost host,
        string name,
        string description,
        IReadOnlyList<Func<CommandHost, Command>> commands
    )
    {
        var group = new Command(name, description);
        foreach (var create in commands)
        {
            group.Add(create(host));
        }

        return group;
    }

    private static void ShowHelpWhereACommandIsMissing(RootCommand root)
    {
        var help = (SynchronousCommandLineAction)root.Options.OfType<HelpOption>().Single().Action!;
        foreach (var group in root.Subcommands.Where(command => command.Subcommands.Count > 0).Append(root))
        {
            group.SetAction(help.Invoke);
        }
    }
}
