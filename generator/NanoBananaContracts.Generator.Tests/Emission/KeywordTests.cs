using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Generator.Tests.Keywords;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Every keyword of schema/README.md, as the code that is made of it behaves.</summary>
public class KeywordTests
{
    [Theory]
    [InlineData(
        """{"flag":true,"small":5,"large":9007199254740993,"textual":"42","single":0.1,"real":1e-7,"text":"ä\u0000","data":"AQI=","bytes":"_-8","when":"2026-08-22T10:00:00.123456789Z","span":"-1.000000001s","anything":[1,{"a":null}],"anyObject":{"z":1},"empty":{}}"""
    )]
    [InlineData(
        """{"real":"NaN","single":"-Infinity","textual":42,"when":"2026-08-22T10:00:00+02:00","span":"1.50s","anything":null}"""
    )]
    [InlineData("""{"real":0.12345678901234567890123,"single":-0.0037737112492322922,"large":5.0,"small":1e2}""")]
    [InlineData(
        """{"flag":"yes","small":1.5,"large":1e400,"textual":"007","single":1e999,"real":"1","text":5,"data":7,"when":"yesterday","span":"3 s","anyObject":[],"empty":null}"""
    )]
    public void Every_type_reads_and_writes_what_it_read(string json) =>
        Scalars.Parse(json).ToJson().ShouldBeJson(json);

