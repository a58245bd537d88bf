using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SkiaSharp;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The Studio on a disk that takes nothing: what was paid for is not lost for that.</summary>
public sealed class StudioDiskTests : IDisposable
{
    private static readonly PictureOrder Fox = new()
    {
        Provider = "wisgate",
        Prompt = "A red fox",
        ImageSize = "0.5K",
    };

    private readonly RefusingDisk disk = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StudioOptions Options => new() { Data = disk.Path };

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task What_the_disk_does_not_take_is_shown_served_and_changed_and_written_with_the_next_that_it_takes()
    {
        await using (var studio = await RunningStudio.StartAsync(Options))
        {
            using var bitmap = new SKBitmap(64, 48);
            using var content = new ByteArrayContent(bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray());
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var input = await studio.Http.PostAsync("/api/inputs", content, Token);
            var inputId = (await input.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;
            disk.Refuse();

            var turn = await studio.PaintAsync(Fox with { Inputs = [inputId] });

            turn.GetProperty("notOnDisk").GetString()!.ShouldContain(disk.Turns);
            var id = turn.GetProperty("id").GetString()!;
            var picture = turn.GetProperty("pictures")[0];
            var bytes = await studio.Http.GetByteArrayAsync(
                $"/api/turns/{id}/{picture.GetProperty("file").GetString()}",
                Token
            );
            bytes.Length.ShouldBe(picture.GetProperty("bytes").GetInt32());
            PictureInspector.Inspect(bytes).IsWhole.ShouldBeTrue();
            var order = await studio.Http.GetFromJsonAsync<JsonElement>($"/api/turns/{id}/order", Token);
            order.GetProperty("inputs")[0].GetString().ShouldBe(inputId);
            var changed = await studio.PaintAsync(Fox with { Prompt = "At night", Parent = id });
            changed.GetProperty("notOnDisk").ValueKind.ShouldBe(JsonValueKind.String);

            disk.Take();
            await studio.PaintAsync(Fox with { Prompt = "In spring" });

            (await UnwrittenAsync(studio)).ShouldBe(0);
            (
                await studio.Http.GetByteArrayAsync($"/api/turns/{id}/{picture.GetProperty("file").GetString()}", Token)
            ).ShouldBe(bytes);
        }

        await using var later = await RunningStudio.StartAsync(Options);
        (await later.TurnsAsync())
            .Select(turn => turn.GetProperty("prompt").GetString())
            .ShouldBe(["A red fox", "At night", "In spring"]);
    }

    [Fact]
    public async Task It_is_written_again_when_somebody_asks_for_it()
    {
        await using var studio = await RunningStudio.StartAsync(Options);
        disk.Refuse();
        await studio.PaintAsync(Fox with { Prompt = "Which one? [words: The red one?]" });
        await studio.PaintAsync(Fox);

        (await WriteAgainAsync(studio)).ShouldBe(2);
        disk.Take();
        (await WriteAgainAsync(studio)).ShouldBe(0);

        (await UnwrittenAsync(studio)).ShouldBe(0);
        Directory.GetDirectories(disk.Turns).Length.ShouldBe(2);
    }

    [Fact]
    public async Task When_no_more_can_be_kept_nothing_more_is_sent()
    {
        await using var studio = await RunningStudio.StartAsync(Options with { MostUnwrittenBytes = 1 });
        disk.Refuse();
        await studio.PaintAsync(Fox);

        using var reply = await studio.OrderAsync(Fox);
        using var played = await studio.OrderAsync(new PictureOrder { Fault = "http/html-502" });

        reply.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        played.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await reply.Content.ReadFromJsonAsync<JsonElement>(Token);
        told.GetProperty("whatHappened").GetString()!.ShouldContain("Nothing was sent");
        told.GetProperty("cure").GetString()!.ShouldContain(disk.Path);
        disk.Take();
        await WriteAgainAsync(studio);
        await studio.PaintAsync(Fox);
    }

    [Fact]
    public async Task Of_too_many_turns_none_goes_that_is_nowhere_else()
    {
        await using var studio = await RunningStudio.StartAsync(Options with { MostTurns = 1 });
        disk.Refuse();
        await studio.PaintAsync(Fox);
        await studio.PaintAsync(Fox with { Prompt = "At night" });
        (await WriteAgainAsync(studio)).ShouldBe(2);
        (await studio.TurnsAsync()).Count.ShouldBe(2);

        disk.Take();
        await WriteAgainAsync(studio);

        (await studio.TurnsAsync()).ShouldHaveSingleItem().GetProperty("prompt").GetString().ShouldBe("At night");
    }

    [Fact]
    public async Task A_turn_in_memory_is_thrown_away_as_any_other()
    {
        await using var studio = await RunningStudio.StartAsync(Options);
        disk.Refuse();
        var id = (await studio.PaintAsync(Fox)).GetProperty("id").GetString();

        (await studio.Http.DeleteAsync($"/api/turns/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        disk.Take();
        (await WriteAgainAsync(studio)).ShouldBe(0);
        (await studio.TurnsAsync()).ShouldBeEmpty();
        Directory.GetDirectories(disk.Turns).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_old_turn_that_cannot_be_thrown_away_costs_no_new_one_and_is_still_there()
    {
        await using var studio = await RunningStudio.StartAsync(Options with { MostTurns = 1 });
        var id = (await studio.PaintAsync(Fox)).GetProperty("id").GetString();
        // What it would be moved to is taken.
        Directory.CreateDirectory(Path.Combine(disk.Turns, "unfinished-" + id));

        await studio.PaintAsync(Fox with { Prompt = "At night" });

        (await studio.TurnsAsync()).Count.ShouldBe(2);
        using var reply = await studio.Http.DeleteAsync($"/api/turns/{id}", Token);
        reply.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await reply.Content.ReadFromJsonAsync<JsonElement>(Token);
        told.GetProperty("whatHappened").GetString()!.ShouldStartWith("It could not be deleted: ");
        told.GetProperty("billed").GetString().ShouldBe("no");
        (await studio.TurnsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task At_the_end_it_is_tried_a_last_time()
    {
        var studio = await RunningStudio.StartAsync(Options);
        disk.Refuse();
        await studio.PaintAsync(Fox);
        disk.Take();

        var end = await studio.Server.EndAsync();

        await studio.DisposeAsync();
        end.Troubles.ShouldBeEmpty();
        end.ToString().ShouldBe($"Ended. One picture is in {disk.Path}.");
        await using var later = await RunningStudio.StartAsync(Options);
        (await later.TurnsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_given_up_at_the_end_is_counted()
    {
        var studio = await RunningStudio.StartAsync(Options with { EmulatedLatency = TimeSpan.FromHours(1) });
        using var reply = await studio.OrderAsync(Fox);

        var end = await studio.Server.EndAsync();

        await studio.DisposeAsync();
        end.Troubles.ShouldHaveSingleItem().ShouldBe("Pictures that were being made, and are not waited for: 1.");
        (end with { Live = true }).Troubles.ShouldHaveSingleItem().ShouldEndWith("They may be billed all the same.");
        end.ToString().ShouldBe($"Ended. 0 pictures are in {disk.Path}.");
    }

    [Fact]
    public async Task Ended_by_Ctrl_C_it_says_what_is_kept_and_names_what_is_not_without_obeying_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        using var studio = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Studio.dll"), "--port", "0", "--data", disk.Path]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        try
        {
            var opened = await studio.StandardOutput.ReadLineAsync(Token);
            var address = opened!.Split(' ')[1];
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            http.DefaultRequestHeaders.Add("X-Studio", "1");
            (await http.GetAsync("/api/choices", Token)).EnsureSuccessStatusCode();
            disk.Refuse();
            var order = Fox with { Prompt = "A red fox\n\u001b[2J" + new string('x', 100) };
            (await http.PostAsJsonAsync("/api/jobs", order, Token)).EnsureSuccessStatusCode();
            var told = await studio.StandardError.ReadLineAsync(Token);
            using (var kill = Process.Start("/bin/sh", ["-c", $"kill -INT {studio.Id}"]))
            {
                await kill.WaitForExitAsync(Token);
            }

            var error = await studio.StandardError.ReadToEndAsync(Token);
            var output = await studio.StandardOutput.ReadToEndAsync(Token);
            await studio.WaitForExitAsync(Token);

            const string Named = @"studio: ""A red fox\u000a\u001b[2Jx";
            told!.ShouldStartWith(Named);
            told.ShouldContain(" ...\" is not on the disk, and goes when the Studio ends: ");
            told.ShouldContain(disk.Turns);
            error.ShouldStartWith(Named);
            error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(" is not on the disk, and is lost: ");
            output.Trim().Split('\n')[^1].ShouldBe($"Ended. 0 pictures are in {disk.Path}.");
            studio.ExitCode.ShouldBe(1);
        }
        finally
        {
            if (!studio.HasExited)
            {
                studio.Kill();
            }
        }
    }

    private static async Task<int> UnwrittenAsync(RunningStudio studio) =>
        (await studio.TurnsAsync()).Count(turn => turn.GetProperty("notOnDisk").ValueKind != JsonValueKind.Null);

    private static async Task<int> WriteAgainAsync(RunningStudio studio)
    {
        using var reply = await studio.Http.PostAsync("/api/unwritten", null, Token);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("left").GetInt32();
    }
}
