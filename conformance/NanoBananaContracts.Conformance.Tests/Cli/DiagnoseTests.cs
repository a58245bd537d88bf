using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NanoBananaContracts.Cli;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class DiagnoseTests : IDisposable
{
    private const string SecretKey = "Zq/Sy+Some-Key_0123456789=";

    private const string Pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private readonly string folder = Directory.CreateTempSubdirectory("diagnose").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_failure_is_told_with_its_cure()
    {
        Save(
            "reply.json",
            """{"error":{"code":429,"message":"Slow. Please retry in 7s.","status":"RESOURCE_EXHAUSTED"}}"""
        );

        var run = await Run("diagnose", "reply.json");

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldContain("reply.json: RateLimited");
        run.Out.ShouldContain("Slow. Please retry");
        run.Out.ShouldContain("yes, after 7 s");
        run.Out.ShouldContain("docs/failures.md#ratelimited");
    }

    [Fact]
    public async Task Lines_are_folded_for_a_terminal_and_what_is_copied_stays_in_one_piece()
    {
        var file = new string('n', 90) + ".txt";
        var request = new string('7', 90);
        var said = string.Join(' ', Enumerable.Repeat("slower", 30));
        Save(
            file,
            $$$"""
            {"error":{"code":429,"message":"{{{said}}}","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"{{{request}}}"}]}}
            """
        );

        var run = await Run("diagnose", file);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        var lines = run.Out.TrimEnd().Split('\n');
        lines[0].ShouldBe($"{file}: RateLimited");
        lines.ShouldContain($"  request  {request}");
        var see = lines.Single(line => line.Contains("https://", StringComparison.Ordinal));
        see.ShouldStartWith("  see      https://");
        see.ShouldEndWith("#ratelimited");
        var folded = lines[1..].Except([see, $"  request  {request}"]).ToArray();
        folded.ShouldAllBe(line => line.Length <= 80);
        folded[0].ShouldStartWith("  what     ");
        folded[1].ShouldStartWith("           slower slower");
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    public async Task A_terminal_is_told_what_a_reply_says_and_obeys_none_of_it(string option)
    {
        Save(
            "reply.json",
            """{"error":{"code":429,"message":"a\u001b]0;title\u0007\u009b31m\u202eb","status":"X\u001b[2J\nforged: success"}}"""
        );

        string[] words = option.Length == 0 ? ["diagnose", "reply.json"] : ["diagnose", option, "reply.json"];
        var run = await Run(words);

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldNotContain("\nforged");
        foreach (var unit in run.Out)
        {
            (unit is '\n' or '\r' || !(char.IsControl(unit) || unit == '\u202e')).ShouldBeTrue($"U+{(int)unit:X4}");
        }
    }

    [Theory]
    [InlineData("AIzaSyA-1234567890abcdefghijklmnopqrstu")]
    [InlineData("sk-proj-0123456789abcdefghij")]
    public async Task A_key_that_a_service_echoes_is_shown_nowhere(string key)
    {
        string[] replies =
        [
            $$$"""{"error":{"code":400,"message":"No key {{{key}}}.","status":"{{{key}}}","details":[{"reason":"{{{key}}}"}]}}""",
            $$$"""{"error":"{{{key}}}"}""",
            $$$"""{"{{{key}}}":"{{{key}}}","responseId":["{{{key}}}"],"candidates":[]}""",
            $$$"""{"promptFeedback":{"blockReason":"{{{key}}}","blockReasonMessage":"{{{key}}}"}}""",
            $$$"""{"candidates":[{"finishReason":"{{{new string(' ', 90)}}}{{{key}}}","content":{"parts":[{"text":"{{{key}}}"}]}}]}""",
            $$$"""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"{{{key}}}","data":"{{{Pixel}}}"}}]}}]}""",
            $"<html><title>{key}</title>{key}</html>",
            $"HTTP/1.1 401 {key}\r\nContent-Type: {key}\r\nx-request-id: {key}\r\n\r\n{key}",
        ];
        for (var i = 0; i < replies.Length; i++)
        {
            Save($"{i}.txt", replies[i]);
            foreach (var words in new string[][] { ["diagnose", $"{i}.txt"], ["diagnose", "--json", $"{i}.txt"] })
            {
                var run = await Run(words);

                run.ExitCode.ShouldBe(ExitCodes.Conforms);
                run.Out.ShouldNotContain(key[..9], customMessage: replies[i]);
            }
        }
    }

    public static TheoryData<string, string> Disguises => new(KeyDisguises.Of(SecretKey));

    /// <summary>No shape tells it; the variable does, whichever provider's it is.</summary>
    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task A_key_in_use_is_shown_in_no_disguise(string disguise, string key)
    {
        var quoted = JsonSerializer.Serialize(new string('w', 200) + " " + key)[1..^1];
        string[] replies =
        [
            $$$"""{"error":{"code":400,"message":"{{{quoted}}}","status":"X"}}""",
            $$$"""{"candidates":[],"{{{quoted}}}":"{{{quoted}}}","responseId":["{{{quoted}}}"]}""",
            $$$"""{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"{{{quoted}}}","data":"{{{Pixel}}}"}}]}}]}""",
            $$$"""{"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"{{{quoted}}}"}]}}]}""",
        ];
        for (var i = 0; i < replies.Length; i++)
        {
            Save($"{i}.txt", replies[i]);
            foreach (
                var variable in new[] { "WISDOM_GATE_KEY", "GEMINI_API_KEY", "NANOBANANA__APIKEY", "Gateway__apiKey" }
            )
            {
                foreach (var words in new string[][] { ["diagnose", $"{i}.txt"], ["diagnose", "--json", $"{i}.txt"] })
                {
                    var run = await CommandRun.Of(
                        words,
                        workingDirectory: folder,
                        variables: new Dictionary<string, string>
                        {
                            ["WISDOM_GATE_KEY"] = "another-key-0123456789",
                            ["GEMINI_API_KEY"] = "\"no key\"",
                            [variable] = SecretKey,
                        },
                        cancellationToken: TestContext.Current.CancellationToken
                    );

                    run.ExitCode.ShouldBe(ExitCodes.Conforms);
                    run.Out.ShouldNotContain(key, customMessage: disguise);
                    run.Out.ShouldNotContain(JsonSerializer.Serialize(key)[1..^1], customMessage: disguise);
                }
            }
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\n\n")]
    public async Task Heads_without_end_are_read_one_after_the_other(string head)
    {
        // Five megabytes: each head on the stack of the one before was the end of the command.
        Save("reply.txt", string.Concat(Enumerable.Repeat(head, 200_000)) + "HTTP/2 503 \r\n\r\n{}");

        var run = await Run("diagnose", "reply.txt");

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldContain("503");
        run.Out.ShouldContain("the head of the reply is read too");
    }

    [Fact]
    public async Task A_success_is_told_with_its_images_and_what_nobody_knows()
    {
        Save(
            "reply.json",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\""
                + Pixel
                + "\"}}],\"mood\":1},\"finishReason\":\"DONE\",\"index\":null}]}"
        );

        var run = await Run("diagnose", "reply.json");

        run.Out.ShouldContain("reply.json: success");
        run.Out.ShouldContain("Png 1 x 1, 70 bytes, whole, the result, declared as image/jpeg");
        run.Out.ShouldContain("candidates[0].content.mood");
        run.Out.ShouldContain("candidates[0].finishReason");
        run.Out.ShouldContain("candidates[0].index");
        run.Out.ShouldContain("the same JSON");
    }

    [Theory]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":"\ud800"}]}}]}""")]
    [InlineData("""{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"\ud800":1}""")]
    public async Task Half_of_a_surrogate_pair_does_not_end_the_command(string body)
    {
        Save("half.json", body);
        Save("next.json", """{"promptFeedback":{"blockReason":"SAFETY"}}""");

        var run = await Run("diagnose", "half.json", "next.json");

        run.ExitCode.ShouldBe(ExitCodes.Conforms);
        run.Out.ShouldContain("half.json: ");
        run.Out.ShouldContain("rewrite  read and written: the same JSON");
        run.Out.ShouldContain("next.json: PromptBlocked");
    }

    [Fact]
    public async Task Json_is_one_object_a_line_with_every_key()
    {
        Save("a.json", """{"promptFeedback":{"blockReason":"SAFETY"}}""");
        Save(
            "b.txt",
            "data: {\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"" + Pixel + "\"}}]}}]}\r\n\r\n"
        );
        Save("c.html", "<html><title>502 Bad Gateway</title></html>");

        var run = await Run("diagnose", "--json", "a.json", "b.txt", "c.html");

        var lines = run.Out.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines.Select(line => line.GetProperty("file").GetString()).ShouldBe(["a.json", "b.txt", "c.html"]);
        lines.Select(line => line.GetProperty("failure").GetString()).ShouldBe(["PromptBlocked", null, "GatewayError"]);
        lines.Select(line => line.GetProperty("pictures").GetArrayLength()).ShouldBe([0, 1, 0]);
        lines.Select(line => line.GetProperty("unknown").GetArrayLength()).ShouldBe([0, 0, 0]);
        lines
            .Select(line => line.GetProperty("roundTrip").ValueKind)
            .ShouldBe([JsonValueKind.True, JsonValueKind.True, JsonValueKind.Null]);
        lines[1].GetProperty("pictures")[0].GetProperty("whole").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Standard_input_and_a_given_status_are_taken()
    {
        var run = await CommandRun.Of(
            ["diagnose", "-", "--status", "401"],
            input: Encoding.UTF8.GetBytes("""{"error":{"message":"No.","code":""}}"""),
            cancellationToken: TestContext.Current.CancellationToken
        );

        run.Out.ShouldContain("-: Unauthorized");
    }

    [Fact]
    public async Task A_reply_that_was_packed_recoded_or_printed_with_its_head_is_read()
    {
        var plain = Encoding.UTF8.GetBytes("""{"error":{"message":"Langsam, bitte: \u00fcberlastet."}}""");
        var text = Encoding.UTF8.GetString(plain);
        byte[] little = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)];
        byte[] big = [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)];
        var first = "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 429 \r\ncontent-type: application/json\r\n\r\n"u8.ToArray();

        (await Diagnosed(plain)).ShouldContain("status   200, assumed; --status says which it was");
        (await Diagnosed(little)).ShouldContain("note     it was UTF-16");
        (await Diagnosed(big)).ShouldContain("note     it was UTF-16");
        (await Diagnosed(Gzip(plain))).ShouldContain("note     it was packed with gzip");
        (await Diagnosed(Gzip(plain)[..^12])).ShouldContain("gzip");
        var withHead = await Diagnosed([.. first, .. plain]);
        withHead.ShouldContain("status   429");
        withHead.ShouldContain("RateLimited");
        var all = await Diagnosed([.. "HTTP/1.1 503 Busy\nContent-Encoding: gzip\n\n"u8, .. Gzip(plain)]);
        all.ShouldContain("status   503");
        all.ShouldContain("note     the head of the reply is read too; it was packed with gzip");

        async Task<string> Diagnosed(byte[] bytes)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "reply"), bytes, TestContext.Current.CancellationToken);
            var run = await Run("diagnose", "reply");
            run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
            return run.Out;
        }

        static byte[] Gzip(byte[] bytes)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            {
                gzip.Write(bytes);
            }

            return packed.ToArray();
        }
    }

    [Fact]
    public async Task What_nobody_could_have_sent_is_said_to_be_what_it_is()
    {
        byte[][] bodies =
        [
            [],
            [0, 1, 2, 3],
            Convert.FromBase64String(Pixel),
            "HTTP/"u8.ToArray(),
            [0xFF, 0xFE],
            [0x1F, 0x8B],
        ];
        string[] expected =
        [
            "empty body",
            "4 bytes that are no text",
            "a bare Png image of 70 bytes",
            "\"HTTP/\"",
            "empty body",
            "gzip data",
        ];
        for (var at = 0; at < bodies.Length; at++)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(folder, "reply"),
                bodies[at],
                TestContext.Current.CancellationToken
            );
            var run = await Run("diagnose", "reply");
            run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
            run.Out.ShouldContain(expected[at]);
        }
    }

    /// <summary>What people will paste: every real body survives being read and written.</summary>
    [Fact]
    public async Task Every_recorded_body_is_diagnosed_and_survives()
    {
        var files = Directory
            .GetFiles(TestData.Path("failures"))
            .Concat(Directory.GetFiles(TestData.Path("recorded")))
            .Where(file => !file.EndsWith(".md", StringComparison.Ordinal))
            .Where(file => !file.Contains(".meta.", StringComparison.Ordinal))
            .Where(file => !file.Contains(".shape.", StringComparison.Ordinal))
            .ToArray();

        var run = await Run(["diagnose", "--json", .. files]);

        run.ExitCode.ShouldBe(ExitCodes.Conforms, run.Error);
        var lines = run.Out.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines.Length.ShouldBe(files.Length);
        lines
            .Where(line => line.GetProperty("roundTrip").ValueKind == JsonValueKind.False)
            .Select(line => line.GetProperty("file").GetString())
            .ShouldBeEmpty();
    }

    private void Save(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private Task<CommandRun> Run(params string[] args) =>
        CommandRun.Of(args, workingDirectory: folder, cancellationToken: TestContext.Current.CancellationToken);
}
