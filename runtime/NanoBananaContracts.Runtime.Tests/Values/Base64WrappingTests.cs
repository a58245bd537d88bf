using System.Text;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Runtime.Tests.Values;

/// <summary>What programs put around Base64, told by its first characters alone.</summary>
public sealed class Base64WrappingTests
{
    [Theory]
    [InlineData("data:;base64,", 13)]
    [InlineData("data:image/png;base64,iVBO", 22)]
    [InlineData("data:image\\/png;base64,iVBO", 23)]
    [InlineData("data:a\\/\\/\\/b;base64,", 21)]
    [InlineData("data:,", 0)]
    [InlineData("data:image/png,iVBO", 0)]
    [InlineData("data:image/png;base64;x,iVBO", 0)]
    [InlineData("data:image/png,iVBO;base64,", 0)]
    [InlineData("Data:;base64,", 0)]
    [InlineData("iVBO", 0)]
    [InlineData("", -1)]
    [InlineData("d", -1)]
    [InlineData("data:", -1)]
    [InlineData("data:image/png;base64", -1)]
    [InlineData("data:image\\", -1)]
    [InlineData("data:image\\/", -1)]
    [InlineData("data:image\\npng;base64,", 0)]
    [InlineData("data:image png;base64,", 0)]
    [InlineData("data:image!png;base64,", 22)]
    [InlineData("data:image~png;base64,", 22)]
    [InlineData("data:image\u007Fpng;base64,", 0)]
    [InlineData("data:image\u001Fpng;base64,", 0)]
    [InlineData("data:\"image;base64,", 0)]
    public void The_prefix_of_a_data_URL_has_a_length(string text, int length) =>
        Base64Wrapping.PrefixLength(Encoding.UTF8.GetBytes(text)).ShouldBe(length);

    [Fact]
    public void A_prefix_is_looked_for_in_the_first_characters_only()
    {
        // The comma stands at the last place that is looked at, and at the one behind it.
        var last = "data:" + new string('x', Base64Wrapping.LongestPrefix - 13) + ";base64,";
        last.Length.ShouldBe(Base64Wrapping.LongestPrefix);
        Length(last).ShouldBe(Base64Wrapping.LongestPrefix);
        Length(last + "iVBO").ShouldBe(Base64Wrapping.LongestPrefix);
        Length(last[..^1]).ShouldBe(-1);
        Length(last.Insert(5, "x")).ShouldBe(0);
        Length(last.Insert(5, "x")[..^1]).ShouldBe(0);
        Length(last[..^1] + "x").ShouldBe(0);

        static int Length(string text) => Base64Wrapping.PrefixLength(Encoding.UTF8.GetBytes(text));
    }

    [Theory]
    [InlineData("x", "x")]
    [InlineData("", "")]
    [InlineData("  x ", "x ")]
    [InlineData("'\" x", "x")]
    [InlineData("\\n\\r\\t\\\"x", "x")]
    [InlineData("\\\\x", "\\\\x")]
    [InlineData("\\", "\\")]
    [InlineData("\uFEFFx", "x")]
    [InlineData("\\uFEFFx", "x")]
    [InlineData("\\ufeff \\ufeffx", "x")]
    [InlineData("\\u0041", "\\u0041")]
    [InlineData(" \\nx\\n", "x\\n")]
    public void Blanks_quotation_marks_and_byte_order_marks_are_passed_over(string text, string rest) =>
        Encoding.UTF8.GetString(Base64Wrapping.WithoutBlanks(Encoding.UTF8.GetBytes(text))).ShouldBe(rest);

    [Theory]
    [InlineData("data:image/png,x", "a data URL")]
    [InlineData("data:", "a data URL")]
    [InlineData("b'iVBO'", "Python's way to show bytes, b'...'")]
    [InlineData("b\\\"iVBO\\\"", "Python's way to show bytes, b'...'")]
    [InlineData("<Buffer 89 50>", "Node's way to show a Buffer")]
    [InlineData("{}", "JSON inside a text")]
    [InlineData("[object Object]", "JavaScript's way to show an object")]
    [InlineData("[137]", "a list inside a text")]
    [InlineData("System.Byte[]", "the name of a .NET type")]
    [InlineData("\\\\x8950", "hexadecimal")]
    [InlineData("http://files.example/a.png", "an address")]
    [InlineData("https://files.example/a.png", "an address")]
    [InlineData("iVBO", null)]
    [InlineData("bAAA", null)]
    [InlineData("httpAAA", null)]
    [InlineData("System", null)]
    [InlineData("x data:", null)]
    [InlineData("", null)]
    public void What_is_no_Base64_has_a_name(string text, string? name) =>
        Base64Wrapping.Name(Encoding.UTF8.GetBytes(text)).ShouldBe(name);
}
