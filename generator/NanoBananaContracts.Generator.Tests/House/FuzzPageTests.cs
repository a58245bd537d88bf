using System.Globalization;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary><c>CONTRIBUTING.md</c> lists the fuzzers, each with the slice of its seeds that runs with the tests.</summary>
public class FuzzPageTests
{
    private static readonly string[] Houses = ["conformance", "generator", "runtime", "schema"];

    [Fact]
    public void Every_fuzzer_is_listed_with_its_slice()
    {
        var fuzzers = Houses
            .SelectMany(house =>
                Directory.EnumerateFiles(Repository.Path(house), "*Fuzz.cs", SearchOption.AllDirectories)
            )
            .Select(path => (Name: Path.GetFileNameWithoutExtension(path), Slice: Slice(File.ReadAllText(path))));
        var listed = Regex
            .Matches(
                Repository.Text("CONTRIBUTING.md"),
                @"^\| `(\w+Fuzz)` \|.*\| ([\d,]+) \|\r?$",
                RegexOptions.Multiline
            )
            .Select(row => (row.Groups[1].Value, Number(row.Groups[2].Value)));

        listed.ShouldBe(fuzzers, ignoreOrder: true);
    }

    private static int Slice(string source) =>
        Number(Regex.Match(source, @"const int Slice = ([\d_]+);").Groups[1].Value.Replace('_', ','));

    private static int Number(string text) =>
        int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
