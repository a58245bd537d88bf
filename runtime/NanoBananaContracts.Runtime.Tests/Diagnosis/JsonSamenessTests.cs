using System.Text;

namespace NanoBananaContracts.Runtime.Tests.Diagnosis;

/// <summary>Whether two texts are the same JSON.</summary>
public sealed class JsonSamenessTests
{
    [Theory]
    [InlineData("""{"a":1,"b":["x",null]}""", """ { "b" : [ "\u0078" , null ], "a" : 1.0 } """, true)]
    [InlineData("""{"a":1,"a":2}""", """{"a":2,"a":1}""", false)]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("[1]", "[1,1]", false)]
    [InlineData("true", "false", false)]
    [InlineData("null", "{}", false)]
    [InlineData("""{"\ud800":"\ud800"}""", """{ "\ud800" : "\ud800" }""", true)]
    [InlineData("\"\\ud800\"", "\"\\ud801\"", false)]
    [InlineData("\"\\ud800\"", "\"x\"", false)]
    // Latin-1 below: no UTF-8.
    [InlineData("""{"ü":"ü"}""", """{ "ü" : "ü" }""", true)]
    [InlineData("\"ü\"", "\"ö\"", false)]
    public void Values_and_names_count_and_nothing_else(string left, string right, bool same) =>
        JsonSameness.AreSame(Encoding.Latin1.GetBytes(left), Encoding.Latin1.GetBytes(right)).ShouldBe(same);

    [Theory]
    [InlineData("""{"inline_data":{"mime_type":"x"}}""", """{"inlineData":{"mimeType":"x"}}""", true)]
    [InlineData("""{"a_b":"a_b"}""", """{"aB":"aB"}""", false)]
    public void A_name_has_two_spellings_a_text_one(string left, string right, bool same)
    {
        JsonSameness.AreSameInCamelCase(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)).ShouldBe(same);
        JsonSameness.AreSame(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)).ShouldBeFalse();
    }
}
