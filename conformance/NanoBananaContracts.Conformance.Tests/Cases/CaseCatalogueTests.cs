using System.Text;
using NanoBananaContracts.Conformance.Cases;
using NJsonSchema;

namespace NanoBananaContracts.Conformance.Tests.Cases;

public sealed class CaseCatalogueTests
{
    [Fact]
    public void Every_case_of_the_suite_keeps_every_rule()
    {
        string.Join('\n', CatalogueLint.Check(Repository.Path("conformance/cases"))).ShouldBe("");
        CaseCatalogue.Load(Repository.Path("conformance/cases")).Count.ShouldBeGreaterThanOrEqualTo(110);
    }

    [Theory]
    [InlineData("case")]
    [InlineData("stub")]
    [InlineData("expect")]
    public async Task Every_file_of_the_suite_is_valid_by_its_published_schema(string kind)
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Path("conformance/schemas"), kind + ".schema.json"),
            TestContext.Current.CancellationToken
        );
        var wrong =
            from file in Directory.EnumerateFiles(
                Repository.Path("conformance/cases"),
                kind + ".json",
                SearchOption.AllDirectories
            )
            from error in schema.Validate(File.ReadAllText(file))
            select $"{file}: {error}";
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("case", """{ "id": "http/teapot", "levle": "MUST" }""")]
    [InlineData("expect", """{ "outcome": { "picture": {}, "text": {} }, "attempts": -1 }""")]
    [InlineData("case", """{ "task": { "saveAs": "../cup" } }""")]
    [InlineData("stub", """{ "request": { "headers": { "x": { "absent": true } } } }""")]
    [InlineData("stub", """{ "response": { "status": 99 } }""")]
    public async Task The_published_schemas_refuse_what_the_loader_refuses(string kind, string text)
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Path("conformance/schemas"), kind + ".schema.json"),
            TestContext.Current.CancellationToken
        );
        schema.Validate(text).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_requirements_file_is_valid() =>
        Requirement.Load(Repository.Path("conformance/requirements.json")).Count.ShouldBeGreaterThan(20);

    [Fact]
    public void A_fingerprint_ignores_words_that_only_explain_and_nothing_else()
    {
        using var corpus = new CorpusFolder();
        var folder = Path.Combine(corpus.Cases, "http", "teapot");
        var before = CaseFingerprint.Compute(folder);

        corpus.Edit("cases/http/teapot/case.json", "A teapot is a failure", "Tea is no picture");
        CaseFingerprint.Compute(folder).ShouldBe(before);

        corpus.Edit("cases/http/teapot/stub.json", "418, \"jsonBody\"", "419, \"jsonBody\"");
        CaseFingerprint.Compute(folder).ShouldNotBe(before);
    }

    [Fact]
    public void A_frozen_corpus_keeps_its_own_revision()
    {
        using var corpus = new CorpusFolder();
        using var frozen = new MemoryStream();
        ContractRevision.Freeze("2026.1", CaseCatalogue.Load(corpus.Cases)).WriteTo(frozen);
        corpus.Write("revisions/2026.1.json", Encoding.UTF8.GetString(frozen.ToArray()));

        CatalogueLint.Check(corpus.Cases).ShouldBeEmpty();
    }

    [Fact]
    public void Loading_a_corpus_with_a_mistake_throws_with_all_of_them()
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/http/teapot/case.json", "MUST", "must");
        corpus.Edit("cases/http/teapot/expect.json", "attempts", "atempts");

        var problems = Should.Throw<InvalidCaseException>(() => CaseCatalogue.Load(corpus.Cases)).Problems;
        problems.Select(problem => problem.Rule).ShouldBe(["NBL005", "NBL002"]);
    }
}
