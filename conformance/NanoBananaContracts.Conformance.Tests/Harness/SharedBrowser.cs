using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Tests.Harness;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>One Chromium for all tests that want one: it starts with the first of them, and each has a context of its own.</summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private readonly Lazy<Task<LocalBrowser>> browser = new(LocalBrowser.StartAsync);

    /// <summary>A new context, which shares nothing with others. Skips the test where there is no Chromium.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        await (await browser.Value).Browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await browser.Value).DisposeAsync();
        }
    }
}
