using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Players;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>What a call without a picture may have cost, which a limit on what is spent goes by.</summary>
public sealed class PaintingFailureTests
{
    /// <summary>A proxy that gave up says nothing of the service behind it, which may have painted.</summary>
    [Theory]
    [InlineData("http/html-502", true)]
    [InlineData("http/empty-500", false)]
    public async Task An_error_says_that_nothing_was_billed_unless_a_proxy_wrote_it(string id, bool mayBeBilled)
    {
        var token = TestContext.Current.CancellationToken;
        var one = CaseCatalogue.Load(CaseFolder.Default).Single(known => known.Id == id);
        await using var player = await InProcessPlayer.StartAsync(new InProcessPlayerOptions(), token);
        await player.LoadAsync(one.Stubs, token);
        using var client = new NanoBananaClient(
            new NanoBananaOptions
            {
                Provider = ProviderInfo.Find(one.Task.Provider),
                BaseAddress = player.BaseAddress,
                ApiKey = "any-key-will-do",
                Model = one.Task.Model,
                MaxAttempts = 1,
            }
        );

        var failure = await Should.ThrowAsync<NanoBananaException>(() =>
            client.GenerateContentAsync(GenerateContentRequest.ForImage("A red fox"), token)
        );

        failure.MayBeBilled.ShouldBe(mayBeBilled);
    }
}
