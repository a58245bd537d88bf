using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Harness;
using SkiaSharp;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The Studio as people meet it: in a real browser, against the emulator.</summary>
public sealed class StudioBrowserTests(SharedBrowser browser) : StudioPageTests(browser)
{
    [Fact]
    public async Task A_picture_is_composed_awaited_shown_and_there_after_a_reload_and_in_another_tab()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        var other = await OpenTabAsync(page.Context, studio);
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
    public async Task What_is_on_its_way_cannot_be_ordered_again_before_it_is_answered()
    {
        await using var studio = await RunningStudio.StartAsync(
            new StudioOptions { EmulatedLatency = TimeSpan.FromHours(1) }
        );
        var page = await OpenAsync(studio);
        var heard = new TaskCompletionSource();
        await page.RouteAsync(
            "**/api/jobs",
            async route =>
            {
                var answer = await route.FetchAsync();
                await heard.Task;
                await route.FulfillAsync(new() { Response = answer });
            }
        );
        await page.Locator("#prompt").FillAsync("A red fox");

        await page.Locator("#paint").ClickAsync();
        await page.Locator(".skeleton").WaitForAsync();

        (await page.Locator("#paint").IsDisabledAsync()).ShouldBeTrue();
        heard.SetResult();
        await ClickAsync(page, "Cancel");
        await page.Locator("#paint:enabled").WaitForAsync();
    }

    [Fact]
    public async Task Waiting_has_a_way_out()
    {
        await using var studio = await RunningStudio.StartAsync(
            new StudioOptions { EmulatedLatency = TimeSpan.FromHours(1) }
        );
        var page = await OpenAsync(studio);
        await page.Locator("#prompt").FillAsync("A red fox");
        await page.Locator("#paint").ClickAsync();
        await page.Locator(".skeleton").WaitForAsync();
        (await page.Locator("#paint").IsDisabledAsync()).ShouldBeTrue();
        // Another tab sees it, too, and so does this one when it is loaded again.
        await page.ReloadAsync();

        await ClickAsync(page, "Cancel");

        await page.Locator(".job").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("#paint:enabled").WaitForAsync();
        (await page.Locator("#empty").IsVisibleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_picture_is_changed_and_any_turn_of_it_is_where_another_branch_begins()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
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
            await ClickAsync(page, "Change it");
            await PaintAsync(page, how);
        }
    }

    [Fact]
    public async Task Every_class_of_failure_is_told_with_its_cure_and_what_it_cost()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
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
            await PlayAsync(page, one.Id);

