using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Running;

public sealed class CaseFilterTests
{
    [Fact]
    public void Without_a_filter_every_case_but_the_slow_ones_is_chosen()
    {
        var chosen = CaseFilter.None.Choose(SuiteRun.Cases);

        chosen.Count.ShouldBe(SuiteRun.Cases.Count(c => !c.Tags.Contains("slow")));
        new CaseFilter { IncludeSlow = true }
            .Choose(SuiteRun.Cases)
            .Count.ShouldBe(SuiteRun.Cases.Count);
    }

    [Fact]
    public void A_slow_case_runs_when_it_is_named_and_not_when_a_wider_pattern_fits()
    {
        new CaseFilter { Globs = ["time/twenty-seconds-real"] }
            .Choose(SuiteRun.Cases)
            .Count.ShouldBe(1);
        new CaseFilter { Tags = ["slow"] }
            .Choose(SuiteRun.Cases)
            .ShouldContain(c => c.Id == "time/twenty-seconds-real");
        new CaseFilter { Families = ["time"] }
            .Choose(SuiteRun.Cases)
            .ShouldNotContain(c => c.Tags.Contains("slow"));
    }

    [Fact]
    public void A_star_stays_within_the_family_and_two_go_across()
    {
        new CaseFilter { Globs = ["*no-retry*"] }.ShouldSatisfyAllConditions(f =>
            Should
                .Throw<ArgumentException>(() => f.Choose(SuiteRun.Cases))
                .Message.ShouldBe("No case fits the case pattern '*no-retry*'.")
        );
        new CaseFilter { Globs = ["**no-retry*"] }
            .Choose(SuiteRun.Cases)
            .ShouldAllBe(c => c.Id.StartsWith("behaviour/no-retry", StringComparison.Ordinal));
        new CaseFilter { Globs = ["auth/missing-ke?"] }
            .Choose(SuiteRun.Cases)
            .ShouldHaveSingleItem()
            .Id.ShouldBe("auth/missing-key");
    }

    [Fact]
    public void Values_of_one_kind_are_alternatives_and_kinds_narrow_each_other()
    {
        var chosen = new CaseFilter { Families = ["auth", "http"], Tags = ["article"] }.Choose(SuiteRun.Cases);

        chosen.ShouldAllBe(c => (c.Family == "auth" || c.Family == "http") && c.Tags.Contains("article"));
        chosen.Select(c => c.Family).Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("family")]
    [InlineData("requirement")]
    public void A_value_that_chooses_nothing_is_an_error_that_names_it(string kind)
    {
        var filter = kind switch
        {
            "tag" => new CaseFilter { Tags = ["article", "artcle"] },
            "family" => new CaseFilter { Families = ["artcle"] },
            _ => new CaseFilter { Requirements = ["artcle"] },
        };

        Should
            .Throw<ArgumentException>(() => filter.Choose(SuiteRun.Cases))
            .Message.ShouldBe($"No case fits the {kind} 'artcle'.{(kind == "tag" ? " Did you mean article?" : "")}");
    }

    [Fact]
    public void Filters_that_choose_something_each_and_nothing_together_are_an_error()
    {
        var filter = new CaseFilter { Families = ["auth"], Tags = ["large"] };

        Should
            .Throw<ArgumentException>(() => filter.Choose(SuiteRun.Cases))
            .Message.ShouldContain("together they choose none");
    }
}
