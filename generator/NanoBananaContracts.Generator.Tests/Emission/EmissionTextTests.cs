using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Texts of a schema as parts of C#, one rule at a time.</summary>
public class EmissionTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain ~ text")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\u001f")]
    [InlineData("\u007f")]
    [InlineData("é")]
    [InlineData("a\r\n\u2028b")]
    public void A_literal_is_read_back_by_the_compiler(string text)
    {
        ValueOf(CSharpText.Literal(text)).ShouldBe(text);
        ValueOf(CSharpText.Utf8(text)).ShouldBe(text);
    }

    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("a\"b\\", "\"a\\\"b\\\\\"")]
    [InlineData("\u0001\u001f ", "\"\\u0001\\u001f \"")]
    [InlineData("\u007fé", "\"\u007fé\"")]
    public void A_token_is_the_JSON_of_the_text(string text, string json)
    {
        ValueOf(CSharpText.Utf8Token(text)).ShouldBe(json);
        ValueOf(CSharpText.Utf8Name(text)).ShouldBe(json + ":");
    }

    [Theory]
    [InlineData(0.1, "0.1d")]
    [InlineData(-3, "-3d")]
    [InlineData(double.PositiveInfinity, "double.PositiveInfinity")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    public void A_number_is_written_so_that_it_reads_back(double number, string literal) =>
        CSharpText.Number(number).ShouldBe(literal);

    [Theory]
    [InlineData("Name", "Name")]
    [InlineData("class", "@class")]
    [InlineData("record", "@record")]
    public void A_keyword_is_escaped(string name, string identifier) =>
        CSharpText.Identifier(name).ShouldBe(identifier);

    [Theory]
    [InlineData("Name", "name")]
    [InlineData("A", "a")]
    [InlineData("URL", "url")]
    [InlineData("URLPath", "urlPath")]
    [InlineData("ABc", "aBc")]
    [InlineData("Class", "@class")]
    [InlineData("X1", "x1")]
    public void A_parameter_begins_with_a_small_letter(string name, string parameter) =>
        CSharpText.Parameter(name).ShouldBe(parameter);

    [Theory]
    [InlineData("name", "name")]
    [InlineData("inlineData", "inline_data")]
    [InlineData("AZaz", "_a_zaz")]
    [InlineData("a1[@", "a1[@")]
    public void The_snake_case_twin_of_a_name(string name, string twin) => CSharpText.SnakeCase(name).ShouldBe(twin);

    [Theory]
    [InlineData("a < b > c & d", "a &lt; b &gt; c &amp; d")]
    [InlineData("one\r\ntwo\tthree", "one  two three")]
    [InlineData("`a` and `b`", "<c>a</c> and <c>b</c>")]
    [InlineData("an `odd one", "an <c>odd one</c>")]
    [InlineData("\u0001\u007f\u009f", "???")]
    [InlineData("a\u0085b\u2028c\u2029d", "a b c d")]
    [InlineData("\u202ea\u2066\u200f", "?a??")]
    [InlineData("a\u200cb\ufeff", "a&#x200c;b&#xfeff;")]
    [InlineData("🏴\U000E0067 é🦊", "🏴&#xe0067; é🦊")]
    [InlineData("\ufffe\uffff", "??")]
    public void Documentation_is_XML_on_one_line(string text, string xml) => CSharpText.Xml(text).ShouldBe(xml);

    [Fact]
    public void Half_of_a_pair_is_no_character() => CSharpText.Xml("\ud83ea\udd8a").ShouldBe("?a?");

    [Fact]
    public void A_literal_shows_every_character_that_hides()
    {
        CSharpText.Literal("a\u202eb\u200d\U000E0067é").ShouldBe("\"a\\u202eb\\u200d\\udb40\\udc67é\"");
        foreach (var character in HostileContract.Characters)
        {
            var literal = CSharpText.Literal("\\" + character + "0");
            literal.ShouldBe(Schema.HiddenCharacters.Escaped(literal));
            ValueOf(literal).ShouldBe("\\" + character + "0");
        }
    }

    [Fact]
    public void A_taken_name_gets_a_number()
    {
        var taken = new HashSet<string> { "A" };
        CSharpText.Unique("B", taken).ShouldBe("B");
        CSharpText.Unique("A", taken).ShouldBe("AValue");
        CSharpText.Unique("A", taken).ShouldBe("AValue2");
        CSharpText.Unique("A", taken).ShouldBe("AValue3");
        taken.ShouldBe(["A", "B", "AValue", "AValue2", "AValue3"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"\\n\\r\\t\\b\\f\\/\\\"\\\\\"", "\n\r\t\b\f/\"\\")]
    [InlineData("\"\\u0041\\u00e9x\"", "Aéx")]
    public void The_text_of_a_JSON_string(string json, string text) => JsonLiteral.Text(json).ShouldBe(text);

    [Fact]
    public void Lines_are_indented_with_tabs_and_end_with_a_line_feed()
    {
        var writer = new SourceWriter();
        writer.Open("class A").Line("int a;").Line();
        writer.Lines("if (a)\r\n{\r\n    b();\r\n        c();\r\n\r\n}").Indent().Line("d").Outdent();
        writer.Open().Close(";").Close();
        writer
            .ToString()
            .ShouldBe(
                "class A\n{\n\tint a;\n\n\tif (a)\n\t{\n\t\tb();\n\t\t\tc();\n\n\t}\n\t\td\n\t{\n\t};\n}\n",
                StringCompareShould.IgnoreLineEndings
            );
        writer.ToString().ShouldNotContain("\r");
    }

    [Fact]
    public void Lines_of_nothing_but_spaces_and_a_last_line_end_are_kept_as_lines() =>
        new SourceWriter().Lines("a\n\n    \nb\n").ToString().ShouldBe("a\n\n\t\nb\n");

    private static string ValueOf(string literal)
    {
        var expression = SyntaxFactory.ParseExpression(literal);
        expression.ContainsDiagnostics.ShouldBeFalse(literal);
        return ((LiteralExpressionSyntax)expression).Token.ValueText;
    }
}
