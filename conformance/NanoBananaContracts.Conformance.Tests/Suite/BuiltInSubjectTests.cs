using System.Linq;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Subjects;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Suite;

public sealed class BuiltInSubjectTests
{
    [Fact]
    public async Task Our_client_passes_every_case()
    {
        await using var client = new BuiltInSubject();

        var (_, verdicts) = await SuiteRun.OfAsync(client, cancellationToken: TestContext.Current.CancellationToken);

        verdicts.Where(v => v.Status != VerdictStatus.Passed).Select(v => $"{v.Id}: {v.Reason}").ShouldBeEmpty();
    }
}
