namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>A contract in a project that is not C#'s, for which the generator does not run.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("my.vbproj", "VB")]
    [InlineData("my.fsproj", "F#")]
    public async Task A_contract_in_another_language_is_an_error(string project, string language) =>
        (await CheckAsync(project)).ShouldContain(
            $"error NBC2008: A ContractSchema becomes C#, and this is a project of {language}, for which nothing is made."
        );

    [Fact]
    public async Task A_contract_in_C_sharp_is_none() => (await CheckAsync("my.csproj")).ShouldNotContain("NBC");

    /// <summary>What the targets say of a project of the SDK with one schema; nothing is restored or compiled.</summary>
    private static async Task<string> CheckAsync(string project)
    {
        var folder = Directory.CreateTempSubdirectory("nbc-language-");
        try
        {
            var targets = Repository.Path("build/NanoBananaContracts.targets");
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, project),
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><ContractSchema Include="my.schema.json" /></ItemGroup>
                  <Import Project="{targets}" />
                </Project>
                """,
                TestContext.Current.CancellationToken
            );
            var (_, output) = await CommandLine.RunAsync(
                folder.FullName,
                new Dictionary<string, string>(),
                TestContext.Current.CancellationToken,
                "msbuild",
                project,
                "-t:CheckContractSchemas",
                "-nologo"
            );
            return output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
