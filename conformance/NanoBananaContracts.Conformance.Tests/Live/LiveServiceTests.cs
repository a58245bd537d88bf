using NanoBananaContracts.Conformance.Live;

namespace NanoBananaContracts.Conformance.Tests.Live;

/// <summary>The real services, where there is a key: the plan must cost no more than <see cref="MaxCostUsd"/>.</summary>
public sealed class LiveServiceTests
{
    // LaoZhang charges six mistakes and a text like pictures, should it overlook them.
    private const decimal MaxCostUsd = 0.50m;

    public static TheoryData<string> Providers() => [.. ProviderInfo.All.Select(provider => provider.Id)];

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("Category", "Live")]
    public async Task The_real_service_keeps_the_contract(string id)
    {
        var provider = ProviderInfo.Find(id)!;
        var key = Environment.GetEnvironmentVariable(provider.ApiKeyVariable);
        Assert.SkipWhen(string.IsNullOrWhiteSpace(key), $"{provider.ApiKeyVariable} is not set: no key, no call.");
        provider = new NanoBananaOptions { Provider = provider }
            .WithEnvironment()
            .Provider!;
        var plan = LivePlanner.Make(provider);
        Assert.SkipWhen(plan is null, $"The price of a picture at {provider.Name} is not known: no call.");
        plan!.MaxCostUsd.ShouldBeLessThanOrEqualTo(MaxCostUsd, "nothing was sent");

        var report = await LiveRun.ExecuteAsync(
            plan,
            provider.BaseAddress,
            key!.Trim(),
            cancellationToken: TestContext.Current.CancellationToken
        );

        report.HasErrors.ShouldBeFalse(DriftReportText.ToMarkdown(report));
    }
}
