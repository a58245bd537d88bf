using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>What tests of the Studio in a real browser have in common: its page, and somebody who paints there.</summary>
public abstract class StudioPageTests(SharedBrowser browser) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected async Task<IPage> OpenAsync(RunningStudio studio, int width = 1440, int height = 900)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                Permissions = ["clipboard-read", "clipboard-write"],
            }
        );
        contexts.Add(context);
        return await OpenTabAsync(context, studio);
    }

    private protected static async Task<IPage> OpenTabAsync(IBrowserContext context, RunningStudio studio)
    {
        var page = await context.NewPageAsync();
        var output = TestContext.Current.TestOutputHelper;
        page.PageError += (_, error) => output?.WriteLine(error);
        page.Console += (_, message) => output?.WriteLine(message.Text);
        await page.GotoAsync(studio.Server.Address.AbsoluteUri);
        await page.Locator("#fault option").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private protected static async Task PaintAsync(IPage page, string prompt)
    {
        await page.Locator("#prompt").FillAsync(prompt);
        await page.Locator("#paint").ClickAsync();
        await page.Locator("#shown .asked", new() { HasText = prompt }).WaitForAsync();
        await page.Locator("#paint:enabled").WaitForAsync();
    }

    private protected static async Task PlayAsync(IPage page, string fault)
    {
        await page.EvaluateAsync("() => { document.getElementById('faults').open = true; }");
        await page.Locator("#fault").SelectOptionAsync(fault);
        await page.Locator("#fault-play").ClickAsync();
        await page.Locator(".failure", new() { HasText = "Played: " + fault }).WaitForAsync();
    }

    private protected static Task ClickAsync(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
