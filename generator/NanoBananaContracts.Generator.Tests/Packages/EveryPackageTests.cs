using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>What holds for each package alike.</summary>
[Collection(PackageCollection.Name)]
public sealed class EveryPackageTests(PackedFeed feed)
{
    public static TheoryData<string> Packages => [.. ShippedPackage.All.Select(package => package.Id)];

    [Fact]
    public void No_package_is_missing_here() =>
        Directory
            .EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("<IsPackable>true<", StringComparison.Ordinal))
            .ShouldBe(ShippedPackage.All.Select(package => package.ProjectFile), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Packages))]
    public void It_has_readme_icon_licence_notices_and_repository(string id)
    {
        using var package = ZipFile.OpenRead(feed.Package(id));
        foreach (var file in new[] { "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md", "build/icon.png" })
        {
            using var packed = package.GetEntry(Path.GetFileName(file)).ShouldNotBeNull(file).Open();
            var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            bytes.ToArray().ShouldBe(File.ReadAllBytes(Repository.Path(file)), file);
        }

        using var facts = package.GetEntry(id + ".nuspec").ShouldNotBeNull().Open();
        var metadata = XDocument.Load(facts).Root!.Elements().First();
        XElement? Fact(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);
        Fact("license")?.Value.ShouldBe("MIT");
        Fact("readme")?.Value.ShouldBe("README.md");
        Fact("icon")?.Value.ShouldBe("icon.png");
        Fact("projectUrl")?.Value.ShouldBe("https://github.com/nano-banana-contracts/NanoBananaContracts");
        Fact("repository")?.Attribute("type")?.Value.ShouldBe("git");
        Fact("repository")
            ?.Attribute("url")
            ?.Value.ShouldBe("https://github.com/nano-banana-contracts/NanoBananaContracts");
        new[] { "license", "readme", "icon", "projectUrl", "repository", "description", "authors" }
            .Where(name => Fact(name) is null)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_assembly_of_ours_has_symbols_and_none_names_a_folder_of_this_machine(string id)
    {
        var symbols = Read(feed.Symbols(id), ".pdb").Concat(Read(feed.Package(id), ".pdb")).ToArray();
        var assemblies = Read(feed.Package(id), ".dll")
            .Where(file => Path.GetFileName(file.Name).StartsWith("NanoBananaContracts.", StringComparison.Ordinal))
            .ToArray();
        assemblies.ShouldNotBeEmpty();
        foreach (var (name, bytes) in assemblies)
        {
            using var assembly = new PEReader(new MemoryStream(bytes));
            var embedded = assembly
                .ReadDebugDirectory()
                .SingleOrDefault(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var provider =
                embedded.DataSize > 0
                    ? assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded)
                    : MetadataReaderProvider.FromPortablePdbStream(
                        new MemoryStream(
                            symbols.FirstOrDefault(file => file.Name == Path.ChangeExtension(name, ".pdb")).Bytes
                                ?? throw new FileNotFoundException($"No symbols of {name}.")
                        )
                    );
            var reader = provider.GetMetadataReader();
            var documents = reader
                .Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))
                .ToArray();
            documents.ShouldNotBeEmpty(name);
            documents.ShouldAllBe(path => path.StartsWith("/_", StringComparison.Ordinal), name);
        }

        // The names that symbols keep in parts were read above; here is everything else that may name a folder.
        foreach (var (name, bytes) in assemblies.Concat(symbols))
        {
            var root = Repository.Root;
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(root)).ShouldBe(-1, name);
            bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(root)).ShouldBe(-1, name);
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Its_docs_are_of_what_a_consumer_can_name(string id)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("NanoBananaContracts.", StringComparison.Ordinal))
            .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file))
            .Append(MetadataReference.CreateFromFile(typeof(NanoBananaClient).Assembly.Location))
            // Those beside it stand on this one.
            .Concat(
                ShippedPackage
                    .All.Where(package => package.Id == "NanoBananaContracts.Batch" && package.Id != id)
                    .Select(package => MetadataReference.CreateFromFile(package.Assembly("net10.0")))
            )
            .ToArray();
        var assemblies = Read(feed.Package(id), ".dll").ToDictionary(file => file.Name, file => file.Bytes);
        foreach (
            var (name, docs) in Read(feed.Package(id), ".xml")
                .Where(file => file.Name.StartsWith("lib/", StringComparison.Ordinal))
        )
        {
            var assembly = MetadataReference.CreateFromImage(assemblies[Path.ChangeExtension(name, ".dll")]);
            var own = Path.GetFileNameWithoutExtension(name);
            var compilation = CSharpCompilation.Create(
                "consumer",
                references: platform
                    .Where(one => Path.GetFileNameWithoutExtension(one.Display) != own)
                    .Append(assembly),
                options: new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    metadataImportOptions: MetadataImportOptions.All
                )
            );
            var members = XDocument
                .Load(new MemoryStream(docs))
                .Descendants("member")
                .Select(member => (string)member.Attribute("name")!)
                .ToArray();
            members.ShouldNotBeEmpty(name);
            members.Where(member => !CanBeNamed(member, own, compilation)).ShouldBeEmpty(name);
            // And none of a type that can be is lost.
            Types(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(assembly)!).GlobalNamespace)
                .Select(type => type.GetDocumentationCommentId()!)
                .Except(members)
                .ShouldBeEmpty(name);
        }
    }

    private static bool CanBeNamed(string member, string assembly, Compilation compilation)
    {
        var symbol = SymbolsOf(member, compilation)
            .FirstOrDefault(symbol => symbol.ContainingAssembly.Name == assembly);
        var named = symbol is not null;
        for (; symbol is not (null or INamespaceSymbol); symbol = symbol.ContainingSymbol)
        {
            named &=
                symbol.DeclaredAccessibility
                    is Accessibility.Public
                        or Accessibility.Protected
                        or Accessibility.ProtectedOrInternal;
        }

        return named;
    }

    // The compiler takes every "Item" for an indexer, and finds no property of that name.
    private static IEnumerable<ISymbol> SymbolsOf(string member, Compilation compilation) =>
        member.StartsWith("P:", StringComparison.Ordinal) && member.EndsWith(".Item", StringComparison.Ordinal)
            ? DocumentationCommentId
                .GetSymbolsForDeclarationId($"T:{member["P:".Length..^".Item".Length]}", compilation)
                .OfType<INamedTypeSymbol>()
                .SelectMany(type => type.GetMembers("Item"))
            : DocumentationCommentId.GetSymbolsForDeclarationId(member, compilation);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space
            .GetTypeMembers()
            .Where(type => type.DeclaredAccessibility == Accessibility.Public)
            .Concat(space.GetNamespaceMembers().SelectMany(Types));

    [Fact]
    public async Task Packing_twice_gives_the_same_bytes()
    {
        await feed.PackAsync("again");
        foreach (var package in ShippedPackage.All)
        {
            var first = feed.Package(package.Id);
            Contents(Path.Combine(feed.Folder, "again", Path.GetFileName(first))).ShouldBe(Contents(first));
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Read(string package, string extension)
    {
        if (!File.Exists(package))
        {
            yield break;
        }

        using var archive = ZipFile.OpenRead(package);
        foreach (var entry in archive.Entries.Where(entry => entry.Name.EndsWith(extension, StringComparison.Ordinal)))
        {
            using var packed = entry.Open();
            var bytes = new MemoryStream();
            packed.CopyTo(bytes);
            yield return (entry.FullName, bytes.ToArray());
        }
    }

    /// <summary>Every file with its checksum; the container's own part names are random.</summary>
    private static IEnumerable<string> Contents(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return
        [
            .. archive
                .Entries.Where(entry =>
                    !entry.FullName.StartsWith("package/", StringComparison.Ordinal)
                    && !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal)
                )
                .Select(entry => $"{entry.FullName} {entry.Crc32:x8}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
