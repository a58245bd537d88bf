using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Testing;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Suite;

/// <summary>The cases of the suite as xunit tests against our own client, the way any team writes them for theirs.</summary>
public sealed class OurClientConforms(ConformanceFixture<BuiltInSubject> suite)
    : IClassFixture<ConformanceFixture<BuiltInSubject>>
{
    [ConformanceTheory]
    public Task Keeps(string id) => suite.VerifyAsync(id, TestContext.Current.CancellationToken);
}
