using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Tests.Cases;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class StubCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lint_of_a_sound_corpus_counts_its_cases()
    {
        using var corpus = new CorpusFolder();
        var run = await CommandRun.Of(["conformance", "lint", corpus.Cases], cancellationToken: Token);

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldStartWith("1 cases keep all ");
    }

    [Fact]
    public async Task Lint_prints_each_problem_as_a_compiler_would()
    {
        using var corpus = new CorpusFolder();
        corpus.Edit("cases/http/teapot/case.json", "\"MUST\"", "\"must\"");
        var run = await CommandRun.Of(["conformance", "lint", corpus.Cases], cancellationToken: Token);

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Out.ShouldContain("http/teapot/case.json(6,3): error NBL005: ");
    }

    [Fact]
    public async Task Freezing_twice_is_refused()
    {
        using var corpus = new CorpusFolder();
        var first = await CommandRun.Of(
            ["conformance", "freeze", "2026.1", "--cases", corpus.Cases],
            cancellationToken: Token
        );
        var second = await CommandRun.Of(
            ["conformance", "freeze", "2026.1", "--cases", corpus.Cases],
            cancellationToken: Token
        );

        first.ExitCode.ShouldBe(ExitCodes.Conforms, first.Error);
        second.ExitCode.ShouldBe(ExitCodes.Refused);
        File.Exists(Path.Combine(corpus.Cases, "..", "revisions", "2026.1.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Export_writes_what_can_be_expressed()
    {
        using var corpus = new CorpusFolder();
        var run = await CommandRun.Of(
            ["conformance", "export", Path.Combine(corpus.Cases, "http/teapot/stub.json")],
            cancellationToken: Token
        );

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        run.Out.ShouldContain("\"StatusCode\": 418");
    }

    [Fact]
    public async Task Export_refuses_what_cannot_be_expressed_and_writes_nothing()
    {
        using var corpus = new CorpusFolder();
        corpus.Write("stub.json", """{ "response": { "fault": "EMPTY_RESPONSE" } }""");
        var target = Path.Combine(corpus.Cases, "out.json");
        var run = await CommandRun.Of(
            ["conformance", "export", Path.Combine(corpus.Cases, "../stub.json"), "--out", target],
            cancellationToken: Token
        );

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Error.ShouldContain("the fault EmptyResponse");
        File.Exists(target).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stub_file_with_a_mistake_is_told_with_its_place()
    {
        using var corpus = new CorpusFolder();
        corpus.Write("stub.json", """{ "request": { "urlFoo": "/a" } }""");
        var run = await CommandRun.Of(
            ["conformance", "play", Path.Combine(corpus.Cases, "../stub.json")],
            cancellationToken: Token
        );

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Error.ShouldContain("#/request/urlFoo: NBL002");
    }
}
