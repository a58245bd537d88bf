using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Players;
using NanoBananaContracts.Conformance.Players.WireMock;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Players;

public sealed class DelayTests
{
    [Fact]
    public void A_uniform_delay_reaches_both_limits_and_nothing_beyond()
    {
        var random = new Random(1);
        var drawn = Enumerable
            .Range(0, 500)
            .Select(_ => new UniformDelayDistribution(3, 5).Sample(random).TotalMilliseconds)
            .Distinct()
            .Order();
        drawn.ShouldBe([3, 4, 5]);
    }

    [Fact]
    public void A_log_normal_delay_has_its_median_and_keeps_its_limit()
    {
        var random = new Random(1);
        var distribution = new LogNormalDelayDistribution(90, 0.5, 200);
        var drawn = Enumerable
            .Range(0, 20_000)
            .Select(_ => distribution.Sample(random).TotalMilliseconds)
            .Order()
            .ToArray();

        drawn[10_000].ShouldBe(90, 3);
        drawn[^1].ShouldBe(200);
        // A tenth of such draws lies above median * e^(1.2816 sigma).
        drawn[18_000].ShouldBe(90 * Math.Exp(1.2816 * 0.5), 6);
    }

    [Theory]
    [InlineData("20s", 20_000)]
    [InlineData("250ms", 250)]
    [InlineData("1.5m", 90_000)]
    [InlineData(".5s", 500)]
    [InlineData("24m", 1_440_000)]
    public void A_length_of_time_is_a_number_and_a_unit(string text, double milliseconds)
    {
        CaseDuration.TryParse(text, out var value).ShouldBeTrue();
        value.TotalMilliseconds.ShouldBe(milliseconds);
        CaseDuration.TryParse(CaseDuration.Format(value), out var again).ShouldBeTrue();
        again.ShouldBe(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1e3s")]
    [InlineData("2h")]
    [InlineData("2000m")]
    public void Anything_else_is_no_length_of_time(string text) => CaseDuration.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Scaling_reaches_every_delay_and_nothing_else()
    {
        var mapping = JsonDocument
            .Parse(
                """
                { "priority": 100, "response": { "status": 200, "fixedDelayMilliseconds": 20000,
                  "delayDistribution": { "type": "lognormal", "median": 1000, "sigma": 0.5, "maxValue": 3000 },
                  "chunkedDribbleDelay": { "numberOfChunks": 100, "totalDuration": 5000 } } }
                """
            )
            .RootElement;
        var expected = JsonNode.Parse(
            """
            { "priority": 100, "response": { "status": 200, "fixedDelayMilliseconds": 200,
              "delayDistribution": { "type": "lognormal", "median": 10, "sigma": 0.5, "maxValue": 30 },
              "chunkedDribbleDelay": { "numberOfChunks": 100, "totalDuration": 50 } } }
            """
        );

        var scaled = StubScaling.Scale(mapping, 0.01);
        JsonNode.DeepEquals(JsonNode.Parse(scaled.ToJsonString()), expected).ShouldBeTrue(scaled.ToJsonString());
    }
}
