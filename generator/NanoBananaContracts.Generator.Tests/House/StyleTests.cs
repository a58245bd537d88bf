using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoBananaContracts.Generator.Tests.House;

/// <summary>What <c>.editorconfig</c> cannot say.</summary>
public class StyleTests
{
    private static readonly string[] Rooms = ["build", "conformance", "generator", "runtime", "samples", "schema"];

    private static readonly (string Path, SyntaxNode Root)[] Files =
    [
        .. Rooms
            .SelectMany(room => Directory.EnumerateFiles(Repository.Path(room), "*.cs", SearchOption.AllDirectories))
            .Where(path =>
                !path.Split('/', '\\').Any(folder => folder is "bin" or "obj" or "node_modules" or "Snapshots")
            )
            .Select(path => (path, CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot())),
    ];

    [Fact]
    public void A_field_is_called_what_it_is_without_an_underscore() =>
        Files
            .SelectMany(file =>
                file.Root.DescendantNodes()
                    .OfType<FieldDeclarationSyntax>()
                    .SelectMany(field => field.Declaration.Variables)
                    .Where(field => field.Identifier.ValueText.StartsWith('_'))
                    .Select(field => $"{file.Path}: {field.Identifier}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void A_class_is_one_file_unless_one_of_two_only_nests_a_type() =>
        Files
            .SelectMany(file =>
                file.Root.DescendantNodes()
                    .OfType<TypeDeclarationSyntax>()
                    .Where(type => type.Modifiers.Any(SyntaxKind.PartialKeyword))
                    .Where(type => !type.Members.All(member => member is BaseTypeDeclarationSyntax))
                    .Select(type => (file.Path, Name: FullName(type)))
            )
            .GroupBy(type => type.Name, type => Path.GetRelativePath(Repository.Root, type.Path))
            .Where(type => type.Distinct().Count() > 1)
            .Select(type => $"{type.Key}: {string.Join(", ", type)}")
            .ShouldBeEmpty();

    private static string FullName(TypeDeclarationSyntax type) =>
        string.Join(
            '.',
            type.Ancestors()
                .Select(node =>
                    node is BaseNamespaceDeclarationSyntax space ? space.Name.ToString()
                    : node is TypeDeclarationSyntax outer ? outer.Identifier.ValueText
                    : null
                )
                .OfType<string>()
                .Reverse()
                .Append(type.Identifier.ValueText + type.TypeParameterList)
        );
}
