using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>The rooms of each project use one another only as <c>docs/architecture.md</c> allows, which is downward.</summary>
public class ArrowTests
{
    private static readonly string[] Houses = Repository
        .Text("docs/architecture.md")
        .Split("```rooms\n")[1]
        .Split("\n```")[0]
        .Split('\n');

    private static readonly ConcurrentDictionary<string, (string From, string To, string Where, string What)[]> Found =
        new();

    private static readonly MetadataReference[] Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string> Projects => [.. Houses.Select(line => line.Split(": ")[0])];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_uses_only_rooms_below_it(string project)
    {
        var line = Houses.Single(line => line.StartsWith(project + ": ", StringComparison.Ordinal));
        var depths = line.Split(": ")[1]
            .Split(" > ")
            .SelectMany((rooms, depth) => rooms.Split(", ").Select(room => KeyValuePair.Create(room, depth)))
            .ToDictionary();
        var root = Repository.Path(project);

        Folders(root).Except(depths.Keys).ShouldBeEmpty("these rooms are not in the list");
        depths.Keys.Except(Folders(root)).ShouldBeEmpty("these rooms do not exist");
        var arrows = Uses(root)
            .Where(use => use.From != use.To && depths[use.From] >= depths[use.To])
            .Select(use => $"{use.From} > {use.To}: {use.Where} uses {use.What}");
        arrows.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void An_arrow_upward_is_found() =>
        Uses(Repository.Path("runtime/NanoBananaContracts.Runtime"))
            .ShouldContain(use => use.From == "Client" && use.To == "Http" && use.What == "HttpCall");

    private static IEnumerable<string> Folders(string root) =>
        Sources(root).Select(path => Room(root, path)).OfType<string>().Distinct();

    private static IEnumerable<string> Sources(string root) =>
        Directory
            .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(root, path).Split('/', '\\')[0] is not ("bin" or "obj" or "Templates"));

    // The first folder; what lies in none (an entry), or stands in for the framework, is free.
    private static string? Room(string root, string path) =>
        Path.GetRelativePath(root, path).Split('/', '\\') is [not "Polyfills" and var room, _, ..] ? room : null;

    private static (string From, string To, string Where, string What)[] Uses(string root) =>
        Found.GetOrAdd(root, path => [.. FindUses(path)]);

    private static IEnumerable<(string From, string To, string Where, string What)> FindUses(string root)
    {
        var options = new CSharpParseOptions(
            LanguageVersion.Preview,
            preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]
        );
        var trees = Sources(root).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path));
        var compilation = CSharpCompilation.Create("House", trees, Platform);
        foreach (var tree in compilation.SyntaxTrees.Where(tree => Room(root, tree.FilePath) is not null))
        {
            var model = compilation.GetSemanticModel(tree);
            var names = tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>();
            foreach (var name in names.Where(name => compilation.ContainsSymbolsWithName(name.Identifier.ValueText)))
            {
                var info = model.GetSymbolInfo(name);
                if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not { } used || used is INamespaceSymbol)
                {
                    continue;
                }

                // A type in several files meets emitted code, or says in each file what that room adds to it.
                if (
                    used.DeclaringSyntaxReferences is [var place]
                    && place.GetSyntax() is not TypeDeclarationSyntax { Modifiers: [.., { Text: "partial" }] }
                    && Room(root, place.SyntaxTree.FilePath) is { } room
                )
                {
                    yield return (Room(root, tree.FilePath)!, room, Path.GetFileName(tree.FilePath), used.Name);
                }
            }
        }
    }
}
