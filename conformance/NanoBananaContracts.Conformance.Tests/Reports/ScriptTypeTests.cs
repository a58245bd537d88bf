using System.Diagnostics;
using System.Text.Json;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>The scripts of our pages are JavaScript as it is delivered, with types in comments, which a compiler checks.</summary>
public sealed class ScriptTypeTests : IDisposable
{
    private const string Compiler = "build/typescript/node_modules/typescript/bin/tsc";

    private static readonly string Project = Repository.Path("build/typescript/tsconfig.json");

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-script-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_script_of_a_page_has_the_types_it_says() => (await FindingsAsync(Project)).ShouldBeEmpty();

    [Fact]
    public async Task A_mistake_is_found()
    {
        var cancel = TestContext.Current.CancellationToken;
        var project = Path.Combine(folder, "tsconfig.json");
        await File.WriteAllTextAsync(
            project,
            JsonSerializer.Serialize(new { extends = Project, include = (string[])["*.js"] }),
            cancel
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "wrong.js"),
            "document.getElementById('words').value = 1;\n",
            cancel
        );

        (await FindingsAsync(project)).ShouldContain("TS2531");
    }

    private static async Task<string> FindingsAsync(string project)
    {
        var node = Installed.Find("node");
        Assert.SkipWhen(node is null, "There is no 'node' in the path.");
        Assert.SkipUnless(
            File.Exists(Repository.Path(Compiler)),
            "There is no compiler: run 'npm ci --ignore-scripts' in build/typescript, as .ci/run does."
        );
        using var process = Process.Start(
            new ProcessStartInfo(node!, [Repository.Path(Compiler), "--project", project])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var findings = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(findings.Length == 0 ? 0 : 2, findings);
        return findings;
    }
}
