using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Running;

public sealed class HangWatchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hang_is_told_with_one_number_in_every_form()
    {
        var verdict = await HungAsync();

        verdict.Outcome.ShouldBe("Hung: no result after 6 s");
        verdict.Reason.ShouldBe("alive: The client hung: no result after 6 s");
        ConsoleReport.Details(verdict).ShouldContain("Ended with: Hung: no result after 6 s\n");
    }

    [Fact]
    public async Task Three_in_a_row_are_told_once_with_what_they_cost()
    {
        var hung = (await HungAsync()) with { WallMilliseconds = 45_087 };
        var other = hung with { Checks = [new CheckResult(CheckNames.Alive, false, "The client crashed: ")] };
        var watch = new HangWatch(100);

        RunNotice?[] notices = [.. new[] { hung, hung, other, hung, hung, hung, hung, hung }.Select(watch.Take)];

        notices.Select(n => n is null).ShouldBe([true, true, true, true, true, false, true, true]);
        notices[5]!.Severity.ShouldBe(NoticeSeverity.Info);
        notices[5]!.Message.ShouldStartWith(
            "The client hung on 3 cases in a row, the last one for 45 s; 94 cases are still to come"
        );
    }

    private static async Task<CaseVerdict> HungAsync()
    {
        var never = new DelegateSubject(
            "never",
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return new SubjectSkip("never");
            }
        );
        var (_, verdicts) = await SuiteRun.OfAsync(
            never,
            new CaseFilter { Globs = ["response/plain-png"] },
            o => o with { HangLimit = System.TimeSpan.Zero },
            Cancel
        );
        return verdicts.ShouldHaveSingleItem();
    }
}
