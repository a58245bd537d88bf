using NanoBananaContracts.Conformance.Cases;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Cases;

public sealed class CaseCatalogueTests
{
    [Fact]
    public void Every_case_of_the_suite_keeps_every_rule()
    {
        var reading = CaseCatalogue.Read(RepositoryFolder.Cases);

        string.Join('\n', reading.Problems).ShouldBe("");
        reading.Cases.Count.ShouldBeGreaterThanOrEqualTo(110);
    }
}
