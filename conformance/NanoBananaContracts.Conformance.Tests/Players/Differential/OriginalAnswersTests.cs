using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Players;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Players.Differential;

/// <summary>Holds the in-process player to what the original answered, on machines without Java too.</summary>
public sealed class OriginalAnswersTests
{
    public static TheoryData<Probe> Probes => WireMockDifferentialTests.Probes;

    public static TheoryData<string, string, string> Calls => AdminDifferentialTests.Calls;

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_admin_API_answers_as_the_original_did(string name, string calls, string facts)
    {
        await using var player = await InProcessPlayer.StartAsync(
            new InProcessPlayerOptions { AdminApi = true },
            TestContext.Current.CancellationToken
        );
        using var http = new HttpClient();
        var answer = await AdminDifferentialTests.RunAsync(http, player, calls, facts);

        answer.ShouldBe(AnswerBook.Of(AdminDifferentialTests.NameInBook(name)).ShouldHaveSingleItem());
    }

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task Answers_as_the_original_did(Probe probe)
    {
        await using var player = await InProcessPlayer.StartAsync(
            new InProcessPlayerOptions { AdminApi = true },
            TestContext.Current.CancellationToken
        );
        using var http = new HttpClient();
        await WireMockDifferentialTests.LoadAsync(http, player, probe);

        var expected = AnswerBook.Of(probe.Name);
        foreach (var (request, answer) in probe.Requests.Zip(expected))
        {
            var reply = await RawHttp.SendAsync(
                player.BaseAddress,
                Encoding.Latin1.GetBytes(request),
                TestContext.Current.CancellationToken
            );
            AnswerBook.Describe(reply, probe).ShouldBe(answer, request);
        }

        probe.Requests.Length.ShouldBe(expected.Length);
    }
}
