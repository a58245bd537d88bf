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
        using var sample = await PublishedSample.PublishAsync("BatchWorker", "-r", "linux-x64", "-p:Native=true");
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

    private static bool HasTool(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, name)));
}
