using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Generator.Tests.Keywords;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Open enums: names, spellings, unknown values.</summary>
public class EnumTests
{
    [Fact]
    public void Names_are_made_from_texts()
    {
        Colour.All.Count.ShouldBe(4);
        Colour.Red.Value.ShouldBe("COLOUR_RED");
        Colour.LightBlue.Value.ShouldBe("light blue");
        Enum.GetNames<Colour.Known>()
            .ShouldBe(["Undocumented", "Red", "Green", "Value2d", "LightBlue"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(short.MaxValue, "private readonly short index;", "(short)index")]
    [InlineData(short.MaxValue + 1, "private readonly int index;", "this.index = index;")]
    public void An_enum_of_more_values_than_a_short_can_number_is_numbered_by_an_int(
        int count,
        string field,
        string set
    )
    {
        var values = string.Join(',', Enumerable.Range(1, count));

        var source = GeneratorRun
            .Of($$"""{ "$defs": { "Many": { "type": "integer", "enum": [{{values}}], "description": "Many." } } }""")
            .Sources.Values.Single(text => text.Contains("struct Many"));

        source.ShouldContain(field, Case.Sensitive);
        source.ShouldContain(set, Case.Sensitive);
    }

    [Fact]
    public void Every_spelling_is_read_and_is_the_same_value()
    {
        Colour.Parse("rot").ShouldBe(Colour.Red);
        Colour.Parse("RED_CARD").ShouldBe(Colour.Red);
        Colour.Parse("rot").GetHashCode().ShouldBe(Colour.Red.GetHashCode());
        Colour.Parse("rot").Kind.ShouldBe(Colour.Known.Red);
        Colour.Parse("rot").Value.ShouldBe("rot");
    }

    [Fact]
    public void Parse_knows_documented_values_only()
    {
        Should.Throw<FormatException>(() => Colour.Parse("mauve")).Message.ShouldContain("COLOUR_RED");
        Colour.TryParse("colour_red", out _).ShouldBeFalse();
        Colour.TryParse(null, out _).ShouldBeFalse();
    }

    [Fact]
    public void An_undocumented_value_is_kept_and_reported()
    {
        var mauve = Colour.Undocumented("mauve");
        mauve.IsDocumented.ShouldBeFalse();
        mauve.Kind.ShouldBe(Colour.Known.Undocumented);
        mauve.ShouldBe(Enums.Parse("""{"colour":"mauve"}""").Colour!.Value);
        mauve.ShouldNotBe(Colour.Undocumented("lilac"));
        new Enums { Colour = mauve }
            .ToJson("shop")
            .ShouldBe("""{"colour":"mauve"}""");
        new Enums { Colour = mauve }
            .Validate()
            .Single()
            .Rule.ShouldBe(ViolationRule.UndocumentedValue);
        Colour.Undocumented("COLOUR_RED").IsDocumented.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, """{"colour":"COLOUR_RED","postcard":"RED_CARD"}""")]
    [InlineData("shop", """{"colour":"rot","postcard":"RED_CARD"}""")]
    [InlineData("elsewhere", """{"colour":"COLOUR_RED","postcard":"RED_CARD"}""")]
    public void A_made_value_is_written_in_the_dialect_and_the_spelling_of_its_place(string? dialect, string json) =>
        new Enums { Colour = Colour.Red, Postcard = Colour.Red }
            .ToJson(dialect)
            .ShouldBe(json);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Shop")]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_dialect_that_the_contract_does_not_know_is_refused(string dialect)
    {
        var made = new Enums { Colour = Colour.Red };
        using var larger = new System.Text.Json.Utf8JsonWriter(new MemoryStream());
        foreach (
            var write in new Action[]
            {
                () => made.ToJson(dialect),
                () => made.ToUtf8Json(dialect),
                () => made.WriteTo(larger, dialect),
            }
        )
        {
            var refusal = Should.Throw<ArgumentException>(write);
            refusal.ParamName.ShouldBe("dialect");
            refusal.Message.ShouldStartWith(
                $"This contract knows no dialect '{dialect.Replace("\n", "\\n")}'. Use one of elsewhere, postcard, shop, "
            );
        }
    }

    [Fact]
    public void A_value_that_the_spelling_leaves_out_is_written_as_in_the_schema() =>
        new Enums { Colour = Colour.LightBlue, Postcard = Colour.LightBlue }
            .ToJson("shop")
            .ShouldBe("""{"colour":"light blue","postcard":"light blue"}""");

    [Theory]
    [InlineData("""{"colour":"rot","postcard":"COLOUR_RED"}""")]
    [InlineData("""{"colour":"RED_CARD","postcard":"rot"}""")]
    public void A_read_value_is_written_back_as_it_was(string json)
    {
        Enums.Parse(json).ToJson().ShouldBe(json);
        Enums.Parse(json).ToJson("shop").ShouldBe("""{"colour":"rot","postcard":"RED_CARD"}""");
    }

    [Fact]
    public void Text_with_escapes_is_read()
    {
        Enums.Parse("""{"colour":"r\u006ft"}""").Colour.ShouldBe(Colour.Red);
        Enums.Parse("""{"colour":"\ud800"}""").Colour.ShouldBeNull();
    }

    [Fact]
    public void A_place_may_allow_fewer_values()
    {
        new Enums { Narrow = Colour.Red }
            .Validate()
            .ShouldBeEmpty();
        var violation = new Enums { Narrow = Colour.LightBlue }
            .Validate()
            .Single();
        violation.Allowed.ShouldBe("COLOUR_RED, 2d");
    }

    [Fact]
    public void Integers_can_be_enum_values_too()
    {
        Level.MinusThree.Number.ShouldBe(-3);
        Level.Parse("5").ShouldBe(Level.Five);
        new Enums { Level = Level.MinusThree }
            .ToJson()
            .ShouldBe("""{"level":-3}""");
        var nine = Enums.Parse("""{"level":9}""");
        nine.Level!.Value.IsDocumented.ShouldBeFalse();
        nine.Level.ShouldBe(Level.Undocumented(9));
        nine.ToJson().ShouldBe("""{"level":9}""");
        nine.Validate().Single().Value.ShouldBe("9");
        Enums.Parse("""{"level":"5"}""").Level.ShouldBeNull();
        default(Level).ShouldNotBe(Level.Zero);
        Level.Undocumented(0).ShouldBe(Level.Zero);
    }

    [Fact]
    public void Default_is_no_value()
    {
        default(Colour).IsDocumented.ShouldBeFalse();
        default(Colour).Value.ShouldBe("");
        default(Colour).ShouldNotBe(Colour.Red);
    }
}
