using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>What is taken out of error bodies besides their kind.</summary>
public sealed class ErrorBodyReaderTests
{
    [Fact]
    public void Details_are_read()
    {
        var error = Read(
            """
            {"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED","details":[
              {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","domain":"d"},
              {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"13.827787492s"},
              {"@type":"type.googleapis.com/google.rpc.RequestInfo","requestId":"req-7"},
              {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"a.b","description":"c"}]},
              {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"PerMinute","quotaValue":"10"}]},
              {"@type":"type.googleapis.com/google.rpc.Help","links":[{"description":"x","url":"https://help.example"}]},
              {"@type":"type.googleapis.com/google.rpc.DebugInfo","detail":"ignored"},
              7, null, {"reason":"without a type"}
            ]}}
            """
        );

        error.Code.ShouldBe(429);
        error.Status.ShouldBe("RESOURCE_EXHAUSTED");
        error.Message.ShouldBe("Slow down.");
        error.Reason.ShouldBe("RATE_LIMIT_EXCEEDED");
        error.RetryDelay.ShouldNotBeNull().TotalSeconds.ShouldBe(13.8277874, 0.000001);
        error.RequestId.ShouldBe("req-7");
        error.FieldViolations.ShouldBe([new("a.b", "c")]);
        error.QuotaViolations.ShouldBe([new("m", "PerMinute", "10")]);
        error.HelpLinks.ShouldBe(["https://help.example"]);
    }

    [Fact]
    public void What_only_a_sentence_says_is_read_from_it()
    {
        Read("""{"error":{"message":"Please retry in 48.94s."}}""").RetryDelay.ShouldBe(TimeSpan.FromSeconds(48.94));
        Read("""{"error":{"message":"Please retry in a while."}}""").RetryDelay.ShouldBeNull();
        Read("""{"error":{"message":"No (request id: 2026-ab_1)"}}""").RequestId.ShouldBe("2026-ab_1");
    }

    [Fact]
    public void The_innermost_error_counts_and_the_outer_one_is_kept_where_it_says_more()
    {
        var error = Read(
            """{"error":{"code":500,"status":"INTERNAL","type":"wrap","message":"x {\"error\":{\"code\":400,\"message\":\"inner\"}} (request id: 9)"}}"""
        );

        error.Code.ShouldBe(400);
        error.Message.ShouldBe("inner");
        error.Status.ShouldBe("INTERNAL");
        error.Type.ShouldBe("wrap");
        error.RequestId.ShouldBe("9");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"candidates":[]}""")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":{"message":"cut""")]
    public void What_is_no_error_is_none(string body) =>
        ErrorBodyReader.Read(Encoding.UTF8.GetBytes(body), anyObject: true).ShouldBeNull();

    [Fact]
    public void Nesting_has_an_end()
    {
        var body = new StringBuilder();
        for (var i = 0; i < 20; i++)
        {
            body.Append("""{"error":{"message":""");
        }

        body.Append("\"deep\"").Append('}', 40);

        Read(body.ToString()).ShouldNotBeNull();
    }

    [Fact]
    public void Base64_in_a_message_is_left_out_and_length_is_limited()
    {
        Message($"Invalid value (TYPE_BYTES), {new string('A', 5000)} here")
            .ShouldBe("Invalid value (TYPE_BYTES), <5000 characters of Base64> here");
        Message(string.Join(' ', new string[3000]) + "x").ShouldBe("x");
        Message(new StringBuilder().Insert(0, "ab ", 3000).ToString()).Length.ShouldBe(2004);

        static string Message(string said) => Read("{\"error\":{\"message\":\"" + said + "\"}}").Message!;
    }

    private static ProviderError Read(string body) =>
        ErrorBodyReader.Read(Encoding.UTF8.GetBytes(body), anyObject: false).ShouldNotBeNull();
}
