using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Players.Original;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>The whole suite has the same verdicts on the original server as in process.</summary>
[Collection(nameof(PlayerPair))]
public sealed class SuiteOnBothPlayersTests(PlayerPair pair)
{
    [Fact]
    public async Task Every_verdict_is_the_same_on_both()
    {
        if (pair.Missing is { } reason)
        {
            Assert.Skip(reason);
        }
        var jar = WireMockJar.Find()!;
        await using var theirs = new BuiltInSubject();
        var (_, original) = await SuiteRun.OfAsync(
            theirs,
            // The original is another process: it, and so the client, have the system's time.
            change: options =>
                options with
                {
                    Players = scale => new WireMockPlayerFactory(jar, scale),
                    Time = TimeProvider.System,
                },
            cancellationToken: TestContext.Current.CancellationToken
        );

        original
            .OrderBy(verdict => verdict.Id)
            .Select(verdict => $"{verdict.Id} {verdict.Status} {verdict.Reason}")
            .ShouldBe(
                (await SuiteRun.OfOurClient)
                    .OfType<CaseVerdict>()
                    .OrderBy(verdict => verdict.Id)
                    .Select(verdict => $"{verdict.Id} {verdict.Status} {verdict.Reason}")
            );
        original.Count.ShouldBeGreaterThanOrEqualTo(110);
    }
}
