using Microsoft.Playwright;

namespace NanoBananaContracts.Conformance.Tests.Harness;

/// <summary>The Chromium of this machine, without a window. A test that wants it is skipped where there is none.</summary>
internal sealed class LocalBrowser : IAsyncDisposable
{
    private static readonly string[] Paths =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private readonly IPlaywright playwright;

    private LocalBrowser(IPlaywright playwright, IBrowser browser) =>
        (this.playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    /// <summary>Where it is. Skips the test where it is nowhere.</summary>
    public static string PathOrSkip()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") ?? Paths.FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "There is no Chromium; install it, or name it in CHROMIUM.");
        return path!;
    }

    public static async Task<LocalBrowser> StartAsync()
    {
        var path = PathOrSkip();
        var playwright = await Playwright.CreateAsync();
        return new LocalBrowser(
            playwright,
            await playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] }
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
