using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NanoBananaContracts.TestSupport;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Runtime.Tests.Client;

/// <summary>docs/architecture.md walks from a request to a file; every file on the way is there.</summary>
public sealed class ArchitecturePageTests
{
    [Fact]
    public void Every_file_on_the_way_exists()
    {
        var walk = Repository
            .Text("docs/architecture.md")
            .Split("\n## ")
            .Single(part => part.StartsWith("From a request", StringComparison.Ordinal));
        var files = Regex.Matches(walk, @"`(\w+/\w+\.cs)`").Select(match => match.Groups[1].Value).ToArray();

        files.Length.ShouldBeGreaterThan(20);
        files
            .Where(file => !File.Exists(Repository.Path("runtime/NanoBananaContracts.Runtime/" + file)))
            .ShouldBeEmpty("the page names files that are not there");
    }
}
