using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Tests.Harness;
using SkiaSharp;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The Studio as people meet it: in a real browser, against the emulator.</summary>
public sealed class StudioBrowserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_composed_awaited_shown_and_there_after_a_reload_and_in_another_tab()
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        var other = await OpenAsync(browser, studio);
        (await page.Locator("#empty").IsVisibleAsync()).ShouldBeTrue();

        await page.Locator("#provider").SelectOptionAsync("google");
        await page.Locator("label[for=ratio-16x9]").ClickAsync();
        (await page.Locator("label[for=size-1K]").InnerTextAsync()).ShouldContain("1376 × 768");
        (await page.Locator("#price").InnerTextAsync()).ShouldContain("USD 0.0336");
        // What the model does not make cannot be chosen, and the page says so.
        (await page.Locator("#size-512").IsDisabledAsync()).ShouldBeTrue();
        (await page.Locator("#sizes-hint").InnerTextAsync()).ShouldContain("does not make");
        await page.Locator("label[for=size-2K]").ClickAsync();
        (await page.Locator("#price").InnerTextAsync()).ShouldContain("Price not known");
        await page.Locator("label[for=size-1K]").ClickAsync();
        await PaintAsync(page, "A red fox <img src=x onerror=alert(1)>");

        (
            await page.Locator("#shown img").First.EvaluateAsync<int>("i => i.decode().then(() => i.naturalWidth)")
        ).ShouldBe(1376);
        var shown = await page.Locator("#shown").InnerTextAsync();
        shown.ShouldContain("A red fox <img src=x onerror=alert(1)>");
        shown.ShouldContain("1376 × 768");
        shown.ShouldContain("JPEG");
        await other.Locator("#gallery img").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("#shown img").First.WaitForAsync();
    }

    [Fact]
    public async Task Waiting_has_a_way_out()
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync(
            new StudioOptions { EmulatedLatency = TimeSpan.FromHours(1) }
        );
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        await page.Locator("#prompt").FillAsync("A red fox");
        await page.Locator("#paint").ClickAsync();
        await page.Locator(".skeleton").WaitForAsync();
        (await page.Locator("#paint").IsDisabledAsync()).ShouldBeTrue();
        // Another tab sees it, too, and so does this one when it is loaded again.
        await page.ReloadAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await page.Locator(".job").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("#paint:enabled").WaitForAsync();
        (await page.Locator("#empty").IsVisibleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_picture_is_changed_and_any_turn_of_it_is_where_another_branch_begins()
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        await PaintAsync(page, "A red fox");
        await ChangeAsync("At night");
        (await page.Locator("#strip li").CountAsync()).ShouldBe(2);

        await page.Locator("#strip .thumb").First.ClickAsync();
        await ChangeAsync("In spring");

        (await page.Locator("#strip li").CountAsync()).ShouldBe(2);
        await page.Locator(".branch").ClickAsync();
        (await page.Locator("#shown .asked").InnerTextAsync()).ShouldBe("At night");
        var turns = await studio.TurnsAsync();
        turns[1].GetProperty("parent").GetString().ShouldBe(turns[0].GetProperty("id").GetString());
        turns[2].GetProperty("parent").GetString().ShouldBe(turns[0].GetProperty("id").GetString());

        async Task ChangeAsync(string how)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
            await PaintAsync(page, how);
        }
    }

    [Fact]
    public async Task Every_class_of_failure_is_told_with_its_cure_and_what_it_cost()
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        await page.Locator("#faults summary").ClickAsync();
        var cases = CaseCatalogue.Load(CaseFolder.Default);
        (await page.Locator("#fault option").CountAsync()).ShouldBe(cases.Count);
        var classes = cases
            .Where(one => one.Expectation.Outcome is FailureOutcome)
            .GroupBy(one => ((FailureOutcome)one.Expectation.Outcome).Class)
            .Select(group => group.First())
            .ToArray();
        classes.Length.ShouldBeGreaterThan(10);

        foreach (var one in classes)
        {
            await page.Locator("#fault").SelectOptionAsync(one.Id);
            await page.Locator("#fault-play").ClickAsync();

            var told = page.Locator(".failure", new() { HasText = "Played: " + one.Id });
            await told.WaitForAsync();
            var text = await told.InnerTextAsync();
            text.ShouldContain("What to do:", customMessage: one.Id);
            text.ShouldMatch("(Not billed|May have been billed|Billed), were it real", one.Id);
            text.ShouldMatch("Trying again\\s+(safe|fails the same way|may be billed twice)", one.Id);
        }
    }

    [Fact]
    public async Task Pictures_go_along_and_what_cannot_is_told_before_it_is_sent()
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        var sent = 0;
        page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;

        await page.Locator("#paint").ClickAsync();
        (await page.Locator("#prompt-problem").InnerTextAsync()).ShouldBe("Say what is to be painted.");
        await page.Locator("#prompt").FillAsync(" \n ");
        await page.Locator("#paint").ClickAsync();
        (await page.Locator("#prompt-problem").InnerTextAsync()).ShouldBe("Say what is to be painted.");
        await HandInAsync("large.png", new byte[20_000_001]);
        await page.Locator("#inputs-problem", new() { HasText = "large.png has 20.0 MB" }).WaitForAsync();
        sent.ShouldBe(0);

        await HandInAsync("page.png", "<html>"u8.ToArray());
        await page.Locator("#inputs-problem", new() { HasText = "HTML" }).WaitForAsync();
        using var bitmap = new SKBitmap(64, 48);
        await HandInAsync("small.png", bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray());
        await page.Locator("#inputs img").WaitForAsync();
        await PaintAsync(page, "The same in gold");
        (await studio.TurnsAsync())[0].GetProperty("inputs").GetArrayLength().ShouldBe(1);

        Task HandInAsync(string name, byte[] bytes) =>
            page.Locator("#files")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = name,
                        MimeType = "image/png",
                        Buffer = bytes,
                    }
                );
    }

    [Fact]
    public async Task Keys_alone_paint_change_and_close()
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter"); // The link to the prompt.
        await page.Keyboard.TypeAsync("A red fox");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator("#shown img").First.WaitForAsync();
        (await FocusedAsync()).ShouldBe("prompt");

        await page.GetByRole(AriaRole.Button, new() { Name = "Zoom" }).Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#zoom[open]").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#zoom[open]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("#ratio-1x1").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        (await FocusedAsync()).ShouldBe("ratio-1x4");
        (await page.Locator("#ratio-1x4").IsCheckedAsync()).ShouldBeTrue();

        Task<string> FocusedAsync() => page.EvaluateAsync<string>("document.activeElement.id");
    }

    [Fact]
    public async Task A_Studio_that_went_away_is_told_and_found_again()
    {
        LocalBrowser.PathOrSkip();
        var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        var port = studio.Server.Address.Port;

        await studio.DisposeAsync();
        await page.Locator("#connection", new() { HasText = "does not answer" }).WaitForAsync();
        await using var again = await RunningStudio.StartAsync(new StudioOptions { Port = port });

        await page.Locator("#connection:empty").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await PaintAsync(page, "A red fox");
    }

    [Theory]
    [InlineData(320, 700)]
    [InlineData(390, 844)]
    [InlineData(820, 1180)]
    [InlineData(1440, 900)]
    public async Task Nothing_is_wider_than_the_window_and_axe_finds_nothing_in_light_and_dark(int width, int height)
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        await page.SetViewportSizeAsync(width, height);
        await PaintAsync(page, "A red fox");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await PaintAsync(page, "At night");
        await page.EvaluateAsync(
            "() => document.querySelectorAll('#settings, #faults').forEach(d => { d.open = true; })"
        );
        await page.Locator("#fault").SelectOptionAsync("response/image-safety");
        await page.Locator("#fault-play").ClickAsync();
        await page.Locator(".failure").WaitForAsync();

        await CheckAsync("page");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy as code" }).ClickAsync();
        await page.Locator("#code[open]").WaitForAsync();
        await CheckAsync("code");

        async Task CheckAsync(string what)
        {
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(
                width,
                what
            );
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                var found = await page.RunAxe();
                found.Violations.ShouldBeEmpty(
                    string.Join(
                        "\n",
                        found.Violations.Select(one =>
                            $"{what}, {scheme}: {one.Id}: {string.Join("; ", one.Nodes.Select(node => node.Html))}"
                        )
                    )
                );
            }
        }
    }

    [Fact]
    public async Task Fifty_pictures_are_loaded_as_they_come_into_sight()
    {
        LocalBrowser.PathOrSkip();
        await using var studio = await RunningStudio.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            await studio.PaintAsync(
                new PictureOrder
                {
                    Provider = "wisgate",
                    Prompt = $"Fox {i}",
                    ImageSize = "0.5K",
                }
            );
        }

        await using var browser = await LocalBrowser.StartAsync();
        var page = await browser.Browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
            }
        );
        var loaded = 0;
        page.Request += (_, request) => loaded += Regex.IsMatch(request.Url, "/picture-0$") ? 1 : 0;
        await page.GotoAsync(studio.Server.Address.AbsoluteUri);
        await page.Locator("#shown img").First.EvaluateAsync("i => i.decode()");

        (await page.Locator("#gallery li").CountAsync()).ShouldBe(50);
        loaded.ShouldBeLessThan(50);
    }

    [Fact]
    public async Task Screenshots_for_the_docs()
    {
        LocalBrowser.PathOrSkip();
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("NANOBANANA_SCREENSHOTS") != "1",
            "Set NANOBANANA_SCREENSHOTS=1 to have the pictures of docs/images written."
        );
        await using var studio = await RunningStudio.StartAsync();
        await using var browser = await LocalBrowser.StartAsync();
        var page = await OpenAsync(browser, studio);
        await page.SetViewportSizeAsync(1440, 900);
        await page.Locator("label[for=ratio-16x9]").ClickAsync();
        await PaintAsync(page, "A red fox in snow, at first light");
        await PaintAsync(page, "A teal lake between hills");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await PaintAsync(page, "The same in violet, at dusk");
        await ShootAsync("studio-light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.Locator("#faults summary").ClickAsync();
        await page.Locator("#fault").SelectOptionAsync("response/image-safety");
        await page.Locator("#fault-play").ClickAsync();
        await page.Locator(".failure").WaitForAsync();
        await ShootAsync("studio-failure-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.Locator("#stage").ScrollIntoViewIfNeededAsync();
        await page.EvaluateAsync("() => document.getElementById('stage').scrollIntoView()");
        await ShootAsync("studio-phone-dark");

        async Task ShootAsync(string name)
        {
            await page.Locator("#shown img").First.EvaluateAsync("i => i.decode()");
            using var picture = SKBitmap.Decode(await page.ScreenshotAsync());
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "docs", "images"));
            await using var file = File.Create(Path.Combine(folder.FullName, name + ".webp"));
            picture.Encode(file, SKEncodedImageFormat.Webp, 75);
        }
    }

    private static async Task<IPage> OpenAsync(LocalBrowser browser, RunningStudio studio)
    {
        var page = await browser.Browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        page.PageError += (_, error) => TestContext.Current.TestOutputHelper?.WriteLine(error);
        page.Console += (_, message) => TestContext.Current.TestOutputHelper?.WriteLine(message.Text);
        await page.GotoAsync(studio.Server.Address.AbsoluteUri);
        await page.Locator("#fault option").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private static async Task PaintAsync(IPage page, string prompt)
    {
        await page.Locator("#prompt").FillAsync(prompt);
        await page.Locator("#paint").ClickAsync();
        await page.Locator("#shown .asked", new() { HasText = prompt }).WaitForAsync();
        await page.Locator("#paint:enabled").WaitForAsync();
    }
}
