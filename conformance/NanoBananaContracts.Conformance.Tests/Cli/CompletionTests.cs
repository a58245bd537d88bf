using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Tests.Harness;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>What Tab offers, asked as a shell asks and in the shells themselves.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-completion-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("[suggest]", "con", "conformance")]
    [InlineData("[suggest]", "schema ", "diff export import validate")]
    [InlineData("[suggest]", "conformance i", "init")]
    [InlineData("[suggest]", "conformance init ", "dotnet node python")]
    [InlineData("[suggest]", "conformance run --pl", "--player")]
    [InlineData("[suggest]", "conformance run --player ", "wiremock wiremock.net")]
    [InlineData("[suggest]", "conformance run --report h", "html=")]
    [InlineData("[suggest]", "serve --provider g", "google")]
    [InlineData("[suggest]", "paint fox --provider wis", "wisgate")]
    [InlineData("[suggest]", "paint fox --image-size ", "1K 2K 4K 512")]
    [InlineData("[suggest]", "paint fox --aspect-ratio 1", "16:9 1:1 1:4 1:8")]
    [InlineData("[suggest]", "paint fox --provider google --model gemini-3-", "gemini-3-pro-image")]
    [InlineData("[suggest]", "chat fox.json --model gemini-nano", "gemini-nano-banana-2.1")]
    [InlineData("[suggest]", "models --template ", "aihubmix litellm new-api")]
    [InlineData("[suggest]", "models gemini-nano", "gemini-nano-banana-2.1")]
    [InlineData("[suggest]", "explain Tim", "Timeout")]
    [InlineData(
        "[suggest]",
        "explain NBC001",
        "NBC0010 NBC0011 NBC0012 NBC0013 NBC0014 NBC0015 NBC0016 NBC0017 NBC0018 NBC0019"
    )]
    [InlineData("[suggest]", "completion f", "fish")]
    [InlineData("[suggest:5]", "schema diff", "schema")]
    [InlineData("[suggest]", "nosuchthing", "")]
    public async Task What_can_stand_there_is_offered(string question, string line, string words)
    {
        var run = await CommandRun.Of([question, line], cancellationToken: Cancel);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Error.ShouldBeEmpty();
        string.Join(' ', run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(words);
    }

    [Fact]
    public async Task Cases_are_offered_by_id()
    {
        var run = await CommandRun.Of(["[suggest]", "conformance show auth/"], cancellationToken: Cancel);

        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(
                SuiteRun
                    .Cases.Select(one => one.Id)
                    .Where(id => id.StartsWith("auth/", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)
            );
    }

    /// <summary>An answer would keep the shell from offering its files.</summary>
    [Fact]
    public async Task Where_a_file_is_wanted_the_shell_is_left_to_offer_its_own()
    {
        var files = await CommandRun.Of(["[suggest]", "diagnose "], cancellationToken: Cancel);
        var options = await CommandRun.Of(["[suggest]", "diagnose --s"], cancellationToken: Cancel);

        files.Out.ShouldBeEmpty();
        options.Out.ShouldBe("--status" + Environment.NewLine);
    }

    [Fact]
    public async Task A_shell_that_nobody_knows_is_told_the_nearest()
    {
        var run = await CommandRun.Of(["completion", "bsh"], cancellationToken: Cancel);

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("There is no shell 'bsh'. Did you mean bash? Use bash, fish, powershell or zsh.");
    }

    [Fact]
    public async Task Bash_completes()
    {
        var output = await RunAsync(
            "bash",
            "-c",
            """
            source <(nanobanana completion bash)
            complete -p nanobanana
            COMP_LINE='nanobanana conformance i' COMP_POINT=24
            _nanobanana nanobanana
            printf '%s\n' "${COMPREPLY[@]}"
            """
        );

        output.ShouldBe("complete -o default -F _nanobanana nanobanana\ninit\n");
    }

    /// <summary>bash takes a colon for the end of a word, and would write 16:16:9.</summary>
    [Fact]
    public async Task Bash_completes_behind_a_colon()
    {
        var output = await RunAsync(
            "bash",
            "-c",
            """
            source <(nanobanana completion bash)
            nanobanana() { printf '16:9\n16:10\n'; }
            COMP_LINE='nanobanana anything 16:' COMP_POINT=23
            _nanobanana nanobanana
            printf '%s\n' "${COMPREPLY[@]}"
            """
        );

        output.ShouldBe("9\n10\n");
    }

    [Fact]
    public async Task Zsh_completes()
    {
        var output = await RunAsync(
            "zsh",
            "-f",
            "-c",
            """
            autoload -U compinit
            compinit -u -D
            source <(nanobanana completion zsh)
            print $_comps[nanobanana]
            compadd() { print -l -- ${(P)2} }
            _files() { print files }
            words=(nanobanana conformance i) CURRENT=3 PREFIX=i
            _nanobanana
            words=(nanobanana diagnose '') CURRENT=3 PREFIX=
            _nanobanana
            """
        );

        output.ShouldBe("_nanobanana\ninit\nfiles\n");
    }

    [Fact]
    public async Task Fish_completes()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "reply.json"), "{}", Cancel);

        var output = await RunAsync(
            "fish",
            "--no-config",
            "-c",
            "nanobanana completion fish | source; complete -C 'nanobanana conformance i'; complete -C 'nanobanana diagnose rep'"
        );

        output.ShouldBe("init\nreply.json\n");
    }

    [Fact]
    public async Task PowerShell_completes()
    {
        var output = await RunAsync(
            "pwsh",
            "-NoProfile",
            "-Command",
            """
            nanobanana completion powershell | Out-String | Invoke-Expression
            (TabExpansion2 'nanobanana conformance i' 24).CompletionMatches.CompletionText
            (TabExpansion2 'nanobanana schema ' 18).CompletionMatches.CompletionText
            """
        );

        output.ReplaceLineEndings("\n").ShouldBe("init\ndiff\nexport\nimport\nvalidate\n");
    }

    private Task<string> RunAsync(string shell, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is put into the path by a POSIX script.");
        Assert.SkipUnless(Installed.Find(shell) is not null, $"There is no {shell} here.");
        return ToolShell.RunAsync(folder, Cancel, shell, arguments);
    }
}
