using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

public sealed class EmulatedBehaviourTests
{
    private const string NoModalities = """{"contents":[{"parts":[{"text":"A red fox"}]}]}""";

    [Fact]
    public async Task Without_the_IMAGE_modality_there_is_no_picture()
    {
        await using var server = await EmulatorCall.StartAsync();
        foreach (
            var body in (string[])
                [NoModalities, EmulatorCall.Request(modalities: "\"TEXT\""), EmulatorCall.Request(modalities: "")]
        )
        {
            var call = await EmulatorCall.SendAsync(server, body);

            call.Status.ShouldBe(200, call.Body);
            call.Picture.ShouldBeNull();
            call.Parts.ShouldHaveSingleItem().GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        }

        server.BilledImageCount.ShouldBe(0);
    }

    [Fact]
    public async Task Googles_image_models_paint_where_nothing_is_said_of_modalities()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);

        var call = await EmulatorCall.SendAsync(server, NoModalities);

        call.Parts.Count.ShouldBe(2);
        call.Picture.ShouldNotBeNull();
    }

    [Fact]
    public async Task IMAGE_alone_gives_the_picture_alone()
    {
        await using var server = await EmulatorCall.StartAsync();

        var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(modalities: "\"IMAGE\""));

        call.Parts.ShouldHaveSingleItem().TryGetProperty("inlineData", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Thoughts_and_a_draft_are_shown_when_asked_for_and_flagged()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);
        var body = JsonNode.Parse(EmulatorCall.Request(size: "1K"))!;
        body["generationConfig"]!["thinkingConfig"] = new JsonObject { ["includeThoughts"] = true };

        var call = await EmulatorCall.SendAsync(server, body.ToJsonString());

        call.Parts.Select(part => (part.TryGetProperty("inlineData", out _), part.TryGetProperty("thought", out _)))
            .ShouldBe([(false, true), (true, true), (false, false), (true, false)]);
    }

    [Fact]
    public async Task A_stream_of_events_ends_with_the_usage_and_an_array_says_the_same()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google);
        var body = EmulatorCall.Request(size: "1K");

        var events = await EmulatorCall.SendAsync(server, body, method: "streamGenerateContent?alt=sse");
        var array = await EmulatorCall.SendAsync(server, body, method: "streamGenerateContent");

        events.ContentType.ShouldBe("text/event-stream");
        events.Body.ShouldEndWith("\r\n\r\n");
        var chunks = events
            .Body.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(chunk => JsonDocument.Parse(chunk["data: ".Length..]).RootElement)
            .ToArray();
        chunks.Length.ShouldBe(3);
        chunks[^1].GetProperty("candidates")[0].GetProperty("finishReason").GetString().ShouldBe("STOP");
        chunks[^1]
            .GetProperty("usageMetadata")
            .GetProperty("candidatesTokenCount")
            .GetInt32()
            .ShouldBeGreaterThan(1120);
        chunks[0].GetProperty("candidates")[0].TryGetProperty("finishReason", out _).ShouldBeFalse();
        array.ContentType.ShouldBe("application/json; charset=UTF-8");
        array.Json.GetArrayLength().ShouldBe(3);
        Data(array.Json[1]).ShouldBe(Data(chunks[1]));

        static string Data(JsonElement chunk) =>
            chunk
                .GetProperty("candidates")[0]
                .GetProperty("content")
                .GetProperty("parts")[0]
                .GetProperty("inlineData")
                .GetProperty("data")
                .GetString()!;
    }

    [Fact]
    public async Task An_edit_needs_the_signature_back_as_it_was_sent()
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Google, signatureBytes: 50_000);
        var first = await EmulatorCall.SendAsync(server, EmulatorCall.Request(size: "1K"));
        var content = JsonNode.Parse(first.Json.GetProperty("candidates")[0].GetProperty("content").GetRawText())!;

        (await EmulatorCall.SendAsync(server, Edit(content))).Status.ShouldBe(200);

        var changed = content.DeepClone();
        var signature = changed["parts"]![1]!["thoughtSignature"]!.GetValue<string>();
        changed["parts"]![1]!["thoughtSignature"] = string.Concat(
            signature.AsSpan(0, 60_000),
            "AAAA",
            signature.AsSpan(60_004)
        );
        var corrupted = await EmulatorCall.SendAsync(server, Edit(changed));
        corrupted.Status.ShouldBe(400);
        corrupted.Body.ShouldContain("content position 1, part position 1");

        content["parts"]![1]!.AsObject().Remove("thoughtSignature");
        var missing = await EmulatorCall.SendAsync(server, Edit(content));
        missing.Status.ShouldBe(400);
        missing.Error.GetProperty("message").GetString()!.ShouldContain("missing a thought_signature");

        static string Edit(JsonNode reply)
        {
            var request = JsonNode.Parse(EmulatorCall.Request(size: "1K"))!;
            request["contents"]!.AsArray().Add(reply.DeepClone());
            request["contents"]!.AsArray().Add(JsonNode.Parse("""{"role":"user","parts":[{"text":"Make it blue"}]}"""));
            return request.ToJsonString();
        }
    }

    [Fact]
    public async Task Search_shows_up_as_grounding()
    {
        await using var server = await EmulatorCall.StartAsync();
        var body = JsonNode.Parse(EmulatorCall.Request())!;
        body["tools"] = new JsonArray(new JsonObject { ["google_search"] = new JsonObject() });

        var call = await EmulatorCall.SendAsync(server, body.ToJsonString());

        call.Json.GetProperty("candidates")[0]
            .GetProperty("groundingMetadata")
            .GetProperty("webSearchQueries")[0]
            .GetString()
            .ShouldBe("A red fox in snow");
    }

    [Fact]
    public async Task Latency_is_waited_for_on_the_given_clock_and_errors_come_at_once()
    {
        var clock = new FakeClock();
        await using var server = await EmulatorServer.StartAsync(
            new EmulatorOptions
            {
                Latency = TimeSpan.FromSeconds(20),
                Time = clock,
                ApiKey = EmulatorCall.Key,
            },
            TestContext.Current.CancellationToken
        );

        (await EmulatorCall.SendAsync(server, "{}")).Status.ShouldBe(400);

        var call = EmulatorCall.SendAsync(server, EmulatorCall.Request());
        await clock
            .WhenTimerIsSet(wait => wait == TimeSpan.FromSeconds(20))
            .WaitAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(19.9));
        call.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        (await call).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Any_key_will_do_unless_one_is_named_but_there_must_be_one()
    {
        await using var server = await EmulatorServer.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken
        );

        (await EmulatorCall.SendAsync(server, NoModalities)).Status.ShouldBe(200);
        (
            await EmulatorCall.SendAsync(
                server,
                NoModalities,
                change: request => request.Headers.Remove("x-goog-api-key")
            )
        ).Status.ShouldBe(401);
    }

    [Fact]
    public void The_key_is_not_in_the_text_of_the_options() =>
        new EmulatorOptions { ApiKey = EmulatorCall.Key }
            .ToString()
            .ShouldNotContain(EmulatorCall.Key);
}
