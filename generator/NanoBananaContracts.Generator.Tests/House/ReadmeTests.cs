using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>README.md, which every package shows as its own page.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Its_links_lead_somewhere_from_a_package_too()
    {
        var links = Regex.Matches(Repository.Text("README.md"), @"\]\(([^)]+)\)").Select(link => link.Groups[1].Value);

        links.Count().ShouldBeGreaterThan(10);
        foreach (var link in links)
        {
            link.ShouldStartWith("https://");
            if (
                Regex.Match(
                    link,
                    $"^(?:{Regex.Escape(Readme.Home)}(?:blob|tree)|{Regex.Escape(Readme.Raw)})/main/([^#]+)"
                ) is
                { Success: true } ours
            )
            {
                Path.Exists(Repository.Path(ours.Groups[1].Value)).ShouldBeTrue(link);
            }
        }
    }

    [Fact]
    public void It_says_how_to_install_every_package()
    {
        var page = Repository.Text("README.md");
        foreach (
            var package in Packages.ShippedPackage.All.Where(package => package.Id != "NanoBananaContracts.Conformance")
        )
        {
            var command = package.IsTool ? "dotnet tool install --global " : "dotnet add package ";
            page.ShouldMatch(Regex.Escape(command + package.Id) + @"\s");
        }
    }
}

/// <summary>Where README.md leads.</summary>
internal static class Readme
{
    /// <summary>The repository.</summary>
    public const string Home = "https://github.com/nano-banana-contracts/NanoBananaContracts/";

    /// <summary>Its files, as they are: pictures on the page of a package come from nowhere else.</summary>
    public const string Raw = "https://raw.githubusercontent.com/nano-banana-contracts/NanoBananaContracts";

    /// <summary>Its files, as pages.</summary>
    public const string Pages = Home + "blob/main/";
}
