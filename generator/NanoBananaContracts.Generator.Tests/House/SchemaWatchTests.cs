using System.Diagnostics;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary><c>.ci/schema-watch</c> says that there is something to look at, and ends where nothing was looked at.</summary>
public sealed class SchemaWatchTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nanobanana-watch-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("import google.json vertex.json", 0, false, 0)]
    [InlineData("import google.json vertex.json", 1, true, 0)] // A document that cannot come in, which leaves the file as it was.
    [InlineData("import google.json vertex.json", 2, false, 2)]
    [InlineData("models", 0, false, 0)]
    [InlineData("models", 1, true, 0)]
    [InlineData("models", 2, false, 2)]
    public async Task What_the_command_ends_with_decides(string what, int commandEnds, bool isChanged, int ends)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a script for bash.");
        var command = Path.Combine(folder.FullName, "dotnet");
        await File.WriteAllTextAsync(command, $"#!/bin/sh\necho what the command says\nexit {commandEnds}\n", Cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var report = Path.Combine(folder.FullName, "report.md");
        var output = Path.Combine(folder.FullName, "output");
        await File.WriteAllTextAsync(output, "", Cancel);
        using var script = Process.Start(
            new ProcessStartInfo("bash", [Repository.Path(".ci/schema-watch"), .. what.Split(' '), report])
            {
                RedirectStandardError = true,
                Environment =
                {
                    ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
                    ["GITHUB_OUTPUT"] = output,
                },
            }
        )!;
        var errors = await script.StandardError.ReadToEndAsync(Cancel);
        await script.WaitForExitAsync(Cancel);

        script.ExitCode.ShouldBe(ends, errors);
        (await File.ReadAllTextAsync(output, Cancel)).ShouldBe(isChanged ? "changed=true\n" : "");
        (await File.ReadAllTextAsync(report, Cancel)).ShouldContain("    what the command says\n");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
