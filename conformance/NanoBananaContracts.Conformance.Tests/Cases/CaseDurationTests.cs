using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Cases;

public sealed class CaseDurationTests
{
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
}
