using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Generator.Tests.Packages;
using NanoBananaContracts.Schema;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Generator.Tests.Responses;

/// <summary><c>nanobanana schema export --from-assembly</c>: from C# to a schema and back.</summary>
public sealed class SchemaExportTests
{
    private const string Records = """
        #pragma warning disable CS1591, CS1573
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using NanoBananaContracts;

        namespace My.App;

        /// <summary>Words for a picture.</summary>
        /// <param name="AltText">What a screen reader says.</param>
        /// <param name="Where">Where it was made.</param>
        [ResponseContract]
        public partial record Caption(
            [StringLength(10, MinimumLength = 2)] string AltText,
            [MinLength(1), MaxLength(3)] string[] Tags,
            [Range(1, 5)] int Stars,
            Mood Mood,
            List<Place> Others,
            Place? Where,
            bool? IsNew,
            [Range(0.5, 1)] double? Weight,
            [RegularExpression("#[0-9a-f]{6}")] string? Colour,
            IReadOnlyList<Mood>? Moods,
            long[][] Grid
        );

        /// <summary>Somewhere.</summary>
        [ResponseContract]
        public partial record Place(string Name, float Latitude);

        public enum Mood
        {
            Calm,
            Wild,
        }
        """;

    [Fact]
    public async Task Records_become_a_schema_and_the_schema_the_same_messages()
    {
        var image = GeneratorRun
            .Of(
                new ConsumerProject { Sources = [Records], Language = LanguageVersion.CSharp12 },
                new ResponseContractGenerator()
            )
            .Compile();

        var (exit, schema) = await ExportAsync(image);

        exit.ShouldBe(0, schema);
        var reading = SchemaReader.Read("exported", schema);
        reading.Diagnostics.Select(found => found.ToString()).ShouldBeEmpty();
        var from = Described(Assembly.Load(image).GetType("My.App.Caption")!.Assembly);
        var emitted = GeneratorRun.Of(schema).Load();
        Described(emitted).ShouldBe(from);
        from.ShouldContain("Caption.Grid: list of list of Int64");
        from.ShouldContain("Place.Latitude: Double");
        var caption = reading.Model.Messages.Single(message => message.Name == "Caption");
        caption.Description.ShouldBe("Words for a picture.");
        caption.Properties.Single(property => property.JsonName == "where").Description.ShouldBe("Where it was made.");
        reading.Model.Messages.Single(message => message.Name == "Place").Description.ShouldBe("Somewhere.");
        caption
            .Properties.Where(property => property.Required)
            .Select(property => property.JsonName)
            .ShouldBe(["altText", "tags", "stars", "mood", "others", "grid"]);
    }

    [Theory]
    [InlineData(
        "{\"altText\":\"fox\",\"tags\":[\"a\"],\"stars\":5,\"mood\":\"Wild\",\"others\":[{\"name\":\"n\",\"latitude\":1.5}],\"weight\":0.5,\"colour\":\"#00ff00\",\"grid\":[[1],[]]}",
        true
    )]
    [InlineData("{\"altText\":\"f\",\"tags\":[\"a\"],\"stars\":5,\"mood\":\"Wild\",\"others\":[],\"grid\":[]}", false)]
    [InlineData("{\"altText\":\"fox\",\"tags\":[],\"stars\":5,\"mood\":\"Wild\",\"others\":[],\"grid\":[]}", false)]
    [InlineData(
        "{\"altText\":\"fox\",\"tags\":[\"a\"],\"stars\":6,\"mood\":\"Wild\",\"others\":[],\"grid\":[]}",
        false
    )]
    [InlineData("{\"altText\":\"fox\",\"tags\":[\"a\"],\"stars\":5,\"mood\":\"Odd\",\"others\":[],\"grid\":[]}", false)]
    [InlineData(
        "{\"altText\":\"fox\",\"tags\":[\"a\"],\"stars\":5,\"mood\":\"Wild\",\"others\":[{}],\"grid\":[]}",
        false
    )]
    [InlineData(
        "{\"altText\":\"fox\",\"tags\":[\"a\"],\"stars\":5,\"mood\":\"Wild\",\"others\":[],\"weight\":2,\"grid\":[]}",
        false
    )]
    [InlineData(
        "{\"altText\":\"fox\",\"tags\":[\"a\"],\"stars\":5,\"mood\":\"Wild\",\"others\":[],\"colour\":\"#00ff0\",\"grid\":[]}",
        false
    )]
    public async Task Both_take_and_refuse_the_same(string json, bool taken)
    {
        var (records, messages) = await Both.Value;

        records(json).ShouldBe(taken);
        messages(json).ShouldBe(taken);
    }

