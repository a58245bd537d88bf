using System.Diagnostics;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary><c>nanobanana conformance init</c>: what it writes runs by the commands it names.</summary>
public sealed class InitCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-init-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("python", "adapter.py")]
    [InlineData("node", "adapter.mjs")]
    [InlineData("dotnet", "adapter.cs")]
    public async Task An_adapter_runs_by_the_commands_that_are_named(string language, string file)
    {
        var init = await Init(language);
        init.ExitCode.ShouldBe(ExitCodes.Conforms, init.Error);
        init.Out.ShouldStartWith($"Wrote {Path.Combine(".", file)}: put your client into it. Next:");

        foreach (var line in init.Out.TrimEnd().Split('\n').Skip(1).Select(line => line.Trim()))
        {
            var words = CommandWords.Split(line);
            if (words[0] != "nanobanana")
            {
                await StartAsync(words);
                continue;
            }

            var start = words.Single(word => word.StartsWith("exec:", StringComparison.Ordinal))[5..].Split(' ')[0];
            Assert.SkipWhen(Installed.Find(start) is null, $"There is no {start} on this machine.");
            var run = await CommandRun.Of(
                [.. words.Skip(1), "--report", "ndjson=run.ndjson"],
                workingDirectory: folder,
                cancellationToken: Cancel
            );

            run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
            using var stream = File.OpenText(Path.Combine(folder, "run.ndjson"));
            var recorded = await EventStream.ReadAsync(stream, Cancel);
            recorded.Verdicts.Count.ShouldBeGreaterThan(10);
            recorded.Verdicts.ShouldAllBe(v => v.Status == VerdictStatus.Passed && v.Id.StartsWith("auth/"));
            return;
        }

        Assert.Fail("No command of nanobanana was named.");
    }

    [Theory]
    [InlineData("python", "adapter.py", "    try:\n        media_type,", "print('{\"type\": \"hello\"}', flush=True)")]
    [InlineData(
        "node",
        "adapter.mjs",
        "    const { mediaType, data, text } =",
        "console.log('{}'); console.dir({}); console.table([1]); process.stdout.write('{}\\n');"
    )]
    public async Task What_a_client_prints_is_no_answer(string language, string file, string before, string printing)
    {
        var init = await Init(language);
        var path = Path.Combine(folder, file);
        var text = await File.ReadAllTextAsync(path, Cancel);
        text.Split(before).Length.ShouldBe(2);
        await File.WriteAllTextAsync(
            path,
            text.Replace(before, $"    {printing}\n{before}", StringComparison.Ordinal),
            Cancel
        );
        var line = init
            .Out.TrimEnd()
            .Split('\n')
            .Single(line => line.Contains("exec:", StringComparison.Ordinal))
            .Trim();
        var words = CommandWords.Split(line);
        var start = words.Single(word => word.StartsWith("exec:", StringComparison.Ordinal))[5..].Split(' ')[0];
        Assert.SkipWhen(Installed.Find(start) is null, $"There is no {start} on this machine.");

        var run = await CommandRun.Of([.. words.Skip(1)], workingDirectory: folder, cancellationToken: Cancel);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);
    }

    [Fact]
    public async Task What_is_there_is_not_overwritten()
    {
        var file = Path.Combine(folder, "adapter.py");
        await File.WriteAllTextAsync(file, "mine", Cancel);

        var run = await Init("python");

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Error.ShouldContain("is there already and is not overwritten");
        (await File.ReadAllTextAsync(file, Cancel)).ShouldBe("mine");
    }

    [Fact]
    public async Task A_folder_is_made_and_named_in_the_next_command()
    {
        var run = await Init("node", "my adapters/first");

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        File.Exists(Path.Combine(folder, "my adapters", "first", "adapter.mjs")).ShouldBeTrue();
        run.Out.ShouldContain("  cd \"my adapters/first\"\n");
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_one_line()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "there"), "", Cancel);

        var run = await Init("node", "there");

        run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
        run.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("cannot be written");
    }

    private Task<CommandRun> Init(params string[] words) =>
        CommandRun.Of(["conformance", "init", .. words], workingDirectory: folder, cancellationToken: Cancel);

    private async Task StartAsync(IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0, output + await errors);
    }
}
