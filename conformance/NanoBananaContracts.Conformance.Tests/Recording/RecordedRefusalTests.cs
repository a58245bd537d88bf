using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Cli;
using NanoBananaContracts.Conformance.Tests.Clients;
using NanoBananaContracts.Conformance.Tests.Suite;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Recording;

/// <summary>
/// What the service refuses becomes a case that keeps our own rules, and that a client which sends the same passes: with
/// one attempt, whether or not the reference client would have sent it.
/// </summary>
public sealed class RecordedRefusalTests : IDisposable
{
    private const string Key = "wg-record/test+key=0123456789";
    private const string Path = "v1beta/models/gemini-3.1-flash-image-preview:generateContent";
    private const string Google = "v1beta/models/gemini-nano-banana-2.1:generateContent";
    private const string Plain = """{"contents":[{"parts":[{"text":"A red fox"}]}]}""";
    private const string WrongSize =
        """{"contents":[{"parts":[{"text":"A red fox"}]}],"generationConfig":{"imageConfig":{"imageSize":"3K"}}}""";

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-refused-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("wisgate", Path, Plain, "a-wrong-key-0123456789", FailureClass.Authentication)]
    [InlineData("google", Google, Plain, "a-wrong-key-0123456789", FailureClass.Authentication)]
    [InlineData("wisgate", Path, WrongSize, Key, FailureClass.InvalidRequest)]
    [InlineData("google", Google, WrongSize, Key, FailureClass.InvalidRequest)]
    [InlineData("wisgate", "v1beta/models/no-such-model:generateContent", Plain, Key, FailureClass.NotFound)]
    public async Task A_refusal_becomes_a_case_that_whoever_sends_the_same_passes(
        string provider,
        string path,
        string body,
        string key,
        FailureClass expected
    )
    {
        var one = await RecordAsync(provider, new SentCall(path, body, key));

        one.Expectation.Outcome.ShouldBeOfType<FailureOutcome>().Class.ShouldBe(expected);
        one.Family.ShouldBe(expected == FailureClass.Authentication ? "auth" : "http");
        one.Expectation.Attempts.Maximum.ShouldBe(1);
        // The plain client without defects knows the sizes, too, and would not send a wrong one.
        await using var client = new PlainClient(body == WrongSize ? Defect.SendsAnythingBlindly : Defect.None);
        var verdict = await VerdictAsync(client, one);
        (verdict.Status, verdict.Attempts).ShouldBe((VerdictStatus.Passed, 1), verdict.Reason);
    }

    [Fact]
    public async Task A_client_that_tries_a_refusal_again_fails_it()
    {
        var one = await RecordAsync("wisgate", new SentCall(Path, Plain, "a-wrong-key-0123456789"));

        await using var client = new PlainClient(Defect.RetriesEverything);
        var verdict = await VerdictAsync(client, one);
        verdict.Status.ShouldBe(VerdictStatus.Failed);
        verdict.Attempts.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Our_own_client_passes_it_too_though_it_does_not_send_such_a_thing()
    {
        var one = await RecordAsync("wisgate", new SentCall(Path, WrongSize, Key));

        await using var client = new BuiltInSubject();
        var verdict = await VerdictAsync(client, one);
        (verdict.Status, verdict.Attempts).ShouldBe((VerdictStatus.Passed, 0), verdict.Reason);
    }

    [Fact]
    public async Task A_client_that_takes_the_refusal_for_something_else_fails_it()
    {
        var one = await RecordAsync("wisgate", new SentCall(Path, WrongSize, Key));

        await using var client = new PlainClient(Defect.OneClassForAll);
        var verdict = await VerdictAsync(client, one);
        verdict.Status.ShouldBe(VerdictStatus.Failed);
    }

    [Fact]
    public async Task A_key_that_went_elsewhere_is_what_the_case_is_about_and_not_asked_for_in_its_header()
    {
        var one = await RecordAsync("wisgate", new SentCall(Path, Plain, "Bearer " + Key, "Authorization"));

        one.Expectation.Requests.ShouldBeEmpty();
        one.Expectation.Attempts.ShouldBe(new AttemptRange(1, 1));
    }

    /// <summary>The one case of one call, from a folder that keeps every rule.</summary>
    private async Task<ConformanceCase> RecordAsync(string provider, SentCall call)
    {
        await using var service = await EmulatorServer.StartAsync(
            new EmulatorOptions { ApiKey = Key, Provider = ProviderInfo.Find(provider)! },
            Cancel
        );
        var run = await RecordingRun.OfAsync(
            folder,
            service.BaseAddress,
            ["--provider", provider],
            new Dictionary<string, string>(),
            call
        );
        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Out + run.Error);

        var lint = await CommandRun.Of(["conformance", "lint", folder], cancellationToken: Cancel);

        lint.ExitCode.ShouldBe(ExitCodes.Conforms, lint.Out + lint.Error);
        return CaseCatalogue.Load(folder).ShouldHaveSingleItem();
    }

    // What is not scored cannot fail; here it must be able to.
    private static async Task<CaseVerdict> VerdictAsync(ISubject subject, ConformanceCase one)
    {
        var (_, verdicts) = await SuiteRun.OfAsync(
            subject,
            change: options => options with { Catalogue = [one with { Scored = true }] },
            cancellationToken: Cancel
        );
        return verdicts.ShouldHaveSingleItem();
    }
}
