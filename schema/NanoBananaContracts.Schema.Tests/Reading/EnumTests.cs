using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Enums: names, spellings, deprecation.</summary>
public sealed class EnumTests
{
    [Theory]
    [InlineData(
        """["TEXT", "BLOCK_LOW_AND_ABOVE", "image/jpeg", "camelCase"]""",
        "Text BlockLowAndAbove ImageJpeg CamelCase"
    )]
    [InlineData("""["512", "1K", "0.5K", "16:9", "1:1"]""", "Value512 Value1K Value0_5K Value16_9 Value1_1")]
    [InlineData("""["png", "PNG", "Png"]""", "Png Png_2 Png_3", "NBC1303 NBC1303")]
    [InlineData("""["parse", "value", "Known", "A"]""", "ParseValue ValueValue KnownValue AValue")]
    [InlineData("""["größe", "日本", "gpt-4o", "IMAGE_4K_HD"]""", "Größe 日本 Gpt4o Image4KHd")]
    [InlineData("""[1, -1, 0]""", "Value1 Minus1 Value0")]
    [InlineData("""["class", "a b", " "]""", "Class AB Unnamed", "NBC1305")]
    public void Names_are_made_of_the_values(string values, string names, string findings = "")
    {
        var reading = SchemaReader.Read("a.json", $$"""{ "$defs": { "A": { "enum": {{values}} } } }""");

        string.Join(' ', reading.Diagnostics.Select(diagnostic => diagnostic.Id)).ShouldBe(findings);
        string.Join(' ', reading.Model.Enum("A").Values.Select(value => value.Name)).ShouldBe(names);
    }

    [Fact]
    public void Everything_about_a_value_is_kept()
    {
        var definition = SoundSchema
            .Definitions(
                """
                "Size": {
                  "type": "string",
                  "description": "Edge.",
                  "deprecated": true,
                  "enum": ["SIZE_UNSPECIFIED", "512", "SIZE_"],
                  "x-enum-prefix": "SIZE_",
                  "x-enum-names": ["None", "Small", "Bare"],
                  "x-enum-descriptions": ["Nothing.", "", "Odd."],
                  "x-enum-deprecated": { "512": "Use 1K." },
                  "x-enum-providers": { "SIZE_": ["a", "b-2"] },
                  "x-vanished-values": { "SIZE_": "2026" },
                  "x-spellings": { "words": { "512": "FIVE" }, "other": { "512": "0.5K", "SIZE_": "SIZE_" } }
                }
                """
            )
            .Enum("Size");

        definition.Description.ShouldBe("Edge.");
        definition.Deprecated.ShouldBe("");
        definition.IsInteger.ShouldBeFalse();
        definition.SchemaName.ShouldBe("Size");
        definition.Spellings.ShouldBe(["other", "words"]);
        definition.Mark.ToString().ShouldBe("(1,14)");
        definition.Values.ShouldBe([
            new EnumValue("None", "SIZE_UNSPECIFIED", "Nothing.", null, default, default),
            new EnumValue(
                "Small",
                "512",
                null,
                "Use 1K.",
                new EquatableArray<EnumSpelling>([
                    new EnumSpelling("other", "0.5K"),
                    new EnumSpelling("words", "FIVE"),
                ]),
                default
            ),
            new EnumValue(
                "Bare",
                "SIZE_",
                "Odd.",
                null,
                new EquatableArray<EnumSpelling>([new EnumSpelling("other", "SIZE_")]),
                default
            )
            {
                Providers = new EquatableArray<string>(["a", "b-2"]),
            },
        ]);
        definition.Values[1].Mark.ToString().ShouldBe("(5,32)");
    }

    [Fact]
    public void A_prefix_is_taken_off_where_something_is_left()
    {
        var definition = SoundSchema
            .Definitions(
                """ "R": { "enum": ["R_UNSPECIFIED", "R_", "OTHER", "xR_A"], "x-enum-prefix": "R_", "x-enum-deprecated": ["OTHER"] } """
            )
            .Enum("R");

        definition.Values.Select(value => value.Name).ShouldBe(["Unspecified", "RValue", "Other", "XRA"]);
        definition.Values.Select(value => value.Deprecated).ShouldBe([null, null, "", null]);
    }

    [Fact]
    public void Integers_are_an_enum_of_integers()
    {
        var definition = SoundSchema
            .Definitions(""" "Code": { "type": "integer", "enum": [200, -0], "x-enum-names": ["Ok", "Zero"] } """)
            .Enum("Code");

        definition.IsInteger.ShouldBeTrue();
        definition.Values.Select(value => value.Name + " " + value.Text).ShouldBe(["Ok 200", "Zero 0"]);
    }

    [Fact]
    public void The_rest_of_an_enum_survives_a_bad_value()
    {
        var reading = SchemaReader.Read(
            "a.json",
            """{ "$defs": { "A": { "type": "string", "enum": ["a", 1, "b", "a"], "x-enum-names": ["First", "Second", "Third", "Fourth"] } } }"""
        );

        reading.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(["NBC1501", "NBC1502"]);
        reading.Model.Enum("A").Values.Select(value => value.Name).ShouldBe(["First", "Third"]);
    }

    [Theory]
    [InlineData("inlineData", "InlineData")]
    [InlineData("URI", "Uri")]
    [InlineData("URIContext", "URIContext")]
    [InlineData("x", "X")]
    [InlineData("X", "X")]
    [InlineData("snake_case_name", "SnakeCaseName")]
    [InlineData("a1b2", "A1b2")]
    [InlineData("A1B2", "A1B2")]
    [InlineData("AB12CD", "Ab12Cd")]
    [InlineData("3D", "3D")]
    [InlineData("1.2.3", "1_2_3")]
    [InlineData("v1-beta", "V1Beta")]
    [InlineData("--", "")]
    [InlineData("\ud83d\ude00a", "A")]
    public void Pascal_case_is_made_this_way(string wireName, string name) =>
        CSharpName.Pascal(wireName).ShouldBe(name);

    [Theory]
    [InlineData("A", true)]
    [InlineData("_1", true)]
    [InlineData("größe", true)]
    [InlineData("var", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("a-b", false)]
    [InlineData("class", false)]
    [InlineData("string", false)]
    [InlineData("@class", false)]
    public void A_name_is_one_of_C_sharp_or_not(string name, bool valid) => CSharpName.IsValid(name).ShouldBe(valid);
}
