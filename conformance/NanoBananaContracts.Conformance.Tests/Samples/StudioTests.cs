using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using SkiaSharp;
using Studio;

namespace NanoBananaContracts.Conformance.Tests.Samples;

/// <summary>The Studio without its page: what it answers, refuses, keeps and counts.</summary>
public sealed class StudioTests
{
    private static readonly PictureOrder Fox = new()
    {
        Provider = "google",
        Prompt = "A red fox",
        AspectRatio = "16:9",
        ImageSize = "1K",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_offers_what_the_contract_knows_and_shows_what_was_painted()
    {
        await using var studio = await RunningStudio.StartAsync();
        (await studio.Http.GetStringAsync("/", Token)).ShouldContain("<form id=\"compose\"");
        var choices = await studio.Http.GetFromJsonAsync<JsonElement>("/api/choices", Token);
        var wisgate = choices.GetProperty("providers")[0];
        wisgate.GetProperty("models")[0].GetProperty("sizes")[0].GetProperty("value").GetString().ShouldBe("0.5K");

        var turn = await studio.PaintAsync(Fox);

        turn.GetProperty("seconds").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        var picture = turn.GetProperty("pictures")[0];
        var bytes = await studio.Http.GetByteArrayAsync(
            $"/api/turns/{turn.GetProperty("id").GetString()}/{picture.GetProperty("file").GetString()}",
            Token
        );
        var found = PictureInspector.Inspect(bytes);
        (found.Format, found.Width, found.Height, found.IsWhole).ShouldBe((ImageFileFormat.Jpeg, 1376, 768, true));
    }

    [Fact]
    public async Task Every_provider_can_be_painted_with_on_the_emulator()
    {
        await using var studio = await RunningStudio.StartAsync();
        foreach (var provider in ProviderInfo.All)
        {
            var turn = await studio.PaintAsync(new PictureOrder { Provider = provider.Id, Prompt = "A red fox" });

            turn.GetProperty("model").GetString().ShouldBe(provider.DefaultModel);
        }
    }

    [Theory]
    [InlineData("wisgate", "A red fox", "1:1", "3K", "imageSize")]
    [InlineData("wisgate", "A red fox", "5:7", "1K", "aspectRatio")]
    [InlineData("bing", "A red fox", "1:1", "1K", "bing")]
    [InlineData("wisgate", "   ", "1:1", "1K", "prompt is empty")]
    [InlineData("wisgate", null, "1:1", "1K", "prompt is empty")]
    [InlineData(null, "A red fox", "1:1", "1K", "provider")]
    public async Task A_wrong_order_is_told_what_is_wrong_and_not_sent(
        string? provider,
        string? prompt,
        string ratio,
        string size,
        string named
    )
    {
        await using var studio = await RunningStudio.StartAsync();

        using var reply = await studio.OrderAsync(
            new PictureOrder
            {
                Provider = provider,
                Prompt = prompt,
                AspectRatio = ratio,
                ImageSize = size,
            }
        );

        reply.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await reply.Content.ReadFromJsonAsync<JsonElement>(Token);
        told.GetProperty("whatHappened").GetString()!.ShouldContain(named);
        told.GetProperty("billed").GetString().ShouldBe("no");
    }

    [Fact]
    public async Task Pages_of_others_cannot_order()
    {
        await using var studio = await RunningStudio.StartAsync();
        var order = JsonSerializer.Serialize(Fox, JsonSerializerOptions.Web);

        (
            await AnswerAsync(request => request.Content = new StringContent(order, Encoding.UTF8, "text/plain"))
        ).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await AnswerAsync(request => request.Headers.Remove("X-Studio"))).ShouldBe(HttpStatusCode.Forbidden);
        (await AnswerAsync(request => request.Headers.Add("Origin", "http://evil.example"))).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await AnswerAsync(request => request.Headers.Add("Origin", "null"))).ShouldBe(HttpStatusCode.Forbidden);
        (await AnswerAsync(request => request.Headers.Add("Sec-Fetch-Site", "cross-site"))).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await AnswerAsync(request => request.Headers.Host = "evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await AnswerAsync(_ => { })).ShouldBe(HttpStatusCode.Accepted);

        async Task<HttpStatusCode> AnswerAsync(Action<HttpRequestMessage> change)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/jobs")
            {
                Content = new StringContent(order, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-Studio", "1");
            change(request);
            using var bare = new HttpClient { BaseAddress = studio.Server.Address };
            using var reply = await bare.SendAsync(request, Token);
            return reply.StatusCode;
        }
    }

    [Fact]
    public async Task Pages_of_others_cannot_frame_it_and_have_it_clicked()
    {
        await using var studio = await RunningStudio.StartAsync();

        using var page = await studio.Http.GetAsync("/", Token);

        var policy = page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("http:");
        page.Headers.GetValues("X-Frame-Options").ShouldHaveSingleItem().ShouldBe("DENY");
    }

    [Fact]
    public async Task What_would_pass_the_cap_is_not_sent()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioOptions { CapUsd = 0.05m });
        await studio.PaintAsync(Fox);