            var text = await page.Locator(".failure").InnerTextAsync();
            text.ShouldContain("What to do:", customMessage: one.Id);
            text.ShouldMatch("(Not billed|May have been billed|Billed), were it real", one.Id);
            text.ShouldMatch("Trying again\\s+(safe|fails the same way|may be billed twice)", one.Id);
        }
    }

    [Fact]
    public async Task Pictures_go_along_and_what_cannot_is_told_before_it_is_sent()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        var sent = 0;
        page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;

        await page.Locator("#paint").ClickAsync();
        (await page.Locator("#prompt-problem").InnerTextAsync()).ShouldBe("Say what is to be painted.");
        await page.Locator("#prompt").FillAsync(" \n ");
        await page.Locator("#paint").ClickAsync();
        (await page.Locator("#prompt-problem").InnerTextAsync()).ShouldBe("Say what is to be painted.");
        var folder = Directory.CreateTempSubdirectory("studio-test-");
        try
        {
            // As a file, which the browser reads itself: nothing so large has to be told to it.
            var large = Path.Combine(folder.FullName, "large.png");
            await using (var file = File.Create(large))
            {
                file.SetLength(20_000_001);
            }

            await page.Locator("#files").SetInputFilesAsync(large);
            await page.Locator("#inputs-problem", new() { HasText = "large.png has 20.0 MB" }).WaitForAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

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
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
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
    public async Task Words_in_the_place_of_a_picture_are_a_turn_that_is_answered()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        await PaintAsync(page, "A red fox");
        await ClickAsync(page, "Change it");
        await PaintAsync(page, "Add snow [words: How <b>much</b> snow?]");

        (await page.Locator("#shown .answered").InnerTextAsync()).ShouldBe("How <b>much</b> snow?");
        (await page.Locator("#said").InnerTextAsync()).ShouldContain("How <b>much</b> snow?");
        (await page.Locator(".failure").CountAsync()).ShouldBe(0);
        (await page.Locator("#gallery-count").InnerTextAsync()).ShouldBe("1");
        await ClickAsync(page, "Answer");
        (await page.Locator("#prompt-label").InnerTextAsync()).ShouldBe("What do you answer?");
        await PaintAsync(page, "Very much");

        await page.Locator("#shown img").First.WaitForAsync();
        (await page.Locator("#strip li").CountAsync()).ShouldBe(3);
        await page.Locator("#strip .thumb").Nth(1).ClickAsync();
        await page.Locator("#shown .words").WaitForAsync();
    }

    [Fact]
    public async Task A_picture_that_the_disk_does_not_take_is_told_downloaded_and_written_later()
    {
        using var disk = new RefusingDisk();
        await using var studio = await RunningStudio.StartAsync(new StudioOptions { Data = disk.Path });
        var page = await OpenAsync(studio);
        disk.Refuse();
        await PaintAsync(page, "A red fox");

        var notice = page.Locator("#shown .notice");
        (await notice.InnerTextAsync()).ShouldContain(disk.Turns);
        (await page.Locator("#said").InnerTextAsync()).ShouldEndWith("It is not on the disk.");
        (await notice.InnerTextAsync()).ShouldContain("Download it before you end the Studio");
        (await page.Locator("#gallery .unwritten").InnerTextAsync()).ShouldBe("not on the disk");
        (await page.RunAxe()).Violations.ShouldBeEmpty();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync()
        );
        PictureInspector
            .Inspect(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken))
            .IsWhole.ShouldBeTrue();
        await ClickAsync(page, "Write it again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Still not on the disk" }).WaitForAsync();

        // Loaded again it is still there, and still told.
        await page.ReloadAsync();
        await notice.WaitForAsync();
        disk.Take();
        await ClickAsync(page, "Write it again");

        await notice.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("#gallery .unwritten").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.Locator("#shown img").First.IsVisibleAsync()).ShouldBeTrue();
        Directory.GetDirectories(disk.Turns).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_failing_reply_is_copied_as_it_came_but_for_the_key()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        await PlayAsync(page, "auth/key-echoed-by-service");

        await ClickAsync(page, "Copy the reply");

        await page.GetByRole(AriaRole.Button, new() { Name = "Copied" }).WaitForAsync();
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        copied.ShouldContain("$KEY");
        copied.ShouldNotContain(ConformanceRunner.ApiKey);
        copied.ShouldContain("new_api_error");
    }

    [Fact]
    public async Task Pictures_are_dropped_and_pasted_and_still_there_after_a_reload()
    {
        await using var studio = await RunningStudio.StartAsync();
        var page = await OpenAsync(studio);
        var dropped = await CarryAsync("dropped.png", SKColors.Red);

        await page.DispatchEventAsync("main", "dragover", new { dataTransfer = dropped });
        (await page.Locator("#drop").IsVisibleAsync()).ShouldBeTrue();
        await page.DispatchEventAsync("main", "drop", new { dataTransfer = dropped });
        await page.Locator("#inputs img[alt='dropped.png']").WaitForAsync();
        (await page.Locator("#drop").IsVisibleAsync()).ShouldBeFalse();
        var pasted = await CarryAsync("pasted.png", SKColors.Blue);
        (await PasteAsync(pasted)).ShouldBeFalse("the page takes it");
        await page.Locator("#inputs img[alt='pasted.png']").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("#inputs img[alt='pasted.png']").WaitForAsync();
        (await page.Locator("#inputs li").CountAsync()).ShouldBe(2);
        await ClickAsync(page, "Leave dropped.png out");
        await PaintAsync(page, "The same in gold");
        (await studio.TurnsAsync())[0].GetProperty("inputs").GetArrayLength().ShouldBe(1);
        (await page.Locator("#inputs li").CountAsync()).ShouldBe(0);

        // Text goes where it is dropped, and a copied table, which is a picture of itself, too, is text in a field.
        pasted = await CarryAsync("table.png", SKColors.Blue);
        await pasted.EvaluateAsync("d => d.items.add('one\\ttwo', 'text/plain')");
        (await PasteAsync(pasted)).ShouldBeTrue("the field takes it");
        var text = await page.EvaluateHandleAsync(
            "() => { const d = new DataTransfer(); d.items.add('a fox', 'text/plain'); return d; }"
        );
        (
            await text.EvaluateAsync<bool>(
                "d => document.getElementById('prompt').dispatchEvent(new DragEvent('drop', { dataTransfer: d, bubbles: true, cancelable: true }))"
            )
        ).ShouldBeTrue("the field takes it");

        async Task<IJSHandle> CarryAsync(string name, SKColor colour)
        {
            using var bitmap = new SKBitmap(64, 48);
            bitmap.Erase(colour);
            return await page.EvaluateHandleAsync(
                """
                ([name, data]) => {
                  const carried = new DataTransfer();
                  carried.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name, { type: 'image/png' }));
                  return carried;
                }
                """,
                new[] { name, Convert.ToBase64String(bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray()) }
            );
        }

        // Whether the browser is left to do what it does by itself.
        static Task<bool> PasteAsync(IJSHandle carried) =>
            carried.EvaluateAsync<bool>(
                "d => document.getElementById('prompt').dispatchEvent(new ClipboardEvent('paste', { clipboardData: d, bubbles: true, cancelable: true }))"
            );
    }

    [Fact]
    public async Task A_cap_that_is_no_number_leaves_the_one_there_is()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioOptions { CapUsd = 0.05m });
        var page = await OpenAsync(studio);
        var cap = page.Locator("#cap");
        (await cap.InputValueAsync()).ShouldBe("0.05");
        var sent = 0;
        page.Request += (_, request) => sent += request.Method == "PUT" ? 1 : 0;

        await cap.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync("e");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#prompt").FocusAsync();

        (await cap.InputValueAsync()).ShouldBe("0.05");
        await cap.FillAsync("-1");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#prompt").FocusAsync();
        (await cap.InputValueAsync()).ShouldBe("0.05");
        sent.ShouldBe(0);
    }
}
