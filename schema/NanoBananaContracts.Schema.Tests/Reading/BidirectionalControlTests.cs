using System.Globalization;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Characters that change the direction of text: found wherever they stand, at their own place.</summary>
public sealed class BidirectionalControlTests
{
    public static TheoryData<string> Characters { get; } =
        new(
            "061C 200E 200F 202A 202B 202C 202D 202E 2066 2067 2068 2069"
                .Split(' ')
                .Select(code =>
                    ((char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
                )
        );

    [Theory]
    [MemberData(nameof(Characters))]
    public void Each_is_found_as_it_is_and_as_an_escape(string character)
    {
        var code = ((int)character[0]).ToString("X4", CultureInfo.InvariantCulture);

        Found($$"""{ "title": "a{{character}}" }""").ShouldBe([(1, 14, 1)]);
        Found($$"""{ "title": "a\u{{code}}b" }""").ShouldBe([(1, 14, 6)]);
        Found($$"""{ "title": "a\u{{code.ToLowerInvariant()}}b" }""").ShouldBe([(1, 14, 6)]);
        SchemaReader
            .Read("a.json", $$"""{ "title": "a{{character}}" }""")
            .Diagnostics.ShouldHaveSingleItem()
            .Message.ShouldStartWith($"U+{code} changes the direction");
    }

    [Theory]
    [InlineData("""{ "title": "«»" }""")]
    [InlineData("""{ "$comment": "«»" }""")]
    [InlineData(
        """{ "x-operations": { "Go«»": { "method": "GET", "path": "/a", "request": "#/$defs/A", "response": "#/$defs/A" } } }"""
    )]
    [InlineData(
        """{ "x-operations": { "Go": { "query": "«»", "method": "GET", "path": "/a«»", "description": "«»", "request": "#/$defs/A", "response": "#/$defs/A" } } }"""
    )]
    [InlineData("""{ "$defs": { "B«»": { "type": "string", "enum": ["a«»"] } } }""")]
    [InlineData(
        """{ "$defs": { "B": { "type": "string", "enum": ["a"], "x-spellings": { "s«»": { "a": "b«»" } }, "x-enum-descriptions": ["«»"] } } }"""
    )]
    [InlineData(
        """{ "$defs": { "B": { "type": "object", "description": "«»", "properties": { "x«»": { "type": "string", "default": "«»", "const": "«»", "pattern": "«»", "examples": ["«»"] } } } } }"""
    )]
    public void It_is_found_at_every_text(string template)
    {
        var schema = template.Replace("«»", "\u202E", System.StringComparison.Ordinal);
        var places = Enumerable.Range(0, schema.Length).Where(i => schema[i] == '\u202E').Select(i => (1, i + 1, 1));

        Found(schema).ShouldBe(places);
    }

    [Fact]
    public void Lines_are_counted_as_the_parser_counts_them() =>
        Found("\uFEFF{\r\n\"title\":\r\"\u2066\",\n\n\"description\": \"\u2028\u2069\" }")
            .ShouldBe([(3, 2, 1), (5, 18, 1)]);

    [Fact]
    public void What_is_commented_out_and_what_cannot_be_read_is_looked_at_too()
    {
        Found("{ // \u202E\n \"title\": \"a\" }").ShouldBe([(1, 6, 1)]);
        Found("\u202E").ShouldBe([(1, 1, 1)]);
        Found("{ \"title\": \"\u202E").ShouldBe([(1, 13, 1)]);
    }

    [Theory]
    [InlineData("""{ "title": "\\u202e" }""")]
    [InlineData("""{ "title": "\\\\u202e" }""")]
    [InlineData("""{ "title": "\"u202e\n202e" }""")]
    [InlineData("""{ "title": "\u2028\u200d\u00e9" }""")]
    [InlineData("""{ "title": "שלום عالم" }""")]
    public void Nothing_else_is_taken_for_one(string schema) =>
        SchemaReader.Read("a.json", schema).Diagnostics.ShouldBeEmpty();

    [Theory]
    [InlineData("\\")]
    [InlineData("\\u")]
    [InlineData("\\u202")]
    [InlineData("\\u 2e1")]
    public void A_piece_of_an_escape_is_survived(string text) => Found(text).ShouldBeEmpty();

    [Fact]
    public void No_message_shows_a_hidden_character()
    {
        var findings = SchemaReader
            .Read(
                "a.json",
                """
                { "$defs": {
                  "A\u2028\u202e\udb40\udc01": { "type": "string", "enum": ["a"] },
                  "B": { "type": "object", "properties": { "x": { "$ref": "#/$defs/A%E2%80%A8%E2%80%AE%F3%A0%80%81", "default": "b", "x-spelling": "c" } } }
                } }
                """
            )
            .Diagnostics;

        findings.Select(finding => finding.Id).ShouldBe(["NBC1014", "NBC1604", "NBC1508"], ignoreOrder: true);
        findings.Single(finding => finding.Id == "NBC1508").Message.ShouldContain("A\\u2028\\u202e\\udb40\\udc01");
        findings.ShouldAllBe(finding => HiddenCharacters.Escaped(finding.Message) == finding.Message);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("plain é 🦊", "plain é 🦊")]
    [InlineData("a\nb\u0085", "a\\u000ab\\u0085")]
    [InlineData("\U000E0001🦊", "\\udb40\\udc01🦊")]
    public void Hidden_characters_are_shown_as_escapes(string text, string shown) =>
        HiddenCharacters.Escaped(text).ShouldBe(shown);

    [Fact]
    public void Halves_of_a_pair_are_shown_as_escapes() =>
        HiddenCharacters.Escaped("\uDD8Aa\uD83E").ShouldBe("\\udd8aa\\ud83e");

    private static (int Line, int Column, int Length)[] Found(string schema) =>
        [
            .. SchemaReader
                .Read("a.json", schema)
                .Diagnostics.Where(finding => finding.Id == "NBC1014")
                .Select(finding => (finding.Line, finding.Column, finding.Length)),
        ];
}
