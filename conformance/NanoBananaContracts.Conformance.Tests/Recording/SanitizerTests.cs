using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Secrets;
using NanoBananaContracts.Conformance.Tests.Emulator.Pictures;

namespace NanoBananaContracts.Conformance.Tests.Recording;

public sealed class SanitizerTests
{
    private const string Secret = "wg/Key+with=\"odd\"&chars-0123456789";

    [Fact]
    public void Every_sanitizer_has_its_own_number_without_a_gap() =>
        Sanitizers
            .All.Select(sanitizer => sanitizer.Id)
            .ShouldBe(Enumerable.Range(1, 17).Select(number => $"NBS{number:000}"));

    public static TheoryData<string, string> Bodies()
    {
        var url = Uri.EscapeDataString(Secret);
        return new TheoryData<string, string>
        {
            { "NBS005", """{"apiKey":"whatever it may be","n":1}""" },
            { "NBS005", """data: {"access_token": "abc\"def"}""" },
            { "NBS005", """{"message":"{\"api_key\":\"inner\"}"}""" },
            { "NBS006", """{"message":"no such key AIzaSyA-1234567890abcdefghijklmnopqrstu"}""" },
            { "NBS007", $$"""<p>{{Secret}}</p>""" },
            { "NBS008", $$"""<a href="/?k={{url}}">""" },
            { "NBS008", $$"""<a href="/?k={{url.ToLowerInvariant()}}">""" },
            { "NBS009", $$"""{"debug":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Secret))}}"}""" },
            { "NBS010", JsonSerializer.Serialize(new { said = Secret }) },
            { "NBS010", $"\"{string.Concat(Secret.Select(unit => $"\\u{(int)unit:x4}"))}\"" },
            { "NBS011", Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)) },
            { "NBS011", new string([.. Secret.Reverse()]) },
            { "NBS012", """{"consumer":"projects/123456789012"}""" },
            { "NBS013", """{"message":"ask jane.doe@example.com"}""" },
            { "NBS014", """{"message":"blocked address 203.0.113.77"}""" },
            { "NBS005", """{"sessionId":"abc"}""" },
            { "NBS005", """{"X-Auth-Token":"whatever"}""" },
            { "NBS005", """{"message":"login with password=inner/12345678, please"}""" },
            { "NBS005", "error=denied&access_token=whatever&n=1" },
            { "NBS017", """{"debug":"f81d4fae7dec11d0a76500a0c91e6bf6"}""" },
            { "NBS017", """{"list":["gold", "8cxpf81d4fae7dec11d0"]}""" },
            { "NBS017", """{"message":"{\"deep2\":\"8cxpf81d4fae7dec11d0\"}"}""" },
            { "NBS015", """{"responseId":"8cxparnuJ-aCg8UPx8HfwQM"}""" },
        };
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_is_cleaned_by_the_rule_made_for_it_and_only_by_it(string rule, string body)
    {
        var exchange = Exchange(body);

        Sanitize(exchange);

        exchange.Changes.Keys.ShouldBe([rule]);
        exchange.ResponseBody.ShouldNotBe(body);
        new SecretScanner([Secret]).Scan("body", exchange.ResponseBody).ShouldBeEmpty();
        foreach (var trace in (string[])["whatever", "inner", "12345678", "jane", "203.0", "8cxp", "def"])
        {
            exchange.ResponseBody.ShouldNotContain(trace);
        }
    }

    [Fact]
    public void An_address_is_looked_for_without_going_back() =>
        // The engine then promises to read a text once, which the pattern alone does not.
        (SensitivePatterns.EmailAddress.Options & RegexOptions.NonBacktracking).ShouldNotBe(RegexOptions.None);

    [Fact]
    public void Cleaning_twice_changes_nothing_more()
    {
        foreach (var row in Bodies())
        {
            var exchange = Exchange(row.Data.Item2);
            Sanitize(exchange);
            var again = Exchange(exchange.ResponseBody);
            Sanitize(again);
            again.Changes.ShouldBeEmpty(row.Data.Item2);
        }
    }

    [Fact]
    public void An_innocent_reply_is_kept_to_the_character()
    {
        const string Body =
            """{"candidates":[{"content":{"parts":[{"text":"a key 127.0.0.1, 100%, token=7, password="}],"role":"model"}}],"modelVersion":"gemini-3.1-flash-image","usageMetadata":{"promptTokenCount":7}}""";
        var exchange = Exchange(Body);

        Sanitize(exchange);

        exchange.Changes.ShouldBeEmpty();
        exchange.ResponseBody.ShouldBe(Body);
    }

    [Fact]
    public void Headers_cookies_and_queries_go_unless_they_are_harmless()
    {
        var exchange = Exchange("{}");
        exchange.Query.AddRange([new("alt", "sse"), new("key", Secret)]);
        exchange.RequestHeaders.AddRange([
            new("Content-Type", "application/json"),
            new("x-goog-api-key", Secret),
            new("User-Agent", "curl/8 me@home"),
            new("Cookie", "session=1"),
        ]);
        exchange.ResponseHeaders.AddRange([
            new("Retry-After", "3"),
            new("Set-Cookie", "a=b"),
            new("X-Request-Id", "17"),
            new("Via", "203.0.113.9"),
        ]);

        Sanitize(exchange);

        exchange.Query.ShouldBe([new("alt", "sse")]);
        exchange.RequestHeaders.ShouldBe([new("Content-Type", "application/json")]);
        exchange.ResponseHeaders.ShouldBe([new("Retry-After", "3")]);
        exchange.Changes.ShouldBe(
            new Dictionary<string, int>
            {
                ["NBS001"] = 2,
                ["NBS002"] = 2,
                ["NBS003"] = 1,
                ["NBS004"] = 2,
            }
        );
    }

    [Theory]
    [InlineData(false, 1600, 400, 32, 8)]
    [InlineData(true, 300, 600, 16, 32)]
    [InlineData(false, 20, 20, 32, 32)]
    public async Task A_picture_becomes_a_small_one_of_the_same_format_and_shape(
        bool jpeg,
        int width,
        int height,
        int smallWidth,
        int smallHeight
    )
    {
        var picture = await PictureAsync(jpeg, width, height);
        var exchange = Exchange(Reply(Convert.ToBase64String(picture)));

        Sanitize(exchange);

        using var document = JsonDocument.Parse(exchange.ResponseBody);
        var small = PictureInspector.Inspect(document.RootElement.GetProperty("data").GetBytesFromBase64());
        small.IsWhole.ShouldBeTrue(small.Detail);
        (small.Format, small.Width, small.Height).ShouldBe(
            (jpeg ? ImageFileFormat.Jpeg : ImageFileFormat.Png, smallWidth, smallHeight)
        );
        var replaced = exchange.Pictures.ShouldHaveSingleItem();
        (replaced.Width, replaced.Height, replaced.Length).ShouldBe((width, height, picture.Length));
        replaced.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(picture)));
        exchange.Changes.Keys.ShouldBe(["NBS016"]);
    }

    [Fact]
    public async Task A_cut_picture_stays_cut_and_a_cut_body_stays_cut()
    {
        var picture = await PictureAsync(jpeg: false, 900, 900);
        var cutPicture = Exchange(Reply(Convert.ToBase64String(picture[..(picture.Length / 6 * 3)])));
        Sanitize(cutPicture);
        using var document = JsonDocument.Parse(cutPicture.ResponseBody);
        PictureInspector
            .Inspect(document.RootElement.GetProperty("data").GetBytesFromBase64())
            .Defect.ShouldBe(PictureDefect.Cut);

        var body = Reply(Convert.ToBase64String(picture));
        var cutBody = Exchange(body[..(body.Length / 2)]);
        Sanitize(cutBody);
        cutBody.ResponseBody.ShouldStartWith("{\"data\":\"iVBOR");
        Should.Throw<JsonException>(() => JsonDocument.Parse(cutBody.ResponseBody));
    }

    [Fact]
    public void A_long_signature_becomes_a_short_one()
    {
        var exchange = Exchange(Reply(Convert.ToBase64String(new byte[200_000])));

        Sanitize(exchange);

        exchange.ResponseBody.ShouldBe("""{"data":"c2lnbmF0dXJl"}""");
        exchange.Pictures.ShouldBeEmpty();
    }

    private static string Reply(string data) => $$"""{"data":"{{data}}"}""";

    private static Task<byte[]> PictureAsync(bool jpeg, int width, int height) =>
        PaintedPicture.MakeAsync("Somebody else's", width, height, jpeg ? ImageFileFormat.Jpeg : ImageFileFormat.Png);

    private static RecordedExchange Exchange(string responseBody)
    {
        using var capture = new BodyCapture(isJson: true);
        capture.Write(Encoding.UTF8.GetBytes(responseBody));
        var captured = capture.Complete();
        return new RecordedExchange
        {
            Method = "POST",
            Path = "/v1beta/models/m:generateContent",
            Query = [],
            RequestHeaders = [],
            RequestBody = "{}",
            Status = 200,
            ResponseHeaders = [],
            ResponseBody = Encoding.UTF8.GetString(captured.Skeleton),
            Elided = captured.Elided,
        };
    }

    private static void Sanitize(RecordedExchange exchange)
    {
        foreach (var sanitizer in Sanitizers.For([Secret]))
        {
            sanitizer.Apply(exchange);
        }
    }
}
