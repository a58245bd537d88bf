using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Testing;

namespace NanoBananaContracts.Conformance.Tests.Suite;

/// <summary>
/// Cases of the suite as xunit tests against our own client, the way any team writes them for theirs. That it passes all
/// of them is known from <c>BuiltInSubjectTests</c>.
/// </summary>
public sealed class OurClientConforms : IClassFixture<ConformanceFixture<BuiltInSubject>>
{
    private readonly ConformanceFixture<BuiltInSubject> suite;

    public OurClientConforms(ConformanceFixture<BuiltInSubject> suite)
    {
        suite.Time = PacedClock.Shared;
        this.suite = suite;
    }

    [ConformanceTheory(Families = ["auth", "stream"])]
    public Task Keeps(string id) => suite.VerifyAsync(id, TestContext.Current.CancellationToken);
}
