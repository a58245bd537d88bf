using System.Linq;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Tests.Suite;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Clients;

public sealed class PlainClientTests
{
    [Fact]
    public async Task A_client_without_defects_passes_every_case()
    {
        await using var client = new PlainClient(Defect.None);

        var (_, verdicts) = await SuiteRun.OfAsync(client, cancellationToken: TestContext.Current.CancellationToken);

        verdicts.Where(v => v.Status != VerdictStatus.Passed).Select(v => $"{v.Id}: {v.Reason}").ShouldBeEmpty();
    }
}
