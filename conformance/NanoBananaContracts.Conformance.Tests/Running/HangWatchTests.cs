using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Running;

public sealed class HangWatchTests
{
    /// <summary>Of a client that does not heed its token either.</summary>
    private static readonly Lazy<Task<CaseVerdict>> Hung = new(() =>
        HungAsync(new DelegateSubject("never", (_, _) => new TaskCompletionSource<SubjectReport>().Task))
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hang_is_told_with_one_number_in_every_form()
    {
        var verdict = await Hung.Value;

        verdict.Checks.First(c => !c.Holds).Name.ShouldBe(CheckNames.Alive);
        verdict.Outcome.ShouldBe("Hung: no result after 6 s");
        verdict.Reason.ShouldBe("alive: The client hung: no result after 6 s");
        ConsoleReport.Details(verdict).ShouldContain("Ended with: Hung: no result after 6 s\n");
    }

    [Fact]
    public async Task A_hang_is_told_in_real_time_though_the_client_scales_its_own()
    {
        var never = new DelegateSubject(
            new SubjectDescription
            {
                Name = "never",
                Operations = [CaseOperation.Generate],
                ScalesTime = true,
            },
            (_, token) => Task.Delay(Timeout.Infinite, token).ContinueWith<SubjectReport>(_ => null!, token)
        );

        (await HungAsync(never)).Checks[0].Message.ShouldBe("The client hung: no result after 6 s");
    }

    [Fact]
    public async Task Three_in_a_row_are_told_once_with_what_they_cost()
    {
        var hung = (await Hung.Value) with { WallMilliseconds = 45_087 };
        var other = hung with { Checks = [new CheckResult(CheckNames.Alive, false, "The client crashed: ")] };
        var watch = new HangWatch(100);

        RunNotice?[] notices = [.. new[] { hung, hung, other, hung, hung, hung, hung, hung }.Select(watch.Take)];

        notices.Select(n => n is null).ShouldBe([true, true, true, true, true, false, true, true]);
        notices[5]!.Severity.ShouldBe(NoticeSeverity.Info);
        notices[5]!.Message.ShouldStartWith(
            "The client hung on 3 cases in a row, the last one for 45 s; 94 cases are still to come"
        );
    }

    private static async Task<CaseVerdict> HungAsync(DelegateSubject never)
    {
        var clock = new FakeClock();
        var run = SuiteRun.OfAsync(
            never,
            new CaseFilter { Globs = ["response/plain-png"] },
            o => o with { HangLimit = TimeSpan.Zero, Time = clock },
            Cancel
        );
        var limit = TimeSpan.FromSeconds(6);
        await clock.WhenTimerIsSet(wait => wait == limit).WaitAsync(Cancel);
        clock.Advance(limit);
        return (await run).Verdicts.ShouldHaveSingleItem();
    }
}
