using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Tests.Harness;
using SkiaSharp;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The Studio as it looks: in every width and both schemes, to those who cannot see it, and with many pictures.</summary>
public sealed class StudioLookTests(SharedBrowser browser) : StudioPageTests(browser)
{
    [Fact]
    public async Task Nothing_is_wider_than_the_window_and_axe_finds_nothing_in_light_and_dark()
    {
        (int Width, int Height)[] sizes = [(1440, 900), (820, 1180), (390, 844), (320, 700)];
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        await PaintAsync(page, "A red fox");
        await ClickAsync(page, "Change it");
        await PaintAsync(page, "Add snow [words: How much snow?]");
        await page.EvaluateAsync("() => { document.getElementById('settings').open = true; }");
        await PlayAsync(page, "response/image-safety");
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        (await page.RunAxe()).Violations.ShouldBeEmpty();
        await CheckAsync("words and a failure");
        await ClickAsync(page, "Answer");
        await PaintAsync(page, "Very much");
        await CheckAsync("picture");
        await ClickAsync(page, "Copy as code");
        await page.Locator("#code[open]").WaitForAsync();
        await CheckAsync("code");

        async Task CheckAsync(string what)
        {
            foreach (var (width, height) in sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(
                    width,
                    what
                );
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
                (await FindAsync([])).ShouldBeEmpty($"{what}, {width}, light");
                // The scheme changes colours, and nothing else that there are rules about.
                await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                (await FindAsync(["color-contrast", "link-in-text-block"])).ShouldBeEmpty($"{what}, {width}, dark");
            }
        }

        // What axe finds. It is in the page since the first check, which takes a page of its own and much longer.
        Task<string[]> FindAsync(string[] rules) =>
            page.EvaluateAsync<string[]>(
                """
                async rules => (await axe.run(document, rules.length ? { runOnly: { type: 'rule', values: rules } } : {})).violations
                  .map(one => `${one.id}: ${one.nodes.map(node => node.html).join('; ')}`)
                """,
                rules
            );
    }

    [Fact]
    public async Task Fifty_pictures_are_loaded_as_they_come_into_sight()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test-");
        try
        {
            var options = new StudioOptions { Data = folder.FullName };
            await using (var one = await RunningStudio.StartAsync(options))
            {
                await one.PaintAsync(
                    new PictureOrder
                    {
                        Provider = "wisgate",
                        Prompt = "Fox",
                        ImageSize = "0.5K",
                    }
                );
            }

            Repeat(Directory.GetDirectories(Path.Combine(folder.FullName, "turns")).Single(), times: 49);
            await using var studio = await RunningStudio.StartAsync(options);
            var page = await OpenAsync(studio, 390, 844);
            await page.Locator("#shown img").First.EvaluateAsync("i => i.decode()");

            (await page.Locator("#gallery li").CountAsync()).ShouldBe(50);
            (
                await page.EvaluateAsync<int>(
                    "[...document.querySelectorAll('#gallery img')].filter(i => i.naturalWidth).length"
                )
            ).ShouldBeInRange(1, 49);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static void Repeat(string turn, int times)
        {
            for (var i = 0; i < times; i++)
            {
                var id = Guid.CreateVersion7().ToString("N");
                var copy = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(turn)!, id)).FullName;
                foreach (var file in Directory.GetFiles(turn))
                {
                    File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
                }

                var facts = Path.Combine(copy, "turn.json");
                File.WriteAllText(facts, File.ReadAllText(facts).Replace(Path.GetFileName(turn), id));
            }
        }
    }

    [Fact]
    public async Task Screenshots_for_the_docs()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("NANOBANANA_SCREENSHOTS") != "1",
            "Set NANOBANANA_SCREENSHOTS=1 to have the pictures of docs/images written."
        );
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        await page.SetViewportSizeAsync(1440, 900);
        await page.Locator("label[for=ratio-16x9]").ClickAsync();
        await PaintAsync(page, "A red fox in snow, at first light");
        await PaintAsync(page, "A teal lake between hills");
        await ClickAsync(page, "Change it");
        await PaintAsync(page, "The same in violet, at dusk");
        await ShootAsync("studio-light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await PlayAsync(page, "response/image-safety");
        await ShootAsync("studio-failure-dark");
        await ClickAsync(page, "Dismiss");
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
}
