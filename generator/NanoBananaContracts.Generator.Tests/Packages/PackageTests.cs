using System.IO.Compression;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Generator.Tests.Packages;

/// <summary>The package as a user gets it: what is in it, and that fresh projects outside the repository build and run with it.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageTests(PackedFeed feed)
{
    private const string Id = "NanoBananaContracts";

    private const string OwnSchema = """
        {
          "$defs": {
            "Card": { "type": "object", "description": "A card.", "properties": { "size": { "$ref": "#/$defs/CardSize" } } },
            "CardSize": { "type": "string", "description": "Its size.", "enum": ["small", "large"] }
          }
        }
        """;

    private static readonly Consumer Fox = new(
        "Fox",
        "<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>",
        """<ContractSchema Include="cards.schema.json" Namespace="Fox.Cards" Visibility="internal" /><ContractSchema Include="$(NanoBananaDefaultSchema)" Namespace="Fox.Contract" />""",
        ("cards.schema.json", OwnSchema),
        (
            "Program.cs",
            """
            using NanoBananaContracts;

            using var client = new NanoBananaClient(new NanoBananaOptions { BaseAddress = new Uri(args[0]), ApiKey = new ApiKey("none-needed") });
            var request = GenerateContentRequest.ForImage("A red fox in snow", AspectRatio.Ratio16x9, ImageSize.Size1K);
            var reply = await client.GenerateContentAsync(request);
            var image = reply.FinalImage;
            var file = await image.SaveAsync("fox");
            var card = new Fox.Cards.Card { Size = Fox.Cards.CardSize.Large };
            Console.WriteLine($"{image.Width}x{image.Height} {new FileInfo(file).Length > 1000} {card.ToJson()} {new Fox.Contract.Blob { MimeType = "m", Data = default }.ToJson()}");
            """
        )
    );

    private static readonly Consumer Mistakes = new(
        "Mistakes",
        "<TargetFramework>net8.0</TargetFramework><Nullable>enable</Nullable>",
        "",
        (
            "Mistakes.cs",
            """
            using NanoBananaContracts;

            public static class Mistakes
            {
                public static ImageSize Size() => ImageSize.Parse("3K");

                public static AspectRatio Ratio() => AspectRatio.Undocumented("16:9");
            }
            """
        )
    );

    private static readonly Consumer BadSchema = new(
        "BadSchema",
        "<TargetFramework>net8.0</TargetFramework><Nullable>enable</Nullable>",
        """
        <ContractSchema Include="bad.schema.json" Namespace="Bad" Visibility="hidden" />
        <ContractSchema Include="twice.schema.json" Namespace="Once" />
        <ContractSchema Include="./twice.schema.json" Namespace="Twice" />
        """,
        (
            "bad.schema.json",
            """
            {
              "$defs": {
                "Card": { "type": "object", "proprties": { } }
              }
            }
            """
        ),
        ("twice.schema.json", """{ "$defs": { "Card": { "type": "object" } } }""")
    );

    /// <summary>The projects of these tests.</summary>
    internal static IEnumerable<Consumer> Consumers =>
        [Fox, Mistakes, BadSchema, .. Libraries.Select(row => Library(row.Data.Item1, row.Data.Item2))];

    public static TheoryData<string, string> Libraries =>
        new() { { "net8.0", "" }, { "netstandard2.0", "<LangVersion>11</LangVersion>" } };

    /// <summary>The abstractions themselves ask for more than 8.0.5 of System.Text.Json for netstandard2.0.</summary>
    private const string ExtensionsOfNet8 = """
        <PackageReference Include="NanoBananaContracts.Extensions.AI" Version="$(PackedVersion)" />
        <PackageReference Include="Microsoft.Extensions.AI.Abstractions" Version="9.10.2" />
        """;

    /// <summary>What applications that stay with .NET 8 reference; a library that asked for more could not be restored.</summary>
    private const string PackagesOfNet8 = """
        <PackageReference Include="System.Text.Json" Version="8.0.5" />
        <PackageReference Include="System.Diagnostics.DiagnosticSource" Version="8.0.0" />
        <PackageReference Include="Microsoft.Extensions.Http" Version="8.0.0" />
        <PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="8.0.0" />
        <PackageReference Include="Microsoft.Extensions.Logging.Abstractions" Version="8.0.0" />
        <PackageReference Include="Microsoft.Extensions.Options" Version="8.0.0" />
        <PackageReference Include="Microsoft.Extensions.Configuration.Abstractions" Version="8.0.0" />
        """;

    [Fact]
    public void It_holds_the_runtime_the_generator_the_fixes_the_schema_and_the_build_files()
    {
        var entries = Entries(feed.Package(Id))
            .Where(entry =>
                !entry.StartsWith("package/", StringComparison.Ordinal)
                && !entry.StartsWith("_rels/", StringComparison.Ordinal)
                && entry != "[Content_Types].xml"
            );
        entries.ShouldBe(
            [
                "LICENSE",
                "NanoBananaContracts.nuspec",
                "README.md",
                "THIRD-PARTY-NOTICES.md",
                "analyzers/dotnet/cs/NanoBananaContracts.Generator.dll",
                "analyzers/dotnet/roslyn4.14/cs/NanoBananaContracts.CodeFixes.dll",
                "build/NanoBananaContracts.props",
                "build/NanoBananaContracts.targets",
                "buildTransitive/NanoBananaContracts.props",
                "buildTransitive/NanoBananaContracts.targets",
                "icon.png",
                "lib/net10.0/NanoBananaContracts.Runtime.dll",
                "lib/net10.0/NanoBananaContracts.Runtime.xml",
                "lib/net8.0/NanoBananaContracts.Runtime.dll",
                "lib/net8.0/NanoBananaContracts.Runtime.xml",
                "lib/netstandard2.0/NanoBananaContracts.Runtime.dll",
                "lib/netstandard2.0/NanoBananaContracts.Runtime.xml",
                "schema/generate-content.schema.json",
            ],
            ignoreOrder: true
        );
        Entries(feed.Symbols(Id))
            .Count(entry => entry.EndsWith("NanoBananaContracts.Runtime.pdb", StringComparison.Ordinal))
            .ShouldBe(3);
    }

    [Fact]
    public void No_analyzer_is_a_dependency()
    {
        using var package = ZipFile.OpenRead(feed.Package(Id));
        using var reader = new StreamReader(package.GetEntry("NanoBananaContracts.nuspec")!.Open());
        var facts = reader.ReadToEnd();
        facts.ShouldContain("<dependency ");
        facts.ShouldNotContain("Microsoft.CodeAnalysis");
        facts.ShouldNotContain("NanoBananaContracts.Generator");
    }

    [Fact]
    public async Task A_console_program_on_net10_builds_and_saves_a_picture_from_the_emulator()
    {
        var built = await feed.BuildAsync(Fox);
        built.Findings.ShouldBeEmpty(built.Printed);
        var program = built.Assemblies.ShouldHaveSingleItem(built.Printed);

        var cli = Repository.Path(
            $"conformance/NanoBananaContracts.Cli/bin/{ShippedPackage.Configuration}/net10.0/NanoBananaContracts.Cli.dll"
        );
        using var emulator = CommandLine.Start(feed.Folder, feed.Temporary, cli, "serve", "--port", "0");
        try
        {
            var line = await emulator.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            var address = Regex.Match(line ?? "", "http://[^ ]+").Value;
            address.ShouldNotBeEmpty(line);
            var (exit, output) = await CommandLine.RunAsync(
                built.Folder,
                feed.Environment,
                TestContext.Current.CancellationToken,
                program,
                address
            );
            exit.ShouldBe(0, output);
            output.Trim().ShouldBe("""1376x768 True {"size":"large"} {"mimeType":"m"}""");
        }
        finally
        {
            emulator.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task A_library_builds(string target, string language)
    {
        var built = await feed.BuildAsync(Library(target, language));
        built.Findings.ShouldBeEmpty(built.Printed);
        built.Assemblies.ShouldHaveSingleItem(built.Printed);
    }

    [Fact]
    public async Task Mistakes_in_code_are_reported_by_the_build()
    {
        var built = await feed.BuildAsync(Mistakes);
        built.Ids.ShouldBe(["NBC0001", "NBC0002"], ignoreOrder: true, built.Printed);
        built.Assemblies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mistakes_in_a_schema_and_in_its_options_are_reported_by_the_build()
    {
        var built = await feed.BuildAsync(BadSchema);
        built.Ids.ShouldBe(["NBC1101", "NBC2005", "NBC2007"], ignoreOrder: true, built.Printed);
        built.Findings.ShouldContain("bad.schema.json(3,33): error NBC1101");
        built.Assemblies.ShouldBeEmpty();
    }

    private static Consumer Library(string target, string language)
    {
        var name = "Library" + target.Replace(".", "", StringComparison.Ordinal);
        return new Consumer(
            name,
            $"<TargetFramework>{target}</TargetFramework><Nullable>enable</Nullable>{language}",
            """<ContractSchema Include="cards.schema.json" />"""
                + PackagesOfNet8
                + (target == "net8.0" ? ExtensionsOfNet8 : ""),
            ("cards.schema.json", OwnSchema),
            (
                "Cards.cs",
                $$"""
                using NanoBananaContracts;
                using {{name}};

                public static class Cards
                {
                    public static string Both() =>
                        new Card { Size = CardSize.Small }.ToJson() + GenerateContentRequest.ForImage("fox", null, null).ToJson();
                }
                """
            )
        );
    }

    private static IEnumerable<string> Entries(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}
