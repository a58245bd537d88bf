using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace NanoBananaContracts.Runtime.Tests.Serialization;

/// <summary>What the targets below net10.0 compare JSON by, held to the platform's own.</summary>
public sealed class JsonDeepEqualityTests
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "0.00e5",
        "1",
        "-1",
        "1.0",
        "10e-1",
        "0.1E+1",
        "100",
        "1e2",
        "1E2",
        "1e+02",
        "1.5",
        "0.0015e3",
        "123456789012345678901234567890.1",
        "1234567890123456789012345678901e-1",
        "1e400",
        "10e399",
        "\"\"",
        "\"a\"",
        "\"\\u0061\"",
        "\"\\ud83c\\udf4c\"",
        "\"🍌\"",
        "[]",
        "[1]",
        "[ 1.0 ]",
        "[1,2]",
        "[2,1]",
        "{}",
        """{"a":1}""",
        """{"\u0061":1.0}""",
        """{"a":1,"b":[null]}""",
        """{"b":[null],"a":1}""",
        """{"b":[0],"a":1}""",
        """{"a":1,"a":2}""",
        """{"a":2,"a":1}""",
        """{"a":1,"b":0,"a":2}""",
        """{"a":1,"a":2,"b":0}""",
    ];

    [Fact]
    public void Every_pair_compares_as_the_platform_compares_it()
    {
        foreach (var left in Values)
        {
            foreach (var right in Values)
            {
                AssertAgrees(left, right);
            }
        }
    }

    [Fact]
    public void Numbers_in_every_spelling_compare_as_the_platform_compares_them()
    {
        // Few digits and small exponents, so that many of them are equal.
        var number =
            from sign in Gen.Elements("", "-")
            from whole in Gen.Elements("0", "1", "10", "100", "12")
            from fraction in Gen.Elements("", ".0", ".1", ".10", ".01", ".001", ".12")
            from exponent in Gen.Elements("", "e0", "E1", "e-1", "e+2", "e-02", "e-3")
            select sign + whole + fraction + exponent;
        Prop.ForAll(
                number.ToArbitrary(),
                number.ToArbitrary(),
                (left, right) =>
                {
                    AssertAgrees(left, right);
                    AssertAgrees($$"""{"a":[{{left}}]}""", $$"""{ "a" : [{{right}}] }""");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyRuns.Of(2000)));
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("""{"\ud800":1}""")]
    public void Half_of_a_surrogate_pair_is_refused_as_the_platform_refuses_it(string json)
    {
        var value = Parse(json);
        Should.Throw<InvalidOperationException>(() => JsonElement.DeepEquals(value, Parse(json)));
        Should.Throw<InvalidOperationException>(() => JsonDeepEquality.DeepEquals(value, Parse(json)));
    }

    [Fact]
    public void Exponents_beyond_counting_are_equal_where_their_texts_are()
    {
        JsonDeepEquality.DeepEquals(Parse("1e9999999999999999999"), Parse("1e9999999999999999999")).ShouldBeTrue();
        JsonDeepEquality.DeepEquals(Parse("1e9999999999999999999"), Parse("1")).ShouldBeFalse();
    }

    private static void AssertAgrees(string left, string right) =>
        JsonDeepEquality
            .DeepEquals(Parse(left), Parse(right))
            .ShouldBe(JsonElement.DeepEquals(Parse(left), Parse(right)), $"{left} and {right}");

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
