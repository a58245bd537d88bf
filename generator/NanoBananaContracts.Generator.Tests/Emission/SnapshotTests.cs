using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Emitted text as a reviewer sees it: a realistic schema, one of corner cases, and one snapshot for each construct.</summary>
public class SnapshotTests
{
    public static TheoryData<string> Constructs =>
        [
            "Scalars",
            "Composites",
            "Colour",
            "Enums",
            "Bounds",
            "Choice",
            "AtLeastOne",
            "Dog",
            "Extended",
            "Closed",
            "Old",
            "Shared",
            "MakeRequest",
            "ContractOperations",
            "contract-dialects",
            "Renamed",
        ];

    [Theory]
    [MemberData(nameof(Constructs))]
    public void A_construct_is_emitted_like_this(string type) =>
        Snapshot.Match(GeneratorRun.Of(Schema("keywords")).Sources[$"Test.Contract.{type}.g.cs"], "Snapshots/" + type);

    [Theory]
    [InlineData("postcards")]
    [InlineData("corners")]
    public void A_schema_is_emitted_like_this(string name) =>
        Snapshot.Match(
            string.Join(
                "\n",
                GeneratorRun
                    .Of(Schema(name))
                    .Sources.OrderBy(source => source.Key, System.StringComparer.Ordinal)
                    .Select(source => $"==== {source.Key}\n{source.Value}")
            ),
            "Snapshots/" + name
        );

    [Theory]
    [InlineData("postcards")]
    [InlineData("corners")]
    public void What_is_emitted_compiles_without_a_warning(string name) =>
        GeneratorRun.Of(Schema(name)).Compile().ShouldNotBeEmpty();

    private static string Schema(string name) =>
        Repository.Text($"generator/NanoBananaContracts.Generator.Tests/Contracts/{name}.schema.json");
}
