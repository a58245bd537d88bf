using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Subjects.Exec;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>docs/tool.md</c>: its examples do what it says, it has every command, and every exit code.</summary>
public sealed partial class ToolPageTests : IDisposable
{
    private const string Reply = """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"Which colour?"}]},"finishReason":"STOP"}]}
        """;

    private const string List = """
        {"prompt": "a paper boat", "count": 2, "name": "boat"}
        """;

    private static readonly string Page = Repository.Text("docs/tool.md").ReplaceLineEndings("\n");

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-tool-page-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Its_examples_run_from_the_top_down()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "reply.json"), Reply, Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "prompts.jsonl"), List, Cancel);
        foreach (var line in Lines("sh"))
        {
            var (words, input, exitCode) = Read(line);

            var run = await CommandRun.Of(
                words,
                workingDirectory: folder,
                input: Encoding.UTF8.GetBytes(input),
                cancellationToken: Cancel
            );

            run.ExitCode.ShouldBe(exitCode, $"{line}\n{run.Error}");
        }

        string[] pictures = [.. Directory.EnumerateFiles(folder, "*.png").Select(Path.GetFileName).Order()!];
        pictures.ShouldBe([
            "a-paper-boat-2.png",
            "a-paper-boat.png",
            "a-red-fox-in-snow.png",
            "fox-1.png",
            "fox-2.png",
            "night.png",
        ]);
        string[] batch = [.. Directory.EnumerateFiles(Path.Combine(folder, "pictures")).Select(Path.GetFileName)!];
        batch.ShouldBe(
            [
                "boat-1.png",
                "boat-2.png",
                "contact-sheet.html",
                "manifest.jsonl",
                "journal.db",
                "journal.lock",
                ".emulated",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public void Those_that_are_not_run_are_command_lines_without_a_mistake_and_no_command_is_missing()
    {
        var root = CommandTree.Create(new CommandHost { Out = TextWriter.Null, Error = TextWriter.Null });
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines("sh").Concat(Lines("text")).Where(line => line.Contains("nanobanana ")))
        {
            if (line.StartsWith("dotnet ", StringComparison.Ordinal))
            {
                continue; // How it is installed, and called from a manifest.
            }

            var parsed = root.Parse(Read(line).Words);

            CommandLineMistake.Of(parsed).ShouldBeNull(line);
            shown.Add(CommandPath.Of(parsed.CommandResult));
        }

        Leaves("nanobanana", root).Except(shown).ShouldBeEmpty();
    }

    [Fact]
    public void Its_table_has_every_exit_code() =>
        ExitCode()
            .Matches(Page)
            .Select(row => int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture))
            .ShouldBe(
                typeof(ExitCodes)
                    .GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Select(code => (int)code.GetRawConstantValue()!)
                    .Order()
            );

    private static IEnumerable<string> Leaves(string path, Command command) =>
        command.Subcommands.Count == 0
            ? [path]
            : command.Subcommands.SelectMany(sub => Leaves($"{path} {sub.Name}", sub));

    private static IEnumerable<string> Lines(string language) =>
        Block()
            .Matches(Page)
            .Where(block => block.Groups["language"].Value == language)
            .SelectMany(block => block.Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A line as a shell takes it: what is piped in, the words behind the command, and the exit code of its comment.</summary>
    private static (string[] Words, string Input, int ExitCode) Read(string line)
    {
        var comment = line.IndexOf(" # ", StringComparison.Ordinal);
        var exitCode = comment < 0 ? 0 : int.Parse(line[(comment + 3)..].Split(':')[0], CultureInfo.InvariantCulture);
        var command = comment < 0 ? line : line[..comment];
        var pipe = command.IndexOf(" | ", StringComparison.Ordinal);
        var input = "";
        if (pipe > 0)
        {
            var echo = CommandWords.Split(command[..pipe]);
            echo[0].ShouldBe("echo");
            input = string.Join(' ', echo.Skip(1)) + "\n";
            command = command[(pipe + 3)..];
        }

        var words = CommandWords.Split(command);
        words[0].ShouldBe("nanobanana");
        return ([.. words.Skip(1)], input, exitCode);
    }

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex ExitCode();
}
