namespace NanoBananaContracts.Runtime.Tests.Pictures;

public sealed class FinalImageRuleTests
{
    // d stands for a picture flagged as a draft, p for one that is not.
    [Theory]
    [InlineData("", -1)]
    [InlineData("p", 0)]
    [InlineData("d", 0)]
    [InlineData("dp", 1)]
    [InlineData("pd", 0)]
    [InlineData("ppp", 2)]
    [InlineData("dd", 1)]
    [InlineData("dppd", 2)]
    public void The_last_that_is_no_draft_else_the_last(string pictures, int expected) =>
        FinalImageRule.IndexOfFinal(pictures.ToArray(), picture => picture == 'd').ShouldBe(expected);
}
