using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Running;

public sealed class CaseRunTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_that_cannot_be_removed_is_no_trouble_of_the_suite()
    {
        var tidy = new DelegateSubject(
            "tidy",
            (assignment, _) =>
            {
                Directory.Delete(assignment.OutputFolder);
                return Task.FromResult<SubjectReport>(new SubjectFailure { Message = "no picture" });
            }
        );

        var (_, verdicts) = await SuiteRun.OfAsync(
            tidy,
            new CaseFilter { Globs = ["response/plain-png"] },
            cancellationToken: Cancel
        );

        verdicts.ShouldHaveSingleItem().Status.ShouldBe(VerdictStatus.Failed, verdicts[0].Reason);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Without_a_hash_the_pixels_of_a_picture_are_judged(int tooWide, bool holds)
    {
        var client = new BuiltInSubject();
        var one = SuiteRun.Cases.Single(each => each.Id == "response/plain-png");
        var wanted = (PictureOutcome)one.Expectation.Outcome;
        one = one with
        {
            Expectation = one.Expectation with
            {
                Outcome = wanted with { Sha256 = null, Width = wanted.Width + tooWide },
            },
        };

        var (_, verdicts) = await SuiteRun.OfAsync(
            client,
            CaseFilter.None,
            options => options with { Catalogue = [one] },
            Cancel
        );

        var check = verdicts.ShouldHaveSingleItem().Checks.Single(check => check.Name == CheckNames.Picture);
        check.Holds.ShouldBe(holds);
        check.Message.ShouldContain($"{wanted.Width} x {wanted.Height}");
    }
}
