using System.CommandLine;
using System.Text;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>What a command says about itself, and about words it does not know.</summary>
public sealed class HelpTests
{
    private static readonly RootCommand Root = CommandTree.Create(
        new CommandHost { Out = TextWriter.Null, Error = TextWriter.Null }
    );

    [Fact]
    public void Every_command_and_option_is_described_and_every_command_has_an_example()
    {
        (string Path, Command Command)[] commands = [.. All("nanobanana", Root)];

        commands.Where(c => string.IsNullOrWhiteSpace(c.Command.Description)).ShouldBeEmpty();
        commands
            .SelectMany(c => c.Command.Options.Where(o => string.IsNullOrWhiteSpace(o.Description)))
            .ShouldBeEmpty();
        commands
            .SelectMany(c => c.Command.Arguments.Where(a => string.IsNullOrWhiteSpace(a.Description)))
            .ShouldBeEmpty();
        CommandExamples.All.Keys.Order().ShouldBe(commands.Select(c => c.Path).Order());
    }

    [Fact]
    public void Every_example_is_a_command_line_without_a_mistake()
    {
        foreach (var example in CommandExamples.All.Values.SelectMany(lines => lines))
        {
            var line = example.Split("| ")[^1];
            line.ShouldStartWith("nanobanana ");

            var parsed = Root.Parse([.. CommandWords.Split(line).Skip(1)]);

            CommandLineMistake.Of(parsed).ShouldBeNull(example);
        }
    }

    [Theory]
    [InlineData("conformance init")]
    [InlineData("conformance replay")]
    [InlineData("conformance run")]
    [InlineData("record")]
    public async Task Help_ends_with_the_example_though_the_rest_of_the_line_is_missing(string command)
    {
        var run = await CommandRun.Of(
            [.. command.Split(' '), "--help"],
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Error.ShouldBeEmpty();
        run.Out.TrimEnd().Split('\n')[^1].ShouldBe("  " + CommandExamples.All["nanobanana " + command][^1]);
    }

    /// <summary>Every word that people read before they use a command; a change shows here.</summary>
    [Fact]
    public async Task The_help_of_every_command_is_as_it_was_agreed()
    {
        var text = new StringBuilder();
        foreach (var (path, _) in All("nanobanana", Root))
        {
            var run = await CommandRun.Of(
                [.. path.Split(' ').Skip(1), "--help"],
                cancellationToken: TestContext.Current.CancellationToken
            );
            run.Error.ShouldBeEmpty();
            // The library ends a folded line with the blank it was folded at.
            // And the root is named after the program, which here is the test.
            var lines = run
                .Out.Replace(Root.Name, "nanobanana", StringComparison.Ordinal)
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Select(line => line.TrimEnd(' '));
            text.Append("$ ")
                .Append(path)
                .Append(" --help\n")
                .Append(string.Join('\n', lines).TrimEnd())
                .Append("\n\n\n");
        }

        // The library says the value that an option has by itself.
        string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ShouldNotMatch(@"Default: [^\[.]*\. \[default:");
        Snapshot.Match(text.ToString(), "help");
    }

    [Fact]
    public async Task A_narrow_terminal_gets_help_that_it_need_not_fold()
    {
        var output = new StringWriter();
        var host = new CommandHost
        {
            Out = output,
            Error = TextWriter.Null,
            OutIsTerminal = true,
            OutColumns = 72,
        };

        await Program.RunAsync(["paint", "--help"], host, TestContext.Current.CancellationToken);

        var help = output.ToString().ReplaceLineEndings("\n");
        help[..help.IndexOf("Examples:", StringComparison.Ordinal)]
            .Split('\n')
            .Max(line => line.TrimEnd().Length)
            .ShouldBeInRange(60, 72);
    }

    [Fact]
    public void What_stands_behind_two_dashes_belongs_to_somebody_else()
    {
        var parsed = Root.Parse(["conformance", "watch", "--", "bash", "--norc", "-x"]);

        CommandLineMistake.Of(parsed).ShouldBeNull();
    }

    [Fact]
    public async Task The_protocol_is_printed_and_the_help_of_run_says_so()
    {
        var protocol = await CommandRun.Of(
            ["conformance", "protocol"],
            cancellationToken: TestContext.Current.CancellationToken
        );
        var help = await CommandRun.Of(
            ["conformance", "run", "--help"],
            cancellationToken: TestContext.Current.CancellationToken
        );

        protocol.Out.ShouldBe(
            await File.ReadAllTextAsync(
                Repository.Path("conformance/PROTOCOL.md"),
                TestContext.Current.CancellationToken
            )
        );
        help.Out.ShouldContain("nanobanana conformance protocol");
    }

    private static IEnumerable<(string Path, Command Command)> All(string path, Command command) =>
        command.Subcommands.SelectMany(sub => All($"{path} {sub.Name}", sub)).Prepend((path, command));
}
