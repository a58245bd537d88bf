using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>The page in a real browser: it searches, it narrows, it loads nothing, and no text of a client becomes code.</summary>
public sealed class HtmlPageTests
{
    [Fact]
    public async Task The_page_works_on_a_telephone_and_on_a_screen_in_light_and_in_dark()
    {
        await using var browser = await LocalBrowser.StartAsync();
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.html");
        await ReportFormats.WriteAsync(
            "html",
            await RecordedStream.ReadAsync(TestContext.Current.CancellationToken),
            file,
            TestContext.Current.CancellationToken
        );
        await WorksAsync(browser.Browser, file, ColorScheme.Light, width: 390);
        await WorksAsync(browser.Browser, file, ColorScheme.Dark, width: 1100);
        File.Delete(file);
    }

    private static async Task WorksAsync(IBrowser browser, string file, ColorScheme scheme, int width)
    {
        var page = await browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 844 },
            }
        );
        var requests = 0;
        string? dialog = null;
        page.Request += (_, _) => requests++;
        page.Dialog += (_, d) => dialog = d.Message;

        await page.GotoAsync(new Uri(file).AbsoluteUri);

        (await Shown(page)).ShouldBe(10);
        await page.Locator("#q").FillAsync("mime-lies");
        (await Shown(page)).ShouldBe(1);
        await page.Locator("#q").FillAsync("no such words");
        (await page.Locator("#none").IsVisibleAsync()).ShouldBeTrue();
        await page.Locator("#q").FillAsync("");
        await page.Locator(".counts input[value=failed]").UncheckAsync();
        (await Shown(page)).ShouldBe(6);
        await page.Locator(".counts input[value=failed]").CheckAsync();
        await page.Locator("nav a").First.ClickAsync();
        // The browser opens the target on an event of its own, after the click has returned.
        await page.Locator("details[open]").First.WaitForAsync();
        (await page.Locator("details[open]").CountAsync()).ShouldBe(1);
        (await page.Locator("details[open] figure img").First.EvaluateAsync<int>("i => i.naturalWidth")).ShouldBe(32);
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
            "nothing sticks out sideways"
        );

        requests.ShouldBe(1, "the page itself and nothing else");
        dialog.ShouldBeNull();
    }

    private static Task<int> Shown(IPage page) => page.Locator("details.v:visible").CountAsync();
}
