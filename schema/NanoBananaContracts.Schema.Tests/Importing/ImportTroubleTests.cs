using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>Sources and files with mistakes: each is reported at its place, and survived.</summary>
public sealed class ImportTroubleTests
{
    private const string Target = """
        {
          "x-operations": { "Draw": { "method": "POST", "path": "/d", "request": "#/$defs/Order", "response": "#/$defs/Order" } },
          "$defs": {
            "Order": { "type": "object", "properties": { "mood": { "$ref": "#/$defs/Mood" }, "part": { "$ref": "#/$defs/Part" } } },
            "Mood": { "type": "string", "enum": ["CALM"] },
            "Part": { "x-name": "Piece", "type": "object", "properties": { "x": { "type": "string" } } }
          }
        }
        """;

    private const string Part = """ "Part": { "type": "object", "properties": { "x": { "type": "string" } } } """;

    [Theory]
    [InlineData("/d", "post", "\"multipart/form-data\": {}", true)]
    [InlineData("/d", "POST", "\"multipart/form-data\": {}, \"application/x-www-form-urlencoded\": {}", true)]
    [InlineData("/d", "post", "\"multipart/form-data\": {}, \"application/json\": {}", false)]
    [InlineData("/d", "post", "\"application/vnd.own+json\": {}", false)]
    [InlineData("/d", "post", "\"*/*\": {}", false)]
    [InlineData("/d", "post", "", false)]
    [InlineData("/d", "put", "\"multipart/form-data\": {}", false)]
    [InlineData("/other", "post", "\"multipart/form-data\": {}", false)]
    public void An_operation_that_takes_no_JSON_is_reported(string path, string method, string content, bool isReported)
    {
        var source =
            "{ \"openapi\": \"3.1.0\", \"paths\": { \""
            + path
            + "\": { \""
            + method
            + "\": { \"requestBody\": { \"content\": { "
            + content
            + " } } } } }, \"components\": { \"schemas\": { \"Order\": { \"type\": \"object\" } } } }";

        var found = Contract.Import(source, Target).Diagnostics.Where(finding => finding.Id == "NBC1907").ToArray();

        found.Length.ShouldBe(isReported ? 1 : 0);
        found.ShouldAllBe(finding => finding.Message.Contains("multipart/form-data"));
    }

    [Theory]
    [InlineData("""{ "swagger": "2.0" }""", "NBC1901", 1, 1)]
    [InlineData("""{ "openapi": "3.1.0", "components": {} }""", "NBC1901", 1, 1)]
    [InlineData("""{ "openapi": "2.0", "components": { "schemas": {} } }""", "NBC1901", 1, 1)]
    [InlineData("[]", "NBC1901", 1, 1)]
    [InlineData("{\n  \"schemas\": [", "NBC1003", 2, 15)]
    [InlineData("", "NBC1901", 1, 1)]
    public void A_source_that_is_none_changes_nothing(string source, string id, int line, int column)
    {
        var result = Contract.Import(source, Target);

        result.HasErrors.ShouldBeTrue();
        result.Text.ShouldBe(Target);
        result.Changes.ShouldBeEmpty();
        var finding = result.Diagnostics.ShouldHaveSingleItem();
        (finding.Id, finding.Path, finding.Line, finding.Column).ShouldBe((id, "source.json", line, column));
    }

    [Theory]
    [InlineData("\uFEFF \n", "The source is empty.")]
    [InlineData("<!DOCTYPE html><html></html>", "is a page of HTML")]
    [InlineData("openapi: 3.0.3\ninfo:\n  title: x\n", "Convert it to JSON")]
    [InlineData("# An API\nopenapi: 3.0.3\n", "Convert it to JSON")]
    [InlineData("---\nswagger: '2.0'\n", "Convert it to JSON")]
    [InlineData("Not found", "The source is not JSON.")]
    public void A_source_that_is_not_even_JSON_is_called_what_it_is(string source, string words)
    {
        var result = Contract.Import(source, Target);

        result.Text.ShouldBe(Target);
        var finding = result.Diagnostics.ShouldHaveSingleItem();
        (finding.Id, finding.Line, finding.Column).ShouldBe(("NBC1901", 1, 1));
        finding.Message.ShouldContain(words);
    }

    [Theory]
    [InlineData("{", "NBC1003")]
    [InlineData("{}", "NBC1902")]
    [InlineData("""{ "$defs": {} }""", "NBC1902")]
    [InlineData("""{ "$defs": { "Order": { "type": "objekt" } } }""", "NBC1105")]
    [InlineData(
        """{ "$defs": { "Other": { "type": "object" } }, "x-operations": { "A": { "method": "POST", "path": "/a", "request": "#/$defs/Other", "response": "#/$defs/Other" } } }""",
        "NBC1903"
    )]
    public void A_file_that_cannot_take_an_import_stays_as_it_is(string target, string id)
    {
        var result = Contract.Import(Source("""{ "x": { "type": "string" } }"""), target);

        result.HasErrors.ShouldBeTrue();
        result.Text.ShouldBe(target);
        var finding = result.Diagnostics.ShouldHaveSingleItem();
        (finding.Id, finding.Path).ShouldBe((id, "contract.json"));
    }

