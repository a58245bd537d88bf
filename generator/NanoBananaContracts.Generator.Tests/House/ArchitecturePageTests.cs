using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary><c>docs/architecture.md</c> walks through the house; every file on the way is there.</summary>
public class ArchitecturePageTests
{
    private static readonly string[] Houses = ["conformance", "generator", "runtime", "schema"];

    /// <summary>Those of a record's parts are one emitter's siblings.</summary>
    [Fact]
    public void Every_emitter_is_on_the_way()
    {
        var page = Repository.Text("docs/architecture.md");

        Directory
            .EnumerateFiles(Repository.Path("generator/NanoBananaContracts.Generator/Emission"), "*Emitter.cs")
            .Select(path => Path.GetFileName(path))
            .Where(file => !file.StartsWith("Message", StringComparison.Ordinal))
            .Where(file => !page.Contains(file, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_on_the_way_exists()
    {
        var sources = Houses
            .SelectMany(house => Directory.EnumerateFiles(Repository.Path(house), "*.cs", SearchOption.AllDirectories))
            .Select(path => path.Replace('\\', '/'))
            .ToArray();
        var walks = Repository.Text("docs/architecture.md").Split("\n## From ").Skip(1).ToArray();

        walks.Length.ShouldBeGreaterThan(2);
        foreach (var walk in walks)
        {
            var files = Regex.Matches(walk, @"`([\w/]+\.cs)`").Select(match => match.Groups[1].Value).ToArray();
            files.Length.ShouldBeGreaterThan(8, walk);
            files
                .Where(file => !sources.Any(source => source.EndsWith("/" + file, System.StringComparison.Ordinal)))
                .ShouldBeEmpty(walk);
        }
    }
}
