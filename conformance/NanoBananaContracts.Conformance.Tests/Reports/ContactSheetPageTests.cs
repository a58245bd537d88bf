using Microsoft.Playwright;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Tests.Cli;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>The contact sheet of a batch in a real browser, from a disk: its pictures are there, and nothing else gets in.</summary>
public sealed class ContactSheetPageTests : IAsyncLifetime
{
    private readonly BatchFolder folder = new();
    private LocalBrowser? browser;

    private string Address => new Uri(Path.Combine(folder.Out, "contact-sheet.html")).AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        browser = await LocalBrowser.StartAsync();
        folder.Write(
            """{"prompt": "A red fox in snow", "imageSize": "0.5K", "count": 2, "name": "fox"}""",
            """{"prompt": "A <script>alert(1)</script> of <img src=x onerror=alert(1)> and a blue boat", "imageSize": "0.5K", "aspectRatio": "16:9"}""",
            """{"prompt": "[finish: IMAGE_SAFETY] what nobody may see", "imageSize": "0.5K"}""",
            """{"prompt": "A paper boat that drifts past the lighthouse at dusk, seen from the pier where the last passengers wait with their suitcases, in the manner of an old postcard that has lain in the sun for a long time", "imageSize": "0.5K", "aspectRatio": "9:16"}""",
            """{"prompt": "Ein grüner Garten", "imageSize": "0.5K", "aspectRatio": "1:1"}"""
        );
        (await folder.RunAsync(null, "--out out")).ExitCode.ShouldBe(ExitCodes.HarnessTrouble);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        folder.Dispose();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    public async Task Its_pictures_are_there_and_axe_has_nothing_against_it(ColorScheme scheme, int width)
    {
        var page = await browser!.Browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 844 },
            }
        );
        string? dialog = null;
        page.Dialog += (_, shown) => dialog = shown.Message;
        await page.GotoAsync(Address);

        foreach (var picture in await page.Locator("img").AllAsync())
        {
            await picture.ScrollIntoViewIfNeededAsync();
            await picture.EvaluateAsync("image => image.decode()");
            (await picture.EvaluateAsync<int>("image => image.naturalWidth")).ShouldBeGreaterThan(0);
        }

        (await page.Locator("img").CountAsync()).ShouldBe(5);
        (await page.Locator(".missing").TextContentAsync()).ShouldStartWith("ImageRefused");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
            "nothing sticks out sideways"
        );
        (await Accessibility.ViolationsAsync(page)).ShouldBeEmpty();
        dialog.ShouldBeNull();
        if (Environment.GetEnvironmentVariable("NANOBANANA_SCREENSHOTS") is "1")
        {
            await page.EvaluateAsync("scrollTo(0, 0)");
            await page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(Path.GetTempPath(), $"contact-sheet-{width}-{scheme}.png"),
                    FullPage = true,
                }
            );
        }
    }

    [Fact]
    public async Task Nothing_else_gets_in_even_where_markup_slipped_in()
    {
        var page = await browser!.Browser.NewPageAsync();
        await page.GotoAsync(Address);

        var refused = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const refused = [];
              document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective));
              const script = document.createElement('script');
              script.textContent = 'window.owned = true';
              document.body.append(script);
              document.body.insertAdjacentHTML('beforeend', '<p style="color: red" onclick="window.owned = true">x</p>');
              document.body.lastElementChild.click();
              const picture = new Image();
              picture.src = 'http://127.0.0.1:9/tracker.png';
              while (refused.length < 4) await new Promise(requestAnimationFrame);
              return [...refused, String(window.owned)];
            }
            """
        );

        refused.Order().ShouldBe(["img-src", "script-src-attr", "script-src-elem", "style-src-attr", "undefined"]);
    }

    [Fact]
    public async Task A_link_to_what_failed_leads_to_it_and_a_picture_to_its_file()
    {
        var page = await browser!.Browser.NewPageAsync();
        await page.GotoAsync(Address);

        await page.Locator("nav.failed a").ClickAsync();
        (await page.Locator("li:target .missing").CountAsync()).ShouldBe(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Picture 1/2" }).ClickAsync();
        page.Url.ShouldEndWith("/out/fox-2.png");
    }
}
