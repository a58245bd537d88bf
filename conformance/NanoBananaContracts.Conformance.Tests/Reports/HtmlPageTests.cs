using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>
/// The page of a run in a real browser, from a disk: it narrows, unfolds and prints, by hand and by keyboard, loads nothing,
/// and no text of a client becomes code.
/// </summary>
public sealed class HtmlPageTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-page-").FullName;
    private LocalBrowser? browser;

    private string Address => new Uri(Path.Combine(folder, "run.html")).AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        browser = await LocalBrowser.StartAsync();
        var cancel = TestContext.Current.CancellationToken;
        await ReportFormats.WriteAsync(
            "html",
            await RecordedStream.ReadAsync(cancel),
            Path.Combine(folder, "run.html"),
            cancel
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 820)]
    [InlineData(ColorScheme.Light, 1440)]
    public async Task The_page_narrows_as_one_types(ColorScheme scheme, int width)
    {
        var page = await OpenAsync(scheme, width);
        var requests = 0;
        string? dialog = null;
        page.Request += (_, _) => requests++;
        page.Dialog += (_, d) => dialog = d.Message;

        await page.GotoAsync(Address);

        (await Shown(page)).ShouldBe(10);
        await page.Locator("#words").PressSequentiallyAsync("mime-l");
        (await Shown(page)).ShouldBe(1);
        (await Broken(page)).ShouldBe(["response/mime-lies"]);
        (await page.Locator("#shown").TextContentAsync()).ShouldBe("1 of 10 cases");
        (await page.Locator("#broken h2").TextContentAsync()).ShouldBe("What did not hold 1 of 5");
        await page.Locator("#words").FillAsync("no such words");
        (await page.Locator("#none").IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator("#broken").IsVisibleAsync()).ShouldBeFalse();
        await page.Locator("#words").FillAsync("");

        await page.Locator("[name=outcome][value=failed]").UncheckAsync();
        (await Shown(page)).ShouldBe(6);
        (await Broken(page)).ShouldBe(["transport/reset"]);
        await page.Locator("[name=group][value=response]").CheckAsync();
        (await Shown(page)).ShouldBe(2);
        (await page.Locator("main h2:visible").AllTextContentsAsync()).ShouldBe(["response 1 of 4 passed"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset the filter" }).ClickAsync();
        await page.GetByText("10 cases", new() { Exact = true }).WaitForAsync();
        (await Shown(page)).ShouldBe(10);

        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
            "nothing sticks out sideways"
        );
        requests.ShouldBe(1, "the page itself and nothing else");
        dialog.ShouldBeNull();
    }

    [Fact]
    public async Task A_link_to_a_row_opens_it_also_where_the_filter_hides_it()
    {
        var page = await OpenAsync(ColorScheme.Light, 1440);
        await page.GotoAsync(Address);
        await page.Locator("#broken a").First.ClickAsync();
        // The browser opens the target on an event of its own, after the click has returned.
        await page.Locator("details[open]").First.WaitForAsync();
        (await page.Locator("details[open]").CountAsync()).ShouldBe(1);
        (await page.Locator("details[open] figure img").First.EvaluateAsync<int>("i => i.naturalWidth")).ShouldBe(32);

        await page.Locator("#words").FillAsync("mime-lies");
        await page.EvaluateAsync("location.hash = 'transport/reset'");
        await page.Locator("[id='transport/reset'][open]").WaitForAsync();
        (await page.Locator("#words").InputValueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_runs_that_is_not_its_own_even_where_markup_slipped_in()
    {
        var page = await OpenAsync(ColorScheme.Light, 1440);
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
    public async Task Everything_is_reached_by_keyboard()
    {
        var page = await OpenAsync(ColorScheme.Dark, 1440);
        await page.GotoAsync(Address);

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("mime-lies");
        await page.Locator("#unfold").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        (await Focused(page)).ShouldBe("A", "the one entry that is left of what did not hold");
        await page.Keyboard.PressAsync("Tab");
        (await Focused(page)).ShouldBe("SUMMARY");
        await page.Keyboard.PressAsync("Enter");
        (await page.Locator("details[open]").CountAsync()).ShouldBe(1);
        (await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).ShouldBe("solid");
        await page.Keyboard.PressAsync("Space");
        (await page.Locator("details[open]").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task All_rows_open_and_close_at_once()
    {
        var page = await OpenAsync(ColorScheme.Light, 390);
        await page.GotoAsync(Address);

        await page.Locator("#unfold").ClickAsync();
        (await page.Locator("details[open]").CountAsync()).ShouldBe(10);
        await page.GetByRole(AriaRole.Button, new() { Name = "Close all" }).ClickAsync();
        (await page.Locator("details[open]").CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Paper_has_everything_unfolded_in_light_and_nothing_to_press(bool hasScript)
    {
        var page = await browser!.Browser.NewPageAsync(
            new BrowserNewPageOptions { ColorScheme = ColorScheme.Dark, JavaScriptEnabled = hasScript }
        );
        await page.GotoAsync(Address);
        await page.EmulateMediaAsync(
            new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark }
        );

        (await page.Locator(".row .body").CountAsync()).ShouldBe(10);
        foreach (var body in await page.Locator(".row .body").AllAsync())
        {
            (await body.BoundingBoxAsync())!.Height.ShouldBeGreaterThan(0);
        }

        (await page.Locator("button:visible, input:visible, form:visible").CountAsync()).ShouldBe(0);
        if (hasScript)
        {
            (await page.EvaluateAsync<string>("getComputedStyle(document.body).color")).ShouldBe("rgb(29, 27, 22)");
        }

        (await page.PdfAsync()).Length.ShouldBeGreaterThan(10_000);
        (await page.Locator("details[open]").CountAsync()).ShouldBe(0, "what print opened is closed again");
    }

    [Fact]
    public async Task Without_a_script_all_is_there_and_no_control_that_does_nothing()
    {
        var page = await browser!.Browser.NewPageAsync(new BrowserNewPageOptions { JavaScriptEnabled = false });
        await page.GotoAsync(Address);

        (await Shown(page)).ShouldBe(10);
        (await page.Locator("form:visible, button:visible").CountAsync()).ShouldBe(0);
        await page.Locator("summary").First.ClickAsync();
        (await page.Locator("details[open]").CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    public async Task Axe_has_nothing_against_it(ColorScheme scheme, int width)
    {
        var page = await OpenAsync(scheme, width);
        await page.GotoAsync(Address);
        (await Accessibility.ViolationsAsync(page)).ShouldBeEmpty("folded");

        await page.Locator("#unfold").ClickAsync();
        (await Accessibility.ViolationsAsync(page)).ShouldBeEmpty("unfolded");
    }

    private Task<IPage> OpenAsync(ColorScheme scheme, int width) =>
        browser!.Browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 844 },
            }
        );

    private static Task<int> Shown(IPage page) => page.Locator("details.row:visible").CountAsync();

    private static async Task<IReadOnlyList<string>> Broken(IPage page) =>
        await page.Locator("#broken li:visible a").AllTextContentsAsync();

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.tagName");
}
