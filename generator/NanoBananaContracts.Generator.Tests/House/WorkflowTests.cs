using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>What workflows may not do: hold more rights than they use, run what others wrote, show a key about.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows =>
        [.. Directory.GetFiles(Repository.Path(".github/workflows"), "*.yml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Rights_are_named_and_actions_are_pinned(string name)
    {
        var text = Text(name);

        TopPermissions().IsMatch(text).ShouldBeTrue("a workflow without permissions has those of the repository");
        var actions = Uses().Matches(text).Select(action => action.Groups[1].Value).ToArray();
        actions.ShouldNotBeEmpty();
        actions.ShouldAllBe(action => Pinned().IsMatch(action));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void No_expression_becomes_part_of_a_command(string name)
    {
        var commands = Commands(Text(name));

        commands.ShouldNotBeEmpty();
        commands.ShouldAllBe(line => !line.Contains("${{", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_is_in_one_step_and_no_job_with_a_key_may_write()
    {
        var text = Text("schema-watch.yml");
        var jobs = Regex
            .Split(text[text.IndexOf("\njobs:", StringComparison.Ordinal)..], "\n(?=  [a-z]+:\n)")
            .Skip(1)
            .ToArray();

        jobs.Length.ShouldBe(2);
        text.Split("secrets.").Length.ShouldBe(2);
        jobs.Where(job => job.Contains("secrets.", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldNotContain(": write");
    }

    private static string Text(string name) => Repository.Text(".github/workflows/" + name).Replace("\r\n", "\n");

    /// <summary>The lines of every <c>run</c>, on its own line or below it.</summary>
    private static List<string> Commands(string text)
    {
        var commands = new List<string>();
        var depth = -1;
        foreach (var line in text.Split('\n'))
        {
            var indent = line.Length - line.TrimStart(' ').Length;
            if (depth >= 0 && (indent > depth || line.Length == 0))
            {
                commands.Add(line);
                continue;
            }

            depth = -1;
            if (Run().Match(line) is { Success: true } run)
            {
                commands.Add(run.Groups[1].Value);
                depth = indent;
            }
        }

        return commands;
    }

    [GeneratedRegex("^permissions:( \\{\\}$|\\n  )", RegexOptions.Multiline)]
    private static partial Regex TopPermissions();

    [GeneratedRegex("uses: (\\S+)")]
    private static partial Regex Uses();

    // A tag can be moved to other code; a commit cannot.
    [GeneratedRegex("^[\\w-]+/[\\w-]+@[0-9a-f]{40}$")]
    private static partial Regex Pinned();

    [GeneratedRegex("^ *(?:- )?run: (.*)$")]
    private static partial Regex Run();
}
