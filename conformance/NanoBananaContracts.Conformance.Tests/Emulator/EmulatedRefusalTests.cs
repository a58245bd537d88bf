using System.Text.Json;

namespace NanoBananaContracts.Conformance.Tests.Emulator;

/// <summary>A prompt can ask the emulator to refuse it: docs/emulator.md.</summary>
public sealed class EmulatedRefusalTests
{
    [Theory]
    [InlineData("google", false)]
    [InlineData("wisgate", true)]
    public async Task A_blocked_prompt_has_no_candidates_and_costs_nothing(string provider, bool isNull)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Find(provider));

        var call = await EmulatorCall.SendAsync(
            server,
            EmulatorCall.Request("A fox [blocked: PROHIBITED_CONTENT]", size: "1K")
        );

        call.Status.ShouldBe(200);
        call.Json.TryGetProperty("candidates", out var candidates).ShouldBe(isNull);
        candidates.ValueKind.ShouldBe(isNull ? JsonValueKind.Null : JsonValueKind.Undefined);
        call.Json.GetProperty("promptFeedback").GetProperty("blockReason").GetString().ShouldBe("PROHIBITED_CONTENT");
        var usage = call.Json.GetProperty("usageMetadata");
        usage.GetProperty("totalTokenCount").GetInt32().ShouldBe(usage.GetProperty("promptTokenCount").GetInt32());
        server.BilledImageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("google", "{}")]
    [InlineData("wisgate", """{"parts":null}""")]
    public async Task A_picture_held_back_leaves_a_candidate_without_parts(string provider, string content)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Find(provider));

        var call = await EmulatorCall.SendAsync(
            server,
            EmulatorCall.Request("[finish: IMAGE_SAFETY] A fox", size: "1K")
        );

        call.Status.ShouldBe(200);
        var candidate = call.Json.GetProperty("candidates")[0];
        JsonSerializer.Serialize(candidate.GetProperty("content")).ShouldBe(content);
        candidate.GetProperty("finishReason").GetString().ShouldBe("IMAGE_SAFETY");
        candidate.GetProperty("finishMessage").GetString()!.ShouldContain("IMAGE_SAFETY");
        call.Json.GetProperty("usageMetadata").TryGetProperty("candidatesTokensDetails", out _).ShouldBeFalse();
        server.BilledImageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("streamGenerateContent?alt=sse", "data: ")]
    [InlineData("streamGenerateContent", "[")]
    public async Task A_stream_refuses_in_its_only_event(string method, string start)
    {
        await using var server = await EmulatorCall.StartAsync();

        var call = await EmulatorCall.SendAsync(
            server,
            EmulatorCall.Request("A fox [finish: IMAGE_OTHER]", size: "1K"),
            method: method
        );

        call.Body.ShouldStartWith(start);
        call.Body.Split("responseId").Length.ShouldBe(2);
        call.Body.ShouldContain("IMAGE_OTHER");
        call.Body.ShouldNotContain("inlineData");
    }

    [Theory]
    [InlineData("google")]
    [InlineData("wisgate")]
    public async Task A_prompt_that_asks_for_words_is_answered_with_them_and_no_picture(string provider)
    {
        await using var server = await EmulatorCall.StartAsync(ProviderInfo.Find(provider));

        var call = await EmulatorCall.SendAsync(
            server,
            EmulatorCall.Request("A fox [words: In which season?]", size: "1K")
        );

        var candidate = call.Json.GetProperty("candidates")[0];
        var part = candidate.GetProperty("content").GetProperty("parts").EnumerateArray().ShouldHaveSingleItem();
        part.GetProperty("text").GetString().ShouldBe("In which season?");
        candidate.GetProperty("finishReason").GetString().ShouldBe("STOP");
        server.BilledImageCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("A sign that says [words: ]")]
    [InlineData("A sign that says [blocked]")]
    [InlineData("A sign that says [finish: line]")]
    public async Task Ordinary_words_in_brackets_refuse_nothing(string prompt)
    {
        await using var server = await EmulatorCall.StartAsync();

        var call = await EmulatorCall.SendAsync(server, EmulatorCall.Request(prompt));

        call.Picture.ShouldNotBeNull();
    }
}
