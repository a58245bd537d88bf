using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Subjects;

public sealed class BuiltInSubjectTests
{
    [Fact]
    public async Task Our_client_passes_every_case()
    {
        CaseVerdict[] verdicts = [.. (await SuiteRun.OfOurClient).OfType<CaseVerdict>()];

        verdicts.Length.ShouldBe(CaseFilter.None.Choose(SuiteRun.Cases).Count);
        verdicts.Where(v => v.Status != VerdictStatus.Passed).Select(v => $"{v.Id}: {v.Reason}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Our_client_passes_the_case_in_real_time()
    {
        await using var client = new BuiltInSubject();

        var (finished, verdicts) = await SuiteRun.OfAsync(
            client,
            new CaseFilter { Tags = ["slow"], IncludeSlow = true },
            cancellationToken: TestContext.Current.CancellationToken
        );

        var verdict = verdicts.ShouldHaveSingleItem();
        verdict.Status.ShouldBe(VerdictStatus.Passed, verdict.Reason);
        finished.WallMilliseconds.ShouldBeGreaterThanOrEqualTo(20_000, "nothing is scaled here");
    }
}