        using var second = await studio.OrderAsync(Fox);
        var told = await second.Content.ReadFromJsonAsync<JsonElement>(Token);
        told.GetProperty("kind").GetString().ShouldBe("CapReached");
        told.GetProperty("whatHappened").GetString()!.ShouldContain("USD 0.0336");

        // Of 2K nobody knows the price there, so that no cap can be kept.
        using var unpriced = await studio.OrderAsync(Fox with { ImageSize = "2K" });
        (await unpriced.Content.ReadAsStringAsync(Token)).ShouldContain("not known");
    }

    [Fact]
    public async Task Words_in_the_place_of_a_picture_are_kept_and_the_next_turn_answers_them()
    {
        await using var studio = await RunningStudio.StartAsync();

        var asked = await studio.PaintAsync(Fox with { Prompt = "A fox [words: In which season?]" });

        asked.GetProperty("text").GetString().ShouldBe("In which season?");
        asked.GetProperty("pictures").GetArrayLength().ShouldBe(0);
        var id = asked.GetProperty("id").GetString();
        var answered = await studio.PaintAsync(Fox with { Prompt = "In winter", Parent = id });
        answered.GetProperty("pictures").GetArrayLength().ShouldBe(1);
        // What was asked back stands between the two, as the model's own.
        using var snippets = await studio.Http.PostAsJsonAsync(
            "/api/snippets",
            Fox with
            {
                Prompt = "At night",
                Parent = id,
            },
            Token
        );
        var curl = (await snippets.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("curl").GetString()!;
        curl.ShouldContain("In which season?\"");
        curl.ShouldContain("\"role\": \"model\"");
    }

    [Theory]
    [InlineData("http/html-502", "perhaps", "perhapsBilledTwice")]
    [InlineData("http/empty-500", "no", "safe")]
    public async Task What_a_proxy_gave_up_may_have_been_billed(string fault, string billed, string retry)
    {
        await using var studio = await RunningStudio.StartAsync();

        var job = await studio.EndedAsync(new PictureOrder { Fault = fault });

        var failure = job.GetProperty("failure");
        failure.GetProperty("billed").GetString().ShouldBe(billed);
        failure.GetProperty("retry").GetString().ShouldBe(retry);
    }

    [Fact]
    public async Task The_reply_of_a_failure_is_kept_byte_for_byte()
    {
        await using var studio = await RunningStudio.StartAsync();

        var job = await studio.EndedAsync(new PictureOrder { Fault = "http/html-502" });

        var reply = job.GetProperty("failure").GetProperty("reply");
        reply.GetProperty("isWhole").GetBoolean().ShouldBeTrue();
        using var stub = JsonDocument.Parse(
            await File.ReadAllBytesAsync(Path.Combine(CaseFolder.Default, "http", "html-502", "stub.json"), Token)
        );
        var sent = stub.RootElement.GetProperty("response").GetProperty("body").GetString();
        (await studio.Http.GetStringAsync(reply.GetProperty("path").GetString(), Token)).ShouldBe(sent);
    }

    [Theory]
    [InlineData("16:9", null, 16.0 / 9)]
    [InlineData(null, null, 1)]
    [InlineData(null, "16:9", 16.0 / 9)]
    public async Task What_is_waited_for_has_the_shape_that_comes(string? ratio, string? parentRatio, double shape)
    {
        await using var studio = await RunningStudio.StartAsync();
        var order = new PictureOrder { Provider = "wisgate", Prompt = "A red fox" };
        var parent = parentRatio is null
            ? null
            : (await studio.PaintAsync(order with { AspectRatio = parentRatio })).GetProperty("id").GetString();

        using var reply = await studio.OrderAsync(order with { AspectRatio = ratio, Parent = parent });

        var job = await reply.Content.ReadFromJsonAsync<JsonElement>(Token);
        (job.GetProperty("width").GetDouble() / job.GetProperty("height").GetDouble()).ShouldBe(shape, 0.02);
    }

    [Fact]
    public async Task Turns_outlive_a_restart_and_the_oldest_go_first()
    {
        var folder = Directory.CreateTempSubdirectory("studio-test-");
        try
        {
            var options = new StudioOptions { Data = folder.FullName, MostTurns = 2 };
            string first;
            string second;
            await using (var studio = await RunningStudio.StartAsync(options))
            {
                first = (await studio.PaintAsync(Fox)).GetProperty("id").GetString()!;
                second = (await studio.PaintAsync(Fox with { Prompt = "At night", Parent = first }))
                    .GetProperty("id")
                    .GetString()!;
                // Nobody else may write there meanwhile.
                await Should.ThrowAsync<IOException>(() => StudioServer.StartAsync(options, Token));
            }

            Directory.CreateDirectory(Path.Combine(folder.FullName, "turns", "unfinished-1"));
            await using (var studio = await RunningStudio.StartAsync(options))
            {
                (await studio.TurnsAsync())
                    .Select(turn => turn.GetProperty("id").GetString())
                    .ShouldBe([first, second]);
                var third = await studio.PaintAsync(Fox with { Prompt = "In spring", Parent = second });

                (await studio.TurnsAsync())
                    .Select(turn => turn.GetProperty("id").GetString())
                    .ShouldBe([second, third.GetProperty("id").GetString()]);
            }

            Directory
                .GetDirectories(Path.Combine(folder.FullName, "turns"))
                .Select(Path.GetFileName)
                .ShouldNotContain("unfinished-1");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_picture_of_20_MB_is_changed()
    {
        await using var studio = await RunningStudio.StartAsync();
        using var bitmap = new SKBitmap(64, 48);
        using var content = new ByteArrayContent(
            Padded(bitmap.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray(), 20_000_000)
        );
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var reply = await studio.Http.PostAsync("/api/inputs", content, Token);
        var id = (await reply.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString()!;

        var turn = await studio.PaintAsync(Fox with { Prompt = "The same in gold", Inputs = [id] });

        turn.GetProperty("inputs")[0].GetProperty("bytes").GetInt64().ShouldBe(20_000_000);
        turn.GetProperty("pictures").GetArrayLength().ShouldBe(1);

        // With comments before the picture itself, which every reader passes over.
        static byte[] Padded(byte[] jpeg, int length)
        {
            const int Marker = 2;
            const int Longest = ushort.MaxValue + Marker;
            var comments = new byte[length - jpeg.Length];
            for (var rest = comments.AsSpan(); !rest.IsEmpty; )
            {
                // What is left over for the last one has room for its own length.
                var size = rest.Length > Longest ? Math.Min(Longest, rest.Length - 2 * Marker) : rest.Length;
                BinaryPrimitives.WriteUInt16BigEndian(rest, 0xFFFE);
                BinaryPrimitives.WriteUInt16BigEndian(rest[Marker..], (ushort)(size - Marker));
                rest = rest[size..];
            }

            return [.. jpeg[..Marker], .. comments, .. jpeg[Marker..]];
        }
    }

    [Fact]
    public async Task A_picture_beyond_the_limit_is_refused_and_one_that_is_none_is_named()
    {
        await using var studio = await RunningStudio.StartAsync();

        (await HandInAsync(new byte[20_000_001])).ShouldContain("larger than 20 MB");
        (await HandInAsync("<html>"u8.ToArray())).ShouldContain("HTML");

        async Task<string> HandInAsync(byte[] bytes)
        {
            using var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var reply = await studio.Http.PostAsync("/api/inputs", content, Token);
            reply.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            return await reply.Content.ReadAsStringAsync(Token);
        }
    }
}
