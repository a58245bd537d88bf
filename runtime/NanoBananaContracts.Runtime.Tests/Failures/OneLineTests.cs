using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Failures;

/// <summary>What others wrote stays on its line of a log and does nothing to a terminal.</summary>
public sealed class OneLineTests
{
    private const string Forged =
        "bad\\r\\nfail: forged \\u001b[2J\\u009b31m\\u2028a\\u2029b\\u0085c\\u202Ed\\u2066e\\u0000f\\u007f";

    [Fact]
    public void Every_character_that_ends_a_line_or_controls_a_terminal_is_replaced()
    {
        OneLine.Of("a fox, \u00E9, \U0001F34C").ShouldBe("a fox, \u00E9, \U0001F34C");
        OneLine.Of("a\r\n\tb\u001B[2Jc\u2028d\u0085e").ShouldBe("a   b [2Jc d e");
        OneLine.Of("a\u202Eb\u200Fc\u2069").ShouldBe("abc");
        OneLine.Of("a\u200Bb\uFEFFc\u2060").ShouldBe("abc");
        for (var unit = 0; unit <= char.MaxValue; unit++)
        {
            var left = OneLine.Of(((char)unit).ToString());
            left.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029').ShouldBeFalse($"U+{unit:X4}");
        }
    }

    [Theory]
    [InlineData(400, """{"error":{"code":400,"message":"#","status":"#"}}""", "application/json")]
    [InlineData(500, """{"error":{"message":"#"},"request_id":"#"}""", "application/json")]
    [InlineData(502, "<html><title>a\r\n\u001B[2J</title></html>", "text/html")]
    [InlineData(200, "a\r\n\u001B[2J", "text/plain")]
    [InlineData(200, """{"promptFeedback":{"blockReason":"#"},"responseId":"#"}""", "application/json")]
    [InlineData(200, """{"candidates":[{"finishReason":"#","finishMessage":"#"}]}""", "application/json")]
    [InlineData(
        200,
        """{"candidates":[{"content":{"parts":[{"text":"#"}]},"finishReason":"STOP"}]}""",
        "application/json"
    )]
    public async Task No_word_of_a_service_begins_another_line(int status, string body, string mediaType)
    {
        var log = new RecordingLoggerFactory();
        using var client = TestClient.Create(
            new StubHandler(
                StubHandler.Reply(status, body.Replace("#", Forged, System.StringComparison.Ordinal), mediaType)
            ),
            options => options with { LoggerFactory = log, MaxAttempts = 1 }
        );

        var failure = await client
            .GenerateContentAsync(TestClient.Request, TestContext.Current.CancellationToken)
            .FailureOf();

        OneLine.Of(failure.Message).ShouldBe(failure.Message);
        foreach (var line in log.Lines)
        {
            OneLine.Of(line).ShouldBe(line);
        }
    }
}
