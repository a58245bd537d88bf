using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>
/// <c>THIRD-PARTY-NOTICES.md</c> lists what the packed command ships. On a difference the file as it should be is written
/// as <c>THIRD-PARTY-NOTICES.received.md</c>; accept it by renaming it, and add the text of a licence that is new.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed class NoticeTests(PackedFeed feed)
{
    private const string Head = "| --- | --- | --- | --- | --- |\n";

    // What of a package makes it ship: the rest (references to others, files for compiling) leaves nothing behind.
    private static readonly string[] Assets = ["runtime", "runtimeTargets", "native", "resources"];

    [Fact]
    public void Every_package_that_the_command_ships_is_listed_with_the_text_of_its_licence()
    {
        var notices = Repository.Text("THIRD-PARTY-NOTICES.md").ReplaceLineEndings("\n");
        var start = notices.IndexOf(Head, StringComparison.Ordinal) + Head.Length;
        var end = notices.IndexOf("\n\n", start - 1, StringComparison.Ordinal) + 1;
        var shipped = Shipped().Select(Facts).ToArray();
        shipped.ShouldNotBeEmpty();
        var list = string.Concat(shipped.Select(package => package.Line + "\n"));
        var received = Repository.Path("THIRD-PARTY-NOTICES.received.md");
        if (notices[start..end] == list)
        {
            File.Delete(received);
        }
        else
        {
            File.WriteAllText(received, notices[..start] + list + notices[end..]);
        }

        notices[start..end].ShouldBe(list, $"Compare {received}, and rename it if the change is meant.");
        shipped
            .Select(package => package.Licence)
            .Where(licence => !licence.Contains(':', StringComparison.Ordinal))
            .Distinct()
            .Where(licence => !notices.Contains($"\n### {licence}\n", StringComparison.Ordinal))
            .ShouldBeEmpty("These licences have no text in the notices.");
    }

    private IEnumerable<(string Id, string Version)> Shipped()
    {
        using var package = ZipFile.OpenRead(feed.Package("NanoBananaContracts.Cli"));
        using var stream = package.Entries.Single(entry => entry.Name == "NanoBananaContracts.Cli.deps.json").Open();
        using var dependencies = JsonDocument.Parse(stream);
        var kinds = dependencies.RootElement.GetProperty("libraries");
        return
        [
            .. dependencies
                .RootElement.GetProperty("targets")
                .EnumerateObject()
                .Single()
                .Value.EnumerateObject()
                .Where(library => kinds.GetProperty(library.Name).GetProperty("type").ValueEquals("package"))
                .Where(library => Assets.Any(asset => library.Value.TryGetProperty(asset, out _)))
                .Select(library => library.Name.Split('/'))
                .Select(parts => (parts[0], parts[1]))
                .OrderBy(package => package.Item1, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static (string Line, string Licence) Facts((string Id, string Version) package)
    {
        var (id, version) = (package.Id.ToLowerInvariant(), package.Version.ToLowerInvariant());
        var metadata = XDocument
            .Load(Path.Combine(PackedFeed.MachineCache, id, version, id + ".nuspec"))
            .Root!.Elements()
            .First();
        XElement? Element(string name) =>
            metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);
        string? Fact(string name) => Element(name)?.Value is { Length: > 0 } value ? value : null;
        var licence =
            Element("license") is { } stated && stated.Attribute("type")?.Value == "expression"
                ? stated.Value
                : Fact("licenseUrl") ?? throw new InvalidDataException($"{package} says nothing of its licence.");
        string?[] cells =
        [
            package.Id,
            package.Version,
            licence,
            Fact("copyright") ?? Fact("authors"),
            Element("repository")?.Attribute("url")?.Value ?? Fact("projectUrl"),
        ];
        return (
            $"| {string.Join(" | ", cells.Select(cell => string.Join(' ', (cell ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))} |",
            licence
        );
    }
}
