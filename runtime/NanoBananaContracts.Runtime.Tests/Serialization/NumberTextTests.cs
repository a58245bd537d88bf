using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", "-0", false)]
    [InlineData("0", "0.000", true)]
    [InlineData("0e5", "0", true)]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "-1", false)]
    [InlineData("-1.50", "-15e-1", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("100", "1E+2", true)]
    [InlineData("100", "10e01", true)]
    [InlineData("100", "0.1e3", true)]
    [InlineData("0.001", "1e-3", true)]
    [InlineData("0.001", "1e-2", false)]
    [InlineData("0.0102", "102e-4", true)]
    [InlineData("102", "12", false)]
    [InlineData("1000", "100", false)]
    [InlineData("12", "21", false)]
    [InlineData("1e1000000000", "1e2000000000", true)] // No double lives beyond.
    [InlineData("1e99999999999999999999", "1e-99999999999999999999", false)]
    [InlineData("123456789012345678901234567890", "1.2345678901234567890123456789e29", true)]
    [InlineData("123456789012345678901234567890", "1.2345678901234567890123456788e29", false)]
    public void Numbers_are_compared_as_decimals(string left, string right, bool same)
    {
        NumberText.SameDecimal(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right)).ShouldBe(same);
        NumberText.SameDecimal(Encoding.ASCII.GetBytes(right), Encoding.ASCII.GetBytes(left)).ShouldBe(same);
    }

    [Theory]
    [InlineData("0.1", 0.1, true)]
    [InlineData("123456789012345", 123456789012345, true)] // Fifteen digits always survive.
    [InlineData("1e-400", 0, false)]
    [InlineData("1E-400", 0, false)]
    [InlineData("1e2", 100, true)]
    [InlineData("0.12345678901234567890", 0.12345678901234568, false)]
    [InlineData("0.1234567890123456", 0.1234567890123456, true)]
    [InlineData("9007199254740993", 9007199254740992, false)]
    [InlineData("0.1000000000000000", 0.1, true)]
    public void A_number_is_repeated_where_it_is_the_same_decimal(string text, double value, bool repeated) =>
        NumberText.IsRepeatedBy(Encoding.ASCII.GetBytes(text), value).ShouldBe(repeated);
}
