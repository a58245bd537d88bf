using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Cases;

/// <summary>A bad file and its message for every rule.</summary>
public sealed class LintRuleTests
{
    private const string Stub = "cases/http/teapot/stub.json";

    public static TheoryData<string, string, string, string, string, string> Breaches => LintBreaches.All;

    [Theory]
    [MemberData(nameof(Breaches))]
    public void A_breach_is_reported_at_its_place_with_its_cure(
        string rule,
        string file,
        string old,
        string replacement,
        string place,
        string message
    )
    {
        using var corpus = new CorpusFolder();
        if (old.Length == 0)
        {
            corpus.Write(file, replacement);
        }
        else
        {
            corpus.Edit(file, old, replacement);
        }

        var problems = CatalogueLint.Check(corpus.Cases);

        var found = problems.Where(problem => problem.Rule == rule && problem.Message == message).ToArray();
        found.ShouldHaveSingleItem(string.Join('\n', problems));
        corpus.TextAt(found[0]).ShouldStartWith(place);
    }

    [Fact]
    public void Every_rule_has_a_breach() =>
        LintRules
            .All.Keys.Except(Breaches.Select(row => row.Data.Item1))
            .Except(FileErrorTests.Faults.Select(row => row.Data.Item4.Split(' ', ':')[3]))
            .ShouldBeEmpty();

    [Fact]
    public void The_readme_lists_every_rule()
    {
        var readme = System.IO.File.ReadAllText(Repository.Path("conformance/README.md"));
        LintRules.All.Where(rule => !readme.Contains($"| {rule.Key} | {rule.Value} |")).ShouldBeEmpty();
    }

    [Fact]
    public void The_corpus_that_is_broken_here_keeps_every_rule_when_it_is_left_alone()
    {
        using var corpus = new CorpusFolder();
        CatalogueLint.Check(corpus.Cases).ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var corpus = new CorpusFolder();
        corpus.Delete(Stub);
        CatalogueLint
            .Check(corpus.Cases)
            .ShouldContain(problem =>
                problem.ToString() == "http/teapot/stub.json(1,1): error NBL007: The file is missing."
            );
    }
}
