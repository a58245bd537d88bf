using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>What a native build says of the commands it lacks: asked of this build, told that it makes no code while it runs.</summary>
public sealed class NativeHelpTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-native-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Its_help_shows_no_example_of_a_command_that_it_lacks()
    {
        var help = await RunAsync("--help");

        help.ShouldContain("nanobanana serve");
        help.ShouldNotContain("nanobanana conformance");
        (await RunAsync("conformance", "--help")).ShouldNotContain("Example");
    }

    [Theory]
    [InlineData("conformance", "run", "--family", "auth")]
    [InlineData("record", "--target", "https://wisgate.ai", "--out", "mine")]
    [InlineData("explain", "auth/key-in-header")]
    public async Task What_it_lacks_is_said_with_where_it_is(params string[] words) =>
        (await RunAsync(words)).ShouldBe(
            "nanobanana: This native build has no conformance suite. 'dotnet tool install --global NanoBananaContracts.Cli' has it; 'nanobanana --help' shows what there is.\n"
        );

    private async Task<string> RunAsync(params string[] words)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "NanoBananaContracts.Cli");
        var config = JsonNode.Parse(
            await File.ReadAllTextAsync(tool + ".runtimeconfig.json", TestContext.Current.CancellationToken)
        )!;
        var options = config["runtimeOptions"]!.AsObject();
        var properties = options["configProperties"]?.AsObject() ?? [];
        properties["System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported"] = false;
        options["configProperties"] ??= properties;
        var file = Path.Combine(folder, "native.runtimeconfig.json");
        await File.WriteAllTextAsync(file, config.ToJsonString(), TestContext.Current.CancellationToken);
        var output = await ToolShell.RunAsync(
            folder,
            TestContext.Current.CancellationToken,
            "dotnet",
            ["exec", "--runtimeconfig", file, "--depsfile", tool + ".deps.json", tool + ".dll", .. words]
        );
        return output.ReplaceLineEndings("\n");
    }
}
