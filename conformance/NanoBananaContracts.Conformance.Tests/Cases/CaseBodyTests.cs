using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;
using NanoBananaContracts.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Cases;

public sealed class CaseBodyTests
{
    [Fact]
    public void The_sample_pictures_are_whole_and_of_the_size_asked_for()
    {
        foreach (
            (var file, var format) in ((byte[], ImageFileFormat)[])
                [
                    (SamplePicture.Png(33, 17, 1), ImageFileFormat.Png),
                    (SamplePicture.Jpeg(33, 17, 2), ImageFileFormat.Jpeg),
                    (SamplePicture.WebP(33, 17, 3), ImageFileFormat.WebP),
                ]
        )
        {
            var found = PictureInspector.Inspect(file);
            found.IsWhole.ShouldBeTrue(found.Detail);
            (found.Format, found.Width, found.Height).ShouldBe((format, 33, 17));
        }

        SamplePicture.Png(8, 8, 1).ShouldBe(SamplePicture.Png(8, 8, 1));
        SamplePicture.Png(8, 8, 1).ShouldNotBe(SamplePicture.Png(8, 8, 2));
        Should.Throw<ArgumentOutOfRangeException>(() => SamplePicture.Png(0, 8, 1));
    }

    [Fact]
    public void Every_kind_of_failure_of_the_runtime_has_a_class()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            Should.NotThrow(() => kind.ToClass(beforeSending: false));
            Should.NotThrow(() => kind.ToClass(beforeSending: true));
        }
    }

    [Fact]
    public void Every_kind_a_case_wants_is_one_of_the_runtime()
    {
        string[] kinds =
        [
            .. SuiteRun
                .Cases.Select(c => c.Expectation.Outcome)
                .OfType<FailureOutcome>()
                .Select(o => o.Kind)
                .OfType<string>(),
        ];

        kinds.Except(Enum.GetNames<FailureKind>()).ShouldBeEmpty();
    }
}
