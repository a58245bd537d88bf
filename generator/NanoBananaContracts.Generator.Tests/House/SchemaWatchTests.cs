using System.Diagnostics;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary><c>.ci/schema-watch</c> says that there is something to look at, and ends where nothing was looked at.</summary>
public sealed class SchemaWatchTests : IDisposable
{
    private const string Known = "Vertex AI: NBC1908: Order.lists is a list. Kept.";
    private const string Finding = "vertex.json(7,23): warning NBC1908: Order.lists is a list. Kept.";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanobanana-watch-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("import google.json vertex.json", 0, false, 0)]
    [InlineData("import google.json vertex.json", 1, true, 0)] // A document that cannot come in, which leaves the file as it was.
    [InlineData("import google.json vertex.json", 2, false, 2)]
    [InlineData("models", 0, false, 0)]
    [InlineData("models", 2, false, 2)]
    public async Task What_the_command_ends_with_decides(string what, int commandEnds, bool isChanged, int ends)
    {
        var run = await RunAsync(what, $"echo what the command says\nexit {commandEnds}", "");

        run.Ends.ShouldBe(ends, run.Errors);
        run.IsChanged.ShouldBe(isChanged);
        run.Report.ShouldContain("    what the command says\n");
        run.Findings.ShouldBe("");
    }

    /// <summary>It changes no file of ours, and nobody would see it in a run that is green.</summary>
    [Theory]
    [InlineData("import google.json vertex.json", Finding, 0, Known)]
    [InlineData("models", "new: nano-3 is listed.", 1, "Models: new: nano-3 is listed.")]
    [InlineData("models", "retired: nano-1 is listed still.", 1, "Models: retired: nano-1 is listed still.")]
    public async Task A_finding_is_to_be_looked_at_until_it_is_settled(string what, string said, int ends, string known)
    {
        var command = $"case \"$*\" in *google.json*) ;; *) echo '{said}' >&2; exit {ends};; esac";

        var first = await RunAsync(what, command, "Other: stays\n");
        var next = await RunAsync(what, command, first.Findings);

        first.Ends.ShouldBe(0, first.Errors);
        first.IsChanged.ShouldBeTrue();
        first.Report.ShouldContain("To settle");
        first.Report.ShouldContain($"\n    {known}\n");
        first
            .Findings.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([known, "Other: stays"], ignoreOrder: true);
        next.IsChanged.ShouldBeFalse();
        next.Report.ShouldNotContain("To settle");
        next.Findings.ShouldBe(first.Findings);
    }

    [Fact]
    public async Task A_finding_that_is_gone_is_taken_out_and_proposed()
    {
        var run = await RunAsync("import google.json vertex.json", "exit 0", Known + "\n");

        run.IsChanged.ShouldBeTrue();
        run.Findings.ShouldBe("");
    }

    [Fact]
    public async Task A_document_that_cannot_come_in_unsettles_nothing()
    {
        var run = await RunAsync("import google.json vertex.json", "exit 1", Known + "\n");

        run.IsChanged.ShouldBeTrue();
        run.Findings.ShouldBe(Known + "\n");
    }

    [Fact]
    public async Task A_schema_that_changed_is_to_be_looked_at()
    {
        var run = await RunAsync("import google.json vertex.json", "echo >>schema/generate-content.schema.json", "");

        run.IsChanged.ShouldBeTrue();
    }

    /// <summary>Runs a copy of it, which writes into a folder of its own, with a command that does what a script says.</summary>
    private async Task<Run> RunAsync(string what, string command, string findings)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a script for bash.");
        var script = await WriteAsync(".ci/schema-watch", Repository.Text(".ci/schema-watch"));
        var settled = await WriteAsync(".ci/schema-watch.findings", findings);
        await WriteAsync("schema/generate-content.schema.json", "{}\n");
        var tool = await WriteAsync("bin/dotnet", $"#!/bin/sh\n{command}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        var report = await WriteAsync("report.md", "");
        var output = await WriteAsync("output", "");
        using var process = Process.Start(
            new ProcessStartInfo("bash", [script, .. what.Split(' '), report])
            {
                RedirectStandardError = true,
                Environment =
                {
                    ["PATH"] = $"{Path.GetDirectoryName(tool)}:{Environment.GetEnvironmentVariable("PATH")}",
                    ["GITHUB_OUTPUT"] = output,
                },
            }
        )!;
        var errors = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return new Run(
            process.ExitCode,
            errors,
            await File.ReadAllTextAsync(output, Cancel) == "changed=true\n",
            await File.ReadAllTextAsync(report, Cancel),
            await File.ReadAllTextAsync(settled, Cancel)
        );
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, Cancel);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private sealed record Run(int Ends, string Errors, bool IsChanged, string Report, string Findings);
}
