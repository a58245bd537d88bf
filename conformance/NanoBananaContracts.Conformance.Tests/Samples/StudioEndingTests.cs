using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Tests.Harness;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The Studio's page when something ends that it counts on: the Studio, itself, or another tab's patience.</summary>
public sealed class StudioEndingTests(SharedBrowser browser) : StudioPageTests(browser)
{
    private static readonly StudioOptions Endless = new() { EmulatedLatency = TimeSpan.FromHours(1) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Studio_that_went_away_is_told_and_found_again()
    {
        var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        var port = studio.Server.Address.Port;

        await studio.DisposeAsync();
        await page.Locator("#connection", new() { HasText = "does not answer" }).WaitForAsync();
        await page.Locator("#prompt").FillAsync("A red fox");
        await page.Locator("#paint").ClickAsync();
        var told = page.Locator(".failure", new() { HasText = "nothing was sent" });
        await told.WaitForAsync();
        (await told.InnerTextAsync()).ShouldContain("Not billed");
        await using var again = await RunningStudio.StartAsync(new StudioOptions { Port = port });

        await page.Locator("#connection:empty").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await ClickAsync(page, "Try again");
        await page.Locator("#shown .asked", new() { HasText = "A red fox" }).WaitForAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_that_a_Studio_took_with_it_is_told(bool isLoadedAgain)
    {
        var studio = await RunningStudio.StartAsync(Endless);
        var page = await OpenAsync(studio);
        await StartAsync(page);
        var port = studio.Server.Address.Port;
        await studio.DisposeAsync();
        await page.Locator("#connection", new() { HasText = "does not answer" }).WaitForAsync();

        if (isLoadedAgain)
        {
            // Away before the Studio is there again: the page that waits for it would be told, not the one that is loaded.
            await page.GotoAsync("about:blank");
        }

        await using var again = await RunningStudio.StartAsync(new StudioOptions { Port = port });
        if (isLoadedAgain)
        {
            await page.GoBackAsync();
        }

        var told = page.Locator(".failure", new() { HasText = "ended while this picture was being made" });
        await told.WaitForAsync();
        (await told.InnerTextAsync()).ShouldContain("May have been billed");
        await page.Locator("#paint:enabled").WaitForAsync();
        (await page.Locator(".job").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_ends_while_the_page_is_loaded_again_is_told_by_the_new_one()
    {
        await using var studio = await RunningStudio.StartAsync(Endless);
        var page = await OpenAsync(studio);
        var id = await StartAsync(page);
        await page.GotoAsync("about:blank");
        (await studio.Http.DeleteAsync($"/api/jobs/{id}", Token)).EnsureSuccessStatusCode();

        await page.GoBackAsync();

        await page.Locator("#said", new() { HasText = "Cancelled." })
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("#paint:enabled").WaitForAsync();
    }

    [Fact]
    public async Task Another_tab_sees_what_is_being_made_and_can_stop_it()
    {
        await using var studio = await RunningStudio.StartAsync(Endless);
        var page = await OpenAsync(studio);
        var other = await OpenTabAsync(page.Context, studio);
        await StartAsync(page);

        await other.Locator(".job").WaitForAsync();
        (await other.Locator("#paint").IsEnabledAsync()).ShouldBeTrue("it can paint something else");
        await ClickAsync(other, "Cancel");

        await page.Locator(".job").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("#paint:enabled").WaitForAsync();
    }

    [Fact]
    public async Task A_tab_that_nobody_looks_at_leaves_its_connection_to_others_and_knows_all_when_it_is_back()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        var hungUp = new TaskCompletionSource();
        page.RequestFailed += (_, request) =>
        {
            if (request.Url.EndsWith("/api/events", StringComparison.Ordinal))
            {
                hungUp.TrySetResult();
            }
        };

        await LookAsync(isHidden: true);

        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await studio.PaintAsync(new PictureOrder { Provider = "wisgate", Prompt = "A red fox" });
        (await page.Locator("#gallery li").CountAsync()).ShouldBe(0);
        (await page.Locator("#connection").InnerTextAsync()).ShouldBeEmpty();
        await LookAsync(isHidden: false);
        await page.Locator("#gallery li").WaitForAsync();

        Task LookAsync(bool isHidden) =>
            page.EvaluateAsync(
                """
                isHidden => {
                  Object.defineProperty(document, 'hidden', { get: () => isHidden, configurable: true });
                  document.dispatchEvent(new Event('visibilitychange'));
                }
                """,
                isHidden
            );
    }

    /// <summary>Asks for a picture, and returns the id of what is being made.</summary>
    private static async Task<string> StartAsync(IPage page)
    {
        await page.Locator("#prompt").FillAsync("A red fox");
        var started = await page.RunAndWaitForResponseAsync(
            () => page.Locator("#paint").ClickAsync(),
            response => response.Url.EndsWith("/api/jobs", StringComparison.Ordinal)
        );
        await page.Locator(".job").WaitForAsync();
        return (await started.JsonAsync())!.Value.GetProperty("id").GetString()!;
    }
}