    private static readonly Lazy<Task<(Func<string, bool> Records, Func<string, bool> Messages)>> Both = new(
        static async () =>
        {
            var image = GeneratorRun
                .Of(
                    new ConsumerProject
                    {
                        Language = LanguageVersion.CSharp12,
                        Sources =
                        [
                            Records
                                + "public static class Takes { public static bool It(string json) => Caption.TryRead(json, out _, out _); }",
                        ],
                    },
                    new ResponseContractGenerator()
                )
                .Compile();
            var (_, schema) = await ExportAsync(image);
            var emitted = GeneratorRun
                .Of(
                    schema,
                    "public static class Takes { public static bool It(string json) => Test.Contract.Caption.Parse(json).Validate().Count == 0; }".Insert(
                        0,
                        "#pragma warning disable CS1591\n"
                    )
                )
                .Load();
            return (Taker(Assembly.Load(image).GetType("My.App.Takes")!), Taker(emitted.GetType("Takes")!));

            static Func<string, bool> Taker(Type type) => type.GetMethod("It")!.CreateDelegate<Func<string, bool>>();
        }
    );

    [Fact]
    public async Task An_assembly_without_records_and_what_is_none_are_told()
    {
        var (exit, said) = await ExportAsync(File.ReadAllBytes(typeof(SchemaReader).Assembly.Location));
        exit.ShouldBe(3);
        said.ShouldContain("has no record with [ResponseContract]");
        (exit, said) = await ExportAsync([1, 2, 3]);
        exit.ShouldBe(3);
        said.ShouldContain("My.App.dll is no .NET assembly.");
    }

    [Theory]
    [InlineData("string?[] Tags", "Items of \"tags\" of R may be null")]
    [InlineData("List<int?> Tags", "Items of \"tags\" of R may be null")]
    [InlineData("long[]?[] Grid", "Items of \"grid\" of R may be null")]
    [InlineData("Other?[] Others", "Items of \"others\" of R may be null")]
    [InlineData(
        "string Text, Inner In",
        "Items of \"words\" of Inner may be null",
        "[ResponseContract] public partial record Inner(IReadOnlyList<string?> Words);"
    )]
    [InlineData("string Text, int ToJson", "No contract can have \"toJson\" of R: ")]
    public async Task What_a_contract_cannot_say_is_told_with_its_record_and_member(
        string parameters,
        string told,
        string more = ""
    )
    {
        var image = GeneratorRun
            .Of(
                new ConsumerProject
                {
                    Sources =
                    [
                        $"#pragma warning disable CS1591\n#nullable enable\nusing System.Collections.Generic; using NanoBananaContracts; [ResponseContract] public partial record R({parameters}); [ResponseContract] public partial record Other(int X); {more}",
                    ],
                },
                new ResponseContractGenerator()
            )
            .Compile();

        var (exit, said) = await ExportAsync(image);

        exit.ShouldBe(1);
        said.ShouldContain(told);
    }

    [Fact]
    public async Task Two_types_of_one_name_are_told()
    {
        var image = GeneratorRun
            .Of(
                new ConsumerProject
                {
                    Sources =
                    [
                        "#pragma warning disable CS1591\nusing NanoBananaContracts; namespace A { [ResponseContract] public partial record R(string X); } namespace B { [ResponseContract] public partial record R(int X); }",
                    ],
                },
                new ResponseContractGenerator()
            )
            .Compile();

        var (exit, said) = await ExportAsync(image);

        exit.ShouldBe(1);
        said.ShouldContain("Two types are named R");
    }

    /// <summary>Types and their properties in words that do not tell a record of the user's from an emitted message.</summary>
    private static string[] Described(Assembly assembly) =>
        [
            .. assembly
                .GetTypes()
                .Where(type => type.Name is "Caption" or "Place")
                .SelectMany(type =>
                    type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Where(property => property.Name != nameof(IContractMessage.UnknownFields))
                        .Select(property => $"{type.Name}.{property.Name}: {Word(property.PropertyType)}")
                )
                .Concat(assembly.GetTypes().Where(type => type.Name == "Mood").SelectMany(Values))
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Values(Type type) =>
        (
            type.IsEnum
                ? Enum.GetNames(type)
                : type.GetProperties(BindingFlags.Public | BindingFlags.Static)
                    .Where(property => property.PropertyType == type)
                    .Select(property => property.Name)
        ).Select(name => "Mood." + name);

    private static string Word(Type type) =>
        Nullable.GetUnderlyingType(type) is { } bare ? Word(bare)
        : type.IsArray ? "list of " + Word(type.GetElementType()!)
        : type.IsGenericType ? "list of " + Word(type.GetGenericArguments()[0])
        : type == typeof(float) ? nameof(Double)
        : type.Name;

    private static async Task<(int Exit, string Said)> ExportAsync(byte[] image)
    {
        var folder = Directory.CreateTempSubdirectory("nbc-export-");
        try
        {
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, "My.App.dll"),
                image,
                TestContext.Current.CancellationToken
            );
            var cli = Repository.Path(
                $"conformance/NanoBananaContracts.Cli/bin/{ShippedPackage.Configuration}/net10.0/NanoBananaContracts.Cli.dll"
            );
            return await CommandLine.RunAsync(
                folder.FullName,
                new Dictionary<string, string>(),
                TestContext.Current.CancellationToken,
                cli,
                "schema",
                "export",
                "--from-assembly",
                "My.App.dll"
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
