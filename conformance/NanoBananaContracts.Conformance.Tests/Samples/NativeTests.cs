using System.Runtime.InteropServices;
using NanoBananaContracts.Conformance.Tests.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The client compiled ahead of time, without a runtime beside it.</summary>
[Collection(PublishedSample.Collection)]
public sealed class NativeTests
{
    [Fact]
    public async Task A_native_program_warns_of_nothing_and_saves_the_right_picture()
    {
        SkipWithoutLinker();
        using var sample = await PublishedSample.PublishAsync(
            "samples/BatchWorker",
            "-r",
            "linux-x64",
            "-p:Native=true"
        );
        Directory.GetFiles(sample.Folder, "*.dll").ShouldBeEmpty("it is one program");
        await using var emulator = await EmulatorCall.StartAsync();
        var prompts = Path.Combine(sample.Folder, "prompts.txt");
        await File.WriteAllTextAsync(prompts, "A red fox in snow\n", TestContext.Current.CancellationToken);

        var (exitCode, output) = await PublishedSample.RunAsync(
            Path.Combine(sample.Folder, "BatchWorker"),
            sample.Folder,
            new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = EmulatorCall.Key },
            "prompts.txt",
            "--out",
            "pictures",
            "--base-address",
            emulator.BaseAddress.AbsoluteUri
        );

        exitCode.ShouldBe(0, output);
        var file = Directory.GetFiles(Path.Combine(sample.Folder, "pictures")).ShouldHaveSingleItem();
        var picture = PictureInspector.Inspect(
            await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)
        );
        (picture.Format, picture.Width, picture.Height, picture.IsWhole).ShouldBe(
            (ImageFileFormat.Png, 1024, 1024, true)
        );
        emulator.BilledImageCount.ShouldBe(1);
    }

    /// <summary>The command starts in a few milliseconds so, with all but the suite.</summary>
    [Fact]
    public async Task A_native_command_warns_of_nothing_and_says_what_it_lacks()
    {
        SkipWithoutLinker();
        using var tool = await PublishedSample.PublishAsync(
            "conformance/NanoBananaContracts.Cli",
            "-r",
            "linux-x64",
            "-p:Native=true"
        );
        Directory.GetFiles(tool.Folder, "*.dll").ShouldBeEmpty("it is one program");

        var models = await RunAsync("models", "--provider", "google");
        var explained = await RunAsync("explain", "Timeout");
        await File.WriteAllTextAsync(
            Path.Combine(tool.Folder, "list.jsonl"),
            """{"prompt": "A red fox"}""",
            TestContext.Current.CancellationToken
        );
        var batch = await RunAsync("batch", "list.jsonl", "--out", "pictures", "--emulator");
        var suite = await RunAsync("conformance", "run", "--family", "auth");

        models.ExitCode.ShouldBe(0, models.Output);
        models.Output.ShouldContain("gemini-nano-banana-2.1 *");
        explained.ExitCode.ShouldBe(0, explained.Output);
        explained.Output.ShouldStartWith("Timeout\n");
        batch.ExitCode.ShouldBe(0, batch.Output);
        Directory.GetFiles(Path.Combine(tool.Folder, "pictures"), "*.png").ShouldHaveSingleItem();
        suite.ExitCode.ShouldBe(3);
        suite.Output.ShouldContain("This native build has no conformance suite.");

        Task<(int ExitCode, string Output)> RunAsync(params string[] words) =>
            PublishedSample.RunAsync(
                Path.Combine(tool.Folder, "NanoBananaContracts.Cli"),
                tool.Folder,
                new Dictionary<string, string>(),
                words
            );
    }

    private static void SkipWithoutLinker()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            "Native programs are tried on Linux, x64."
        );
        Assert.SkipUnless(
            HasTool("clang") || HasTool("gcc"),
            "There is neither clang nor gcc to link a native program with."
        );
        Assert.SkipUnless(
            File.Exists("/usr/include/zlib.h"),
            "There is no zlib to link a native program with (zlib1g-dev)."
        );
    }

    private static bool HasTool(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, name)));
}