    /// <summary>Written as escapes, so that the file shows what came in.</summary>
    [Fact]
    public void A_foreign_value_with_hidden_characters_comes_in_visibly()
    {
        var result = Contract.Import(
            Source("""{ "mood": { "type": "string", "enum": ["CALM", "C\u2028class D { }"] } }"""),
            Target
        );

        result.Text.ShouldContain("\"C\\u2028class D { }\"");
        result.Text.ShouldNotContain("\u2028");
    }

    [Fact]
    public void A_foreign_value_that_reorders_text_does_not_come_in()
    {
        var result = Contract.Import(
            Source("""{ "mood": { "type": "string", "enum": ["CALM", "A\u202eB"] } }"""),
            Target
        );

        result.Text.ShouldBe(Target);
        var finding = result.Diagnostics.Where(finding => finding.Path == "contract.json").ShouldHaveSingleItem();
        (finding.Id, finding.Severity).ShouldBe(("NBC1014", SchemaSeverity.Error));
        finding.Message.ShouldNotContain("\u202E");
    }

    [Fact]
    public void Where_the_outcome_s_reader_rejects_it_the_file_stays()
    {
        var result = Contract.Import(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "new": { "type": "string", "enum": ["A", ""] } }"""
            ),
            Target
        );

        result.Text.ShouldBe(Target);
        result.Changes.ShouldBeEmpty();
        var finding = result.Diagnostics.Where(finding => finding.Path == "contract.json").ShouldHaveSingleItem();
        (finding.Id, finding.Severity, finding.Line).ShouldBe(("NBC1305", SchemaSeverity.Error, 1));
        finding.Message.ShouldContain("nothing was changed: settle it");
    }

    [Fact]
    public void A_reference_to_nothing_leaves_ours_alone_and_lets_anything_into_a_new_property()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Gone" }, "other": { "$ref": "Gone" } }"""
            ),
            Target
        );

        result.Diagnostics.Select(finding => finding.Id).ShouldBe(["NBC1904", "NBC1904"]);
        result.Diagnostics[0].Message.ShouldContain("Order.part refers to 'Gone'");
        result.Changes.ShouldHaveSingleItem().Path.ShouldBe("Order.other");
        result.Text.ShouldContain(""" "part": { "$ref": "#/$defs/Part" }, "other": {} """.Trim());
        result.Text.ShouldNotContain("x-vanished");
    }

    [Theory]
    [InlineData("Mood", "MoodMessage")]
    [InlineData("Piece", "PieceMessage")]
    public void A_new_message_that_meets_a_name_of_ours_gets_another(string name, string expected)
    {
        var result = Contract.GoodImport(
            Source(
                $$"""{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "extra": { "$ref": "{{name}}" } }""",
                $$""" {{Part}}, "{{name}}": { "type": "object", "properties": { "y": { "type": "boolean" } } } """
            ),
            Target
        );

        result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1905");
        result.Text.ShouldContain($"\"extra\": {{ \"$ref\": \"#/$defs/{expected}\" }}");
        result.Changes.Select(change => change.Path).ShouldBe([expected, "Order.extra"]);
    }

    [Fact]
    public void Two_properties_with_one_C_sharp_name_become_one()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "_new": { "type": "string" }, "new": { "type": "boolean" } }""",
                Part
            ),
            Target
        );

        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("Order._new and Order.new");
        result.Text.ShouldContain("\"new\": { \"type\": \"boolean\" }");
        result.Text.ShouldNotContain("_new");
    }

    [Fact]
    public void A_name_given_twice_counts_once_and_is_reported()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "a": { "type": "string" }, "a": { "type": "boolean" } }""",
                Part
            ),
            Target
        );

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        (finding.Id, finding.Severity).ShouldBe(("NBC1008", SchemaSeverity.Warning));
        result.Text.ShouldContain("\"a\": { \"type\": \"string\" }");
    }

    [Theory]
    [InlineData("""{ "oneOf": [{ "type": "string" }, { "type": "boolean" }] }""")]
    [InlineData("""{ "type": "file" }""")]
    [InlineData("7")]
    public void What_is_not_understood_takes_anything_and_is_reported(string type)
    {
        var result = Contract.GoodImport(
            Source(
                $$"""{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "odd": {{type}} }""",
                Part
            ),
            Target
        );

        result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1906");
        result.Text.ShouldContain("\"odd\": {}");
    }

    [Fact]
    public void A_type_that_refers_to_itself_and_never_to_an_object_ends()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "loop": { "$ref": "Loop" } }""",
                Part + """, "Loop": { "type": "array", "items": { "$ref": "Loop" } } """
            ),
            Target
        );

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe("NBC1906");
        finding.Message.ShouldContain("leads back to 'Loop'");
        result.Text.ShouldContain("\"loop\": { \"type\": \"array\", \"items\": {} }");
    }

    [Fact]
    public void An_enum_without_values_comes_in_as_its_type()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "level": { "type": "string", "enum": [] } }""",
                Part
            ),
            Target
        );

        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("'enum' of Order.level did not come in");
        result.Text.ShouldContain("\"level\": { \"type\": \"string\" }");
    }

    [Fact]
    public void An_enum_of_integers_that_the_file_lists_stays()
    {
        var target = Target.Replace(
            "\"Mood\": { \"type\": \"string\", \"enum\": [\"CALM\"] }",
            "\"Mood\": { \"type\": \"integer\", \"enum\": [1, 2] }"
        );

        var result = Contract.GoodImport(
            Source("""{ "mood": { "type": "integer", "enum": [1, 2] }, "part": { "$ref": "Part" } }""", Part),
            target
        );

        result.Text.ShouldBe(target);
    }

    [Fact]
    public void Properties_without_a_letter_or_a_digit_are_left_out()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "": {}, "-": {}, "$": {} }""",
                Part
            ),
            Target
        );

        result.Diagnostics.Select(finding => finding.Id).ShouldBe(["NBC1906", "NBC1906", "NBC1906"]);
        result.Text.ShouldBe(Target);
    }

    [Theory]
    [InlineData("order", "OrderValue")]
    [InlineData("toString", "ToStringValue")]
    [InlineData("toStringValue\": {}, \"toString", "ToStringValue2")]
    [InlineData("toString\": { \"type\": \"any\" }, \"toStringValue", "ToStringValue2")]
    public void A_property_that_wants_the_record_s_own_name_gets_another(string name, string given)
    {
        var result = Contract.GoodImport(
            Source(
                $$"""{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "{{name}}": {} }""",
                Part
            ),
            Target
        );

        result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1905");
        result.Text.ShouldContain($"{{ \"x-name\": \"{given}\" }}");
    }

    [Fact]
    public void A_new_record_s_properties_get_names_that_go_with_it()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "new": { "$ref": "New" } }""",
                Part
                    + """, "New": { "type": "object", "properties": { "new": { "type": "string" }, "additionalProperties": {} } } """
            ),
            Target
        );

        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("x-name NewValue");
        result.Text.ShouldContain("\"additionalProperties\": {}");
    }

    [Fact]
    public void A_new_property_that_makes_a_C_sharp_name_we_have_is_left_out()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "Mood": { "type": "string" } }""",
                Part
            ),
            Target
        );

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe("NBC1905");
        finding.Message.ShouldContain("Mood was left out.");
    }

    [Theory]
    [InlineData("""["CALM"]""", """["CALM", "calm"]""")]
    [InlineData("""["CALM"], "x-enum-names": ["Calm"]""", """["CALM", "calm"]""")]
    [InlineData("""["CALM"]""", """["CALM", "calm", "Glad"]""")]
    public void Two_values_that_make_one_C_sharp_name_are_both_named(string ours, string theirs)
    {
        var result = Contract.Import(
            Source($$"""{ "mood": { "type": "string", "enum": {{theirs}} }, "part": { "$ref": "Part" } }""", Part),
            Target.Replace("[\"CALM\"]", ours, StringComparison.Ordinal)
        );

        var finding = result.Diagnostics.ShouldHaveSingleItem();
        finding.Id.ShouldBe("NBC1303");
        finding.Message.ShouldStartWith("'calm' and 'CALM' are both named 'Calm' in C#.");
    }

    [Fact]
    public void A_new_message_whose_name_differs_in_case_only_gets_another()
    {
        var result = Contract.GoodImport(
            Source(
                """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "Part" }, "extra": { "$ref": "MOOD" } }""",
                Part + """, "MOOD": { "type": "object", "properties": { "y": { "type": "boolean" } } } """
            ),
            Target
        );

        result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC1905");
        result.Text.ShouldContain("#/$defs/MOODMessage");
    }

    [Fact]
    public void Messages_are_matched_by_place_where_their_names_differ()
    {
        var source = Source(
            """{ "mood": { "type": "string", "enum": ["CALM"] }, "part": { "$ref": "V2Part" } }""",
            """ "V2Part": { "type": "object", "properties": { "x": { "type": "string" }, "y": { "type": "string" } } } """
        );
        var result = Contract.GoodImport(source, Target);

        result.Changes.Select(change => change.ToString()).ShouldBe(["= Part (V2Part in the source)", "+ Part.y"]);
        result.Text.ShouldNotContain("V2Part");
    }

    [Fact]
    public void Every_rule_has_an_id_of_its_own_and_a_cure()
    {
        SchemaImportRules.All.Select(rule => rule.Id).ShouldBeUnique();
        SchemaImportRules.All.ShouldAllBe(rule => rule.Id.StartsWith("NBC19") && rule.Cure.EndsWith('.'));
        SchemaRules.All.Select(rule => rule.Id).ShouldNotContain(id => id.StartsWith("NBC19"));
    }

    private static string Source(string order, string others = """ "Unused": { "type": "object" } """) =>
        $$"""
            { "discoveryVersion": "v1", "revision": "7", "schemas": { "Order": { "type": "object", "properties": {{order}} }, {{others}} } }
            """;
}
