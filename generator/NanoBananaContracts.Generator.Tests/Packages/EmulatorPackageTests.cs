namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>The emulator's package as a test project has it that runs on the xunit before ours.</summary>
[Collection(PackageCollection.Name)]
public sealed class EmulatorPackageTests(PackedFeed feed)
{
    internal static Consumer Consumer { get; } =
        new(
            "XunitTwo",
            """
            <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
            """,
            """
            <PackageReference Include="NanoBananaContracts.Emulator" Version="$(PackedVersion)" />
            <PackageReference Include="xunit" Version="2.9.3" />
            """,
            (
                "ButterflyTests.cs",
                """
                using System;
                using System.Threading.Tasks;
                using NanoBananaContracts;
                using NanoBananaContracts.Emulator;
                using Xunit;

                public sealed class ButterflyTests
                {
                    [Fact]
                    public async Task The_picture_has_the_pixels_asked_for()
                    {
                        await using var emulator = await EmulatorServer.StartAsync();
                        using var client = new NanoBananaClient(
                            new NanoBananaOptions { BaseAddress = emulator.BaseAddress, ApiKey = "any-key-will-do" }
                        );
                        var request = GenerateContentRequest.ForImage("A butterfly", AspectRatio.Ratio16x9, ImageSize.Size1K);
                        var image = (await client.GenerateContentAsync(request)).FinalImage;
                        Assert.Equal((1376, 768), (image.Width, image.Height));
                        Console.WriteLine($"a picture of {image.Width} x {image.Height}");
                    }

                    private static Task Main() => new ButterflyTests().The_picture_has_the_pixels_asked_for();
                }
                """
            )
        );

    [Fact]
    public async Task Tests_on_xunit_v2_build_for_both_frameworks_and_get_a_picture_from_the_emulator()
    {
        var built = await feed.BuildAsync(Consumer);
        built.Findings.ShouldBeEmpty(built.Printed);
        built.Assemblies.Length.ShouldBe(2, built.Printed);
        // The natives of every system are there, without their debug files of 290 MB.
        var natives = Directory.GetFiles(
            Path.Combine(built.Folder, "bin"),
            "libSkiaSharp.*",
            SearchOption.AllDirectories
        );
        natives.ShouldNotBeEmpty();
        natives.ShouldNotContain(native => native.EndsWith(".pdb", StringComparison.Ordinal));
        var (exit, said) = await CommandLine.RunAsync(
            built.Folder,
            feed.Environment,
            TestContext.Current.CancellationToken,
            built.Assemblies.Single(file => file.Contains("net10.0", StringComparison.Ordinal))
        );

        exit.ShouldBe(0, said);
        said.ShouldContain("a picture of 1376 x 768");
    }
}