    [Fact]
    public void Types_hold_what_the_schema_promises()
    {
        var scalars = Scalars.Parse(
            """{"flag":true,"small":5,"large":9007199254740993,"textual":"-42","single":0.1,"real":"Infinity","text":"t","data":"AQI=","when":"1969-12-31T23:59:59.5Z","span":"1.5s","anything":null,"anyObject":{},"empty":{}}"""
        );
        scalars.Flag.ShouldBe(true);
        scalars.Small.ShouldBe(5);
        scalars.Large.ShouldBe(9007199254740993);
        scalars.Textual.ShouldBe(-42);
        scalars.Single.ShouldBe(0.1);
        scalars.Real.ShouldBe(double.PositiveInfinity);
        scalars.Data!.Value.ToArray().ShouldBe(new byte[] { 1, 2 });
        scalars
            .When!.Value.ToDateTimeOffset()
            .ShouldBe(new DateTimeOffset(1969, 12, 31, 23, 59, 59, 500, TimeSpan.Zero));
        scalars.Span!.Value.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(1.5));
        scalars.Anything!.Value.ToString().ShouldBe("null");
        scalars.AnyObject!.Value.ToString().ShouldBe("{}");
        scalars.Empty.ShouldBe(new Empty());
        scalars.UnknownFields.ShouldBeNull();
    }

    [Fact]
    public void A_64_bit_integer_in_text_is_read_as_a_number_too_and_comes_back_as_it_was()
    {
        Scalars.Parse("""{"textual":42}""").Textual.ShouldBe(42);
        Scalars.Parse("""{"textual":42}""").ToJson().ShouldBe("""{"textual":42}""");
        (Scalars.Parse("""{"textual":42}""") with { Textual = 43 }).ToJson().ShouldBe("""{"textual":"43"}""");
        new Scalars { Textual = 42 }
            .ToJson()
            .ShouldBe("""{"textual":"42"}""");
    }

    [Fact]
    public void A_number_of_more_digits_than_a_double_holds_comes_back_as_it_was_until_it_is_changed()
    {
        const string Json = """{"real":0.1234567890123456789}""";
        var read = Scalars.Parse(Json);
        read.ToJson().ShouldBe(Json);
        (read with { Real = 0.5 }).ToJson().ShouldBe("""{"real":0.5}""");
        (read with { Text = "t" }).ToJson().ShouldBeJson("""{"text":"t","real":0.1234567890123456789}""");
    }

    [Fact]
    public void What_does_not_fit_is_kept_and_gives_way_to_what_is_set()
    {
        var read = Scalars.Parse("""{"text":5,"odd":1}""");
        read.Text.ShouldBeNull();
        read.UnknownFields!.Find("text").ToString().ShouldBe("5");
        (read with { Text = "t" }).ToJson().ShouldBeJson("""{"text":"t","odd":1}""");
        read.Validate().Select(violation => violation.Rule).ShouldBe([ViolationRule.WrongType]);
    }

    [Fact]
    public void Of_a_field_given_twice_the_later_counts()
    {
        Scalars.Parse("""{"text":"a","text":"b"}""").Text.ShouldBe("b");
        Scalars.Parse("""{"text":null,"text":"b"}""").ToJson().ShouldBe("""{"text":"b"}""");
        Scalars.Parse("""{"text":"a","text":null}""").ToJson().ShouldBe("""{"text":null}""");
    }

    [Theory]
    [InlineData(
        """{"texts":["a",""],"numbers":[0.1,1e300,"NaN"],"longs":["1",2],"rows":[[1,2],[],[3]],"colours":["rot","COLOUR_GREEN","new"],"nodes":[{"nodeName":"n","children":[{}]},null,5],"values":[null,1,"x",{}]}"""
    )]
    [InlineData(
        """{"names":{"a":"b","":"c"},"nodesByName":{"x":{},"y":"no node"},"coloursByName":{"c":"2d"},"listsByName":{"l":[1,0.12345678901234567890],"m":[]}}"""
    )]
    [InlineData("""{"texts":[],"names":{},"nodes":[]}""")]
    [InlineData(
        """{"texts":["a",5],"numbers":["1"],"rows":[[1],"x"],"colours":[null],"names":{"a":1},"coloursByName":[],"listsByName":{"a":[{}]},"values":{},"nodes":{}}"""
    )]
    public void Lists_and_maps_read_and_write_what_they_read(string json) =>
        Composites.Parse(json).ToJson().ShouldBeJson(json);

    [Fact]
    public void A_list_with_one_item_that_does_not_fit_is_kept_whole()
    {
        var read = Composites.Parse("""{"texts":["a",5],"rows":[[1],[2]]}""");
        read.Texts.IsAbsent.ShouldBeTrue();
        read.Rows[1][0].ShouldBe(2);
        read.UnknownFields!.Find("texts").ToString().ShouldBe("""["a",5]""");
    }

    [Fact]
    public void A_list_that_is_absent_is_not_one_that_is_empty()
    {
        new Composites().ToJson().ShouldBe("{}");
        new Composites { Texts = [] }
            .ToJson()
            .ShouldBe("""{"texts":[]}""");
        Composites.Parse("""{"texts":[]}""").ShouldBe(new Composites { Texts = [] });
        Composites.Parse("{}").ShouldNotBe(new Composites { Texts = [] });
    }

    [Fact]
    public void Records_compare_by_value_through_lists_and_maps()
    {
        const string Json = """{"texts":["a"],"nodesByName":{"x":{"nodeName":"n"}},"values":[{"a":1,"b":2}]}""";
        var same = Composites.Parse(
            """{"values":[{"b":2.0,"a":1}],"nodesByName":{"x":{"nodeName":"n"}},"texts":["a"]}"""
        );
        Composites.Parse(Json).ShouldBe(same);
        Composites.Parse(Json).GetHashCode().ShouldBe(same.GetHashCode());
    }

    [Fact]
    public void A_definition_may_refer_to_itself()
    {
        var node = new Node { NodeName = "root", Children = [new Node { NodeName = "leaf" }] };
        Node.Parse(node.ToJson()).ShouldBe(node);
    }

    [Fact]
    public void What_stands_in_place_of_a_message_is_kept()
    {
        var node = Node.Parse("5");
        node.UnknownFields!.IsReplacement.ShouldBeTrue();
        node.ToJson().ShouldBe("5");
        node.Validate().Single().Rule.ShouldBe(ViolationRule.WrongType);
    }

    [Fact]
    public void Empty_objects_are_written() =>
        new Scalars { Empty = new Empty() }
            .ToJson()
            .ShouldBe("""{"empty":{}}""");

    [Fact]
    public void Snake_case_names_are_read_and_come_back_in_camelCase() =>
        Renamed
            .Parse("""{"snake_twin_name":"s","3d":true,"class":"c"}""")
            .ToJson()
            .ShouldBe("""{"3d":true,"class":"c","snakeTwinName":"s"}""");

    [Fact]
    public void Names_with_escapes_are_read()
    {
        Renamed.Parse("""{"cl\u0061ss":"c"}""").Class.ShouldBe("c");
        Renamed.Parse("""{"cl\u0061zz":"c"}""").ToJson().ShouldBe("""{"cl\u0061zz":"c"}""");
    }

    [Theory]
    [InlineData("""{"text":"\ud800"}""")]
    [InlineData("""{"\udc00x":1}""")]
    [InlineData("""{"anything":"\ud800"}""")]
    public void Text_that_is_not_Unicode_is_kept(string json) => Scalars.Parse(json).ToJson().ShouldBe(json);

    [Fact]
    public void The_text_of_a_record_shows_what_is_set()
    {
        new Scalars().ToString().ShouldBe("Scalars { }");
        new Scalars { Text = "t", Real = 0.5 }
            .ToString()
            .ShouldBe("Scalars { Real = 0.5, Text = t }");
        Scalars.Parse("""{"real":0.50000000000000000000001}""").ToString().ShouldBe("Scalars { Real = 0.5 }");
        new Composites().ToString().ShouldBe("Composites { }");
        Composites.Parse("""{"odd":1}""").ToString().ShouldBe("Composites { UnknownFields = odd }");
        Extended
            .Parse("""{"known":"k","one":1}""")
            .ToString()
            .ShouldBe("Extended { Known = k, AdditionalProperties = {one} (1) }");
        new Bounds { Some = [1, 2] }
            .ToString()
            .ShouldBe("Bounds { Some = [1, 2] }");
    }

    [Fact]
    public void Default_is_documented_and_never_written() => new Enums().ToJson().ShouldBe("{}");

    [Fact]
    public void Deprecated_members_are_obsolete_and_say_what_to_use()
    {
        var property = typeof(Old).GetProperty("Gone")!;
        var obsolete = property
            .GetCustomAttributes(typeof(ObsoleteAttribute), false)
            .Cast<ObsoleteAttribute>()
            .Single();
        obsolete.Message.ShouldBe("Use stays.");
        typeof(Colour).GetProperty("Green")!.GetCustomAttributes(typeof(ObsoleteAttribute), false).ShouldNotBeEmpty();
        Old.Parse("""{"gone":"g"}""").ToJson().ShouldBe("""{"gone":"g"}""");
    }

    [Fact]
    public void All_of_takes_the_properties_of_its_parts()
    {
        var dog = new Dog { Legs = 4, Barks = true };
        Dog.Parse(dog.ToJson()).ShouldBe(dog);
        Dog.Parse("{}").Validate().Single().Path.ShouldBe("legs");
    }

    [Fact]
    public void Extension_data_has_its_type()
    {
        var read = Extended.Parse("""{"known":"k","one":1,"two":2,"odd":"x"}""");
        read.AdditionalProperties["two"].ShouldBe(2);
        read.AdditionalProperties.Count.ShouldBe(2);
        read.ToJson().ShouldBeJson("""{"known":"k","one":1,"two":2,"odd":"x"}""");
        read.Validate().Single().Path.ShouldBe("odd");
        new Extended { AdditionalProperties = ValueMap.Create(("a", 1)) }
            .ToJson()
            .ShouldBe("""{"a":1}""");
    }

    [Fact]
    public void Only_what_is_closed_reports_other_fields()
    {
        Closed.Parse("""{"other":1}""").Validate().Single().Rule.ShouldBe(ViolationRule.UnknownField);
        Node.Parse("""{"other":1}""").Validate().ShouldBeEmpty();
        var all = new ContractValidator { ReportAllUnknownFields = true };
        Node.Parse("""{"other":1}""").Validate(all);
        all.Violations.Single().Path.ShouldBe("other");
    }

    [Fact]
    public void What_only_the_service_sets_is_not_on_the_sending_side()
    {
        typeof(MakeRequest).GetProperty("SetByService").ShouldBeNull();
        typeof(MakeResponse).GetProperty("Made").ShouldNotBeNull();
        var request = MakeRequest.Parse("""{"prompt":"fox","setByService":"s"}""");
        request.ToJson().ShouldBe("""{"prompt":"fox","setByService":"s"}""");
        request.Validate().Single().Rule.ShouldBe(ViolationRule.ReadOnly);
    }

    [Fact]
    public void What_only_we_set_is_not_on_the_reading_side()
    {
        typeof(MakeRequest).GetProperty("Secret").ShouldNotBeNull();
        typeof(MakeResponse).GetProperty("Secret").ShouldBeNull();
        MakeResponse.Parse("""{"secret":"s"}""").ToJson().ShouldBe("""{"secret":"s"}""");
        MakeResponse.Parse("""{"secret":"s"}""").Validate().ShouldBeEmpty();
    }

    [Fact]
    public void In_a_message_that_travels_both_ways_the_service_s_fields_can_only_be_read()
    {
        typeof(Shared).GetProperty("Id")!.SetMethod!.IsPublic.ShouldBeFalse();
        typeof(Shared).GetProperty("Label")!.SetMethod!.IsPublic.ShouldBeTrue();
        var shared = Shared.Parse("""{"id":"7","label":"l"}""");
        shared.Id.ShouldBe("7");
        shared.Validate().ShouldBeEmpty();
        (MakeRequest.Parse("""{"prompt":"fox"}""") with { Shared = shared })
            .Validate()
            .Single()
            .Path.ShouldBe("shared.id");
    }

    [Fact]
    public void Operations_say_where_they_go()
    {
        Keywords.ContractOperations.Make.ToString().ShouldBe("POST /v1/things/{thing}:make");
        Keywords.ContractOperations.Make.IsStreaming.ShouldBeFalse();
        Keywords
            .ContractOperations.MakePath(thing: "chair")
            .ShouldBe(new Dictionary<string, string> { ["thing"] = "chair" });
        Keywords.ContractOperations.Watch.ToString().ShouldBe("GET /v1/things?alt=sse");
        Keywords.ContractOperations.Watch.IsStreaming.ShouldBeTrue();
        Keywords.ContractOperations.Watch.ParseResponse("""{"made":"m"}"""u8.ToArray()).Made.ShouldBe("m");
        Keywords.ContractOperations.Watch.ParseRequest("""{"prompt":"fox"}"""u8.ToArray()).Prompt.ShouldBe("fox");
    }

    [Fact]
    public void Texts_that_are_not_JSON_are_errors_with_their_place()
    {
        var cut = Should.Throw<ContractFormatException>(() => Composites.Parse("""{"nodes":[{},{"nodeName":"""));
        cut.Path.ShouldBe("nodes[1].nodeName");
        cut.Offset.ShouldBe(25);
        Should.Throw<ContractFormatException>(() => Node.Parse("")).Message.ShouldContain("empty");
        Should.Throw<ContractFormatException>(() => Node.Parse("{} {}"));
        Should
            .Throw<ContractFormatException>(() => Node.Parse(string.Concat(Enumerable.Repeat("""{"children":[""", 40))))
            .Message.ShouldContain("64 levels");
    }
}
