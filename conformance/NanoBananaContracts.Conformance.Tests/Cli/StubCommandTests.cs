using System.Net;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Tests.Cases;

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
    public async Task A_stub_file_with_a_mistake_is_told_with_its_place()
    {
        using var corpus = new CorpusFolder();
        corpus.Write("stub.json", """{ "request": { "urlFoo": "/a" } }""");
        var run = await CommandRun.Of(
            ["conformance", "play", Path.Combine(corpus.Cases, "../stub.json")],
            cancellationToken: Token
        );

        run.ExitCode.ShouldBe(ExitCodes.DoesNotConform);
        run.Error.ShouldContain("stub.json(1,16): error NBL002: ");
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("--admin", HttpStatusCode.OK)]
    public async Task Play_serves_stubs_until_it_is_cancelled_and_the_admin_interface_where_asked_to(
        string? option,
        HttpStatusCode admin
    )
    {
        using var corpus = new CorpusFolder();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var output = new FirstLineWriter();
        string[] arguments = ["conformance", "play", Path.Combine(corpus.Cases, "http/teapot/stub.json")];

        var run = Program.RunAsync(
            option is null ? arguments : [.. arguments, option],
            new CommandHost { Out = output, Error = TextWriter.Null },
            end.Token
        );
        var line = await output.Line.WaitAsync(Token);
        line.ShouldStartWith("Playing 1 stub on http://127.0.0.1:");
        using var http = new HttpClient { BaseAddress = new Uri(line.Split(' ')[4].TrimEnd(';')) };
        using var reply = await http.PostAsync("v1beta/models/m:generateContent", null, Token);
        ((int)reply.StatusCode).ShouldBe(418);
        (await http.GetAsync("__admin/mappings", Token)).StatusCode.ShouldBe(admin);
        await end.CancelAsync();

        (await run).ShouldBe(ExitCodes.Conforms);
    }
}
