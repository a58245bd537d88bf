using System.Text.Json;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>A JSON value that is kept as it came.</summary>
public sealed class RawJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null]}""", """ { "b" : [ true , null ], "a" : 1.0 } """, true)]
    [InlineData("\"\\u0061\"", "\"a\"", true)]
    [InlineData("1e2", "100", true)]
    [InlineData("1", "2", false)]
    [InlineData("1e99999999999", "2e99999999999", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("null", "{}", false)]
    [InlineData("\"\\ud800\"", "\"\\ud800\"", true)]
    [InlineData("\"\\ud800\"", "\"\\ud801\"", false)]
    public void Raw_JSON_compares_as_values(string left, string right, bool equal)
    {
        (RawJson.Parse(left) == RawJson.Parse(right)).ShouldBe(equal);
        if (equal)
        {
            RawJson.Parse(left).GetHashCode().ShouldBe(RawJson.Parse(right).GetHashCode());
        }
    }

    [Fact]
    public void Raw_JSON_is_one_checked_value()
    {
        RawJson.Parse(" [1] ").ToString().ShouldBe("[1]");
        RawJson.Parse("\uFEFF{}").ValueKind.ShouldBe(JsonValueKind.Object);
        Should.Throw<ContractFormatException>(() => RawJson.Parse("[1"));
        Should.Throw<ContractFormatException>(() => RawJson.Parse("1 2"));
        Should.Throw<ContractFormatException>(() => RawJson.Parse("\"\ud800\"")).Message.ShouldContain("surrogate");
        default(RawJson).IsAbsent.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => default(RawJson).ToElement());
        RawJson.Parse("""{"a":5}""").ToElement().GetProperty("a").GetInt32().ShouldBe(5);
    }
}
