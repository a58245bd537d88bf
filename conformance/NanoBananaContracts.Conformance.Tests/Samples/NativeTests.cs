using System.Runtime.InteropServices;
using NanoBananaContracts.Conformance.Tests.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The client compiled ahead of time, without a runtime beside it.</summary>
[Collection(PublishedSample.Collection)]
public sealed class NativeTests
{
    /// <summary>The command starts in a few milliseconds so, with the whole client, and all but the suite.</summary>
    [Fact]
    public async Task A_native_command_warns_of_nothing_saves_the_right_picture_and_says_what_it_lacks()
    {
        SkipWithoutLinker();
        using var tool = await PublishedSample.PublishAsync(
            "conformance/NanoBananaContracts.Cli",
            "-r",
            "linux-x64",
            "-p:Native=true"
        );
        Directory.GetFiles(tool.Folder, "*.dll").ShouldBeEmpty("it is one program");

        await using var emulator = await EmulatorCall.StartAsync();

        var painted = await RunAsync("paint", "A red fox in snow", "--out", "fox");
        var models = await RunAsync("models", "--provider", "google");
        var explained = await RunAsync("explain", "Timeout");
        await File.WriteAllTextAsync(
            Path.Combine(tool.Folder, "list.jsonl"),
            """{"prompt": "A red fox"}""",
            TestContext.Current.CancellationToken
        );
        var batch = await RunAsync("batch", "list.jsonl", "--out", "pictures", "--emulator");
        var suite = await RunAsync("conformance", "run", "--family", "auth");

        painted.ExitCode.ShouldBe(0, painted.Output);
        var picture = PictureInspector.Inspect(
            await File.ReadAllBytesAsync(Path.Combine(tool.Folder, "fox.png"), TestContext.Current.CancellationToken)
        );
        (picture.Format, picture.Width, picture.Height, picture.IsWhole).ShouldBe(
            (ImageFileFormat.Png, 1024, 1024, true)
        );
        emulator.BilledImageCount.ShouldBe(1);
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
                words[0] == "paint"
                    ? new Dictionary<string, string>
                    {
                        ["WISDOM_GATE_KEY"] = EmulatorCall.Key,
                        ["NANOBANANA_BASE_ADDRESS"] = emulator.BaseAddress.AbsoluteUri,
                    }
                    : new Dictionary<string, string>(),
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
