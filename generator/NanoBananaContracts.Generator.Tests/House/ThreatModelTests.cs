using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary><c>docs/threat-model.md</c> promises nothing that no test holds.</summary>
public class ThreatModelTests
{
    private static readonly string[] Houses = ["conformance", "generator", "runtime", "schema"];

    [Fact]
    public void Every_promise_names_tests_that_exist()
    {
        var promises = Promises(Repository.Text("docs/threat-model.md"));
        promises.Length.ShouldBeGreaterThan(30);
        promises.Where(promise => promise.Tests.Length == 0).ShouldBeEmpty();

        var tests = Tests(promises.SelectMany(promise => promise.Tests).Select(test => test.Split('.')[0]).ToHashSet());
        promises.SelectMany(promise => promise.Tests).Except(tests).ShouldBeEmpty();
    }

    [Fact]
    public void A_method_that_is_no_test_holds_nothing() =>
        Tests([nameof(ThreatModelTests)])
            .ShouldBe([
                $"{nameof(ThreatModelTests)}.{nameof(Every_promise_names_tests_that_exist)}",
                $"{nameof(ThreatModelTests)}.{nameof(A_method_that_is_no_test_holds_nothing)}",
                $"{nameof(ThreatModelTests)}.{nameof(A_page_leads_there)}",
            ]);

    [Theory]
    [InlineData("README.md", "SECURITY.md", "docs/threat-model.md")]
    [InlineData("CONTRIBUTING.md", "SECURITY.md", "docs/threat-model.md")]
    [InlineData("SECURITY.md", "docs/threat-model.md")]
    [InlineData("docs/threat-model.md", "../SECURITY.md")]
    public void A_page_leads_there(string page, params string[] targets)
    {
        var text = Repository.Text(page);
        foreach (var target in targets)
        {
            // README.md stands in every package too, beside none of the others.
            text.ShouldContain(page == "README.md" ? $"]({Readme.Pages}{target})" : $"]({target})");
            var path = Path.Combine(Path.GetDirectoryName(Repository.Path(page))!, target);
            File.Exists(path).ShouldBeTrue(path);
        }
    }

    /// <summary>The rows of every table that says what holds a promise, with the tests of each.</summary>
    private static (string Promise, string[] Tests)[] Promises(string page) =>
        [
            .. page.Split("| promise | held by |\n|---|---|\n")
                .Skip(1)
                .SelectMany(table => table.Split('\n').TakeWhile(line => line.StartsWith('|')))
                .Select(row => row.Split(" | "))
                .Select(cells =>
                    (cells[0], Regex.Matches(cells[^1], @"`([^`]+)`").Select(name => name.Groups[1].Value).ToArray())
                ),
        ];

    /// <summary>The tests of these classes in every test project, as <c>Class.Method</c>.</summary>
    private static IEnumerable<string> Tests(HashSet<string> classes) =>
        Houses
            .SelectMany(house => Directory.EnumerateFiles(Repository.Path(house), "*.cs", SearchOption.AllDirectories))
            .Where(path => classes.Contains(Path.GetFileNameWithoutExtension(path)))
            .SelectMany(path =>
                CSharpSyntaxTree
                    .ParseText(File.ReadAllText(path))
                    .GetRoot()
                    .DescendantNodes()
                    .OfType<MethodDeclarationSyntax>()
                    .Where(IsTest)
                    .Select(method => $"{Path.GetFileNameWithoutExtension(path)}.{method.Identifier.ValueText}")
            )
            .Distinct();

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method
            .AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");
}
