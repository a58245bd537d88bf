using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Cases;

/// <summary>A folder of cases that has no list of requirements beside it, such as one that was recorded.</summary>
public sealed class ForeignCorpusTests
{
    [Fact]
    public void It_need_not_cover_the_contract()
    {
        using var corpus = new CorpusFolder();
        corpus.Delete("requirements.json");

        CatalogueLint.Check(corpus.Cases).ShouldBeEmpty();
    }

    [Fact]
    public void It_names_requirements_of_the_contract_and_no_others()
    {
        using var corpus = new CorpusFolder();
        corpus.Delete("requirements.json");
        corpus.Edit("cases/http/teapot/case.json", "NBR-301", "NBR-999");

        var problem = CatalogueLint.Check(corpus.Cases).ShouldHaveSingleItem();

        (problem.Rule, problem.File).ShouldBe((LintRules.Requirement, "http/teapot/case.json"));
        problem.Message.ShouldContain("NBR-999");
    }

    [Fact]
    public void The_requirements_the_suite_was_built_with_are_those_of_the_list()
    {
        ContractRequirements.All.ShouldBe(Requirement.Load(Repository.Path("conformance/requirements.json")).ToArray());
    }
}
