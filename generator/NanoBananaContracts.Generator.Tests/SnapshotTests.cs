using System.Linq;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.TestSupport;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Generator.Tests;

/// <summary>Emitted text as a reviewer sees it: one realistic schema, and one snapshot for each construct.</summary>
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
            "Renamed",
        ];

    [Theory]
    [MemberData(nameof(Constructs))]
    public void A_construct_is_emitted_like_this(string type) =>
        Snapshot.Match(
            GeneratorRun
                .Of(Repository.Text("generator/NanoBananaContracts.Generator.Tests/Contracts/keywords.schema.json"))
                .Sources[$"Test.Contract.{type}.g.cs"],
            "Snapshots/" + type
        );

    [Fact]
    public void A_realistic_schema_is_emitted_like_this()
    {
        var run = GeneratorRun.Of(
            Repository.Text("generator/NanoBananaContracts.Generator.Tests/Contracts/postcards.schema.json")
        );
        run.Compile().ShouldNotBeEmpty();
        Snapshot.Match(
            string.Join(
                "\n",
                run.Sources.OrderBy(source => source.Key, System.StringComparer.Ordinal)
                    .Select(source => $"==== {source.Key}\n{source.Value}")
            ),
            "Snapshots/postcards"
        );
    }
}
