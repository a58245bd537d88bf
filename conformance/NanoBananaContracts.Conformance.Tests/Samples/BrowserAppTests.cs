using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Tests.Harness;
using NanoBananaContracts.Emulator;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The client in Blazor WebAssembly, in a real browser, against an emulator of another origin.</summary>
[Collection(PublishedSample.Collection)]
public sealed class BrowserAppTests
{
    private static readonly string[] Ways = ["services", "own", "file", "page"];

    [Fact]
    public async Task Every_way_to_make_a_client_paints_in_a_browser_and_none_follows_a_redirect()
    {
        LocalBrowser.PathOrSkip();
        using var sample = await PublishedSample.PublishAsync("samples/BrowserApp");
        await using var browser = await LocalBrowser.StartAsync();
        await using var site = await LoopbackServer.StartAsync(
            0,
            context => ServeAsync(context, Path.Combine(sample.Folder, "wwwroot")),
            TestContext.Current.CancellationToken
        );
        await using var emulator = await EmulatorServer.StartAsync(
            new EmulatorOptions { AllowedOrigin = site.Address.GetLeftPart(UriPartial.Authority) },
            TestContext.Current.CancellationToken
        );
        var keys = new List<string?>();
        await using var elsewhere = await LoopbackServer.StartAsync(
            0,
            context =>
            {
                keys.Add(context.Request.Headers["x-goog-api-key"]);
                CrossOrigin.Allow(context, CrossOrigin.Any);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
        await using var redirecting = await LoopbackServer.StartAsync(
            0,
            context =>
            {
                CrossOrigin.Allow(context, CrossOrigin.Any);
                if (HttpMethods.IsPost(context.Request.Method))
                {
                    context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                    context.Response.Headers.Location = elsewhere.Address.AbsoluteUri;
                }

                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

        foreach (var way in Ways)
        {
            var page = await OpenAsync(browser.Browser, site.Address, emulator.BaseAddress);
            await page.Locator("#" + way).ClickAsync();
            await page.Locator("#words:not(:empty)").WaitForAsync();
            (await page.Locator("#words").TextContentAsync()).ShouldBe("1024 x 1024", customMessage: way);
            // The browser itself has read it.
            (await page.Locator("img").EvaluateAsync<int>("i => i.decode().then(() => i.naturalWidth)")).ShouldBe(1024);

            page = await OpenAsync(browser.Browser, site.Address, redirecting.Address);
            await page.Locator("#" + way).ClickAsync();
            await page.Locator("#words:not(:empty)").WaitForAsync();
            (await page.Locator("#words").TextContentAsync()).ShouldStartWith("RedirectRefused", customMessage: way);
        }

        emulator.BilledImageCount.ShouldBe(Ways.Length);
        keys.ShouldBeEmpty();
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, Uri site, Uri service)
    {
        var page = await browser.NewPageAsync();
        await page.RouteAsync(
            "**/appsettings.json",
            route =>
                route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        ContentType = "application/json",
                        Body = JsonSerializer.Serialize(new { Emulator = service }),
                    }
                )
        );
        await page.GotoAsync(site.AbsoluteUri);
        await page.Locator("#own").WaitForAsync();
        return page;
    }

    private static async Task ServeAsync(HttpContext context, string folder)
    {
        var path = context.Request.Path.Value is { Length: > 1 } asked ? asked[1..] : "index.html";
        var file = Path.GetFullPath(Path.Combine(folder, path));
        if (!file.StartsWith(folder, StringComparison.Ordinal) || !File.Exists(file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript",
            ".json" => "application/json",
            ".wasm" => "application/wasm",
            _ => "application/octet-stream",
        };
        await context.Response.Body.WriteAsync(
            await File.ReadAllBytesAsync(file, context.RequestAborted),
            context.RequestAborted
        );
    }
}
