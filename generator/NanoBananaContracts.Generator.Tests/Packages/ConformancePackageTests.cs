using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>The conformance package as a team with a client of its own uses it: the sample test project, outside the repository.</summary>
[Collection(PackageCollection.Name)]
public sealed class ConformancePackageTests(PackedFeed feed)
{
    private const string Sample = "samples/ClientTests";

    [Fact]
    public async Task The_sample_test_project_gets_one_test_a_case_from_the_packed_package()
    {
        var folder = Path.Combine(feed.Folder, "ClientTests");
        Directory.CreateDirectory(folder);
        foreach (var file in new[] { "ClientTests.csproj", "MyClientConforms.cs" })
        {
            var text = Repository.Text($"{Sample}/{file}");
            File.WriteAllText(
                Path.Combine(folder, file),
                text.Replace("Version=\"0.1.0\"", $"Version=\"{feed.Version}\"", System.StringComparison.Ordinal)
            );
        }

        var (exit, output) = await CommandLine.RunAsync(
            folder,
            feed.Environment,
            TestContext.Current.CancellationToken,
            "test",
            "-nodeReuse:false",
            // The packages are in this test's own feed, not where the sample looks for them.
            "-p:RestoreAdditionalProjectSources="
        );

        exit.ShouldBe(0, output);
        var total = Regex.Match(output, @"Passed! +- Failed: +0, Passed: +\d+, Skipped: +\d+, Total: +(\d+)");
        total.Success.ShouldBeTrue(output);
        int.Parse(total.Groups[1].Value).ShouldBe(Cases("auth") + Cases("response") + Cases("payload"), output);
    }

    private static int Cases(string family) =>
        Directory.GetDirectories(Repository.Path($"conformance/cases/{family}")).Length;
}
