using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Importing;

/// <summary>Single changes, as they look in the file.</summary>
public sealed class ImportIntoTests
{
    private const string Target = """
        {
          "x-operations": {
            "Draw": { "method": "POST", "path": "/draw", "request": "#/$defs/Order", "response": "#/$defs/Result" }
          },
          "$defs": {
            "Order": {
              "type": "object",
              "description": "An order.",
              "properties": {
                "prompt": { "type": "string", "maxLength": 100 },
                "size": {
                  "$ref": "#/$defs/Size"
                }
              },
              "required": ["prompt"]
            },
            "Result": { "type": "object", "properties": {} },
            "Size": { "type": "string", "enum": ["SMALL", "LARGE"], "x-enum-names": ["Little", "Big"] }
          }
        }

        """;

    [Fact]
    public void A_new_property_stands_behind_the_others_as_they_stand() =>
        Changed("""{ "prompt": S, "size": E, "copies": { "type": "integer", "format": "int32" } }""", "{}")
            .ShouldBe(
                Target.Replace(
                    """
                            "size": {
                              "$ref": "#/$defs/Size"
                            }
                    """,
                    """
                            "size": {
                              "$ref": "#/$defs/Size"
                            },
                            "copies": {
                              "type": "integer",
                              "format": "int32"
                            }
                    """,
                    StringComparison.Ordinal
                )
            );

    [Fact]
    public void Properties_of_an_empty_message_come_in_too() =>
        Changed("""{ "prompt": S, "size": E }""", """{ "id": S, "tags": { "type": "array", "items": S } }""")
            .ShouldBe(
                Target.Replace(
                    """
                    "Result": { "type": "object", "properties": {} },
                    """,
                    """
                    "Result": { "type": "object", "properties": {
                          "id": {
                            "type": "string"
                          },
                          "tags": {
                            "type": "array",
                            "items": { "type": "string" }
                          }
                        } },
                    """,
                    StringComparison.Ordinal
                )
            );

    [Fact]
    public void What_is_gone_is_marked_on_its_own_line_or_in_its_own() =>
        Changed("{}", "{}")
            .ShouldBe(
                Target
                    .Replace("100 }", """100, "x-vanished": "7" }""", StringComparison.Ordinal)
                    .Replace(
                        """
                                  "$ref": "#/$defs/Size"
                        """,
                        """
                                  "$ref": "#/$defs/Size",
                                  "x-vanished": "7"
                        """,
                        StringComparison.Ordinal
                    )
                    .Replace(
                        """["Little", "Big"] }""",
                        """["Little", "Big"], "x-vanished": "7" }""",
                        StringComparison.Ordinal
                    )
            );

    [Fact]
    public void A_new_value_gets_a_name_and_a_lost_one_a_mark() =>
        Changed("""{ "prompt": S, "size": { "type": "string", "enum": ["SMALL", "EXTRA_LARGE"] } }""", "{}")
            .ShouldBe(
                Target.Replace(
                    """["SMALL", "LARGE"], "x-enum-names": ["Little", "Big"] }""",
                    """["SMALL", "LARGE", "EXTRA_LARGE"], "x-enum-names": ["Little", "Big", "ExtraLarge"], "x-vanished-values": { "LARGE": "7" } }""",
                    StringComparison.Ordinal
                )
            );

    [Fact]
    public void A_type_that_changed_is_changed()
    {
        var result = Import("""{ "prompt": S, "size": { "type": "array", "items": S } }""", "{}");

        result.Changes[0].ToString().ShouldBe("~ Order.size (now a list: string)");
        result.HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void A_type_that_changed_beside_bounds_of_the_old_one_is_for_people_to_settle()
    {
        var result = Import("""{ "prompt": { "type": "array", "items": S }, "size": E }""", "{}");

        result.Text.ShouldBe(Target);
        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldStartWith("'maxLength' has no effect on a list.");
    }

    [Fact]
    public void What_is_required_here_and_read_only_there_is_for_people_to_settle()
    {
        var result = Import("""{ "prompt": { "type": "string", "readOnly": true }, "size": E }""", "{}");

        result.Text.ShouldBe(Target);
        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldStartWith("Order.prompt is read-only in the source");
    }

    [Theory]
    [InlineData("""{ "type": "string", "deprecated": true }""", """100, "deprecated": true }""")]
    [InlineData("""{ "type": "any" }""", "100 }")]
    public void Facts_of_the_source_come_in_and_less_exact_types_do_not(string property, string expected) =>
        Changed($$"""{ "prompt": {{property}}, "size": E }""", "{}")
            .ShouldBe(Target.Replace("100 }", expected, StringComparison.Ordinal));

    [Fact]
    public void A_new_property_does_not_share_an_enum_that_gets_another_value()
    {
        var text = Changed(
            """
            { "prompt": S, "size": { "type": "string", "enum": ["SMALL", "LARGE", "HUGE"] }, "frame": { "type": "string", "enum": ["SMALL", "LARGE"] } }
            """,
            "{}"
        );

        text.ShouldContain("""["SMALL", "LARGE", "HUGE"]""");
        text.ShouldContain("#/$defs/Frame");
        SchemaReader
            .Read("contract.json", text)
            .Model.Enums.Single(definition => definition.Name == "Frame")
            .Values.Select(value => value.Text)
            .ShouldBe(["SMALL", "LARGE"]);
    }

    [Fact]
    public void New_messages_stand_behind_messages_and_new_enums_behind_enums()
    {
        var text = Changed(
            """{ "prompt": S, "size": E, "style": { "$ref": "Style" } }""",
            "{}",
            """
            "Style": { "type": "object", "properties": { "moods": { "type": "array", "items": { "type": "string", "enum": ["MOOD_UNSPECIFIED", "CALM"], "enumDeprecated": [false, true] } }, "again": { "$ref": "Style" } } },
            "Unused": { "type": "object", "properties": { "x": S } },
            """
        );

        text.ShouldContain(
            """
                "Result": { "type": "object", "properties": {} },
                "Style": {
                  "type": "object",
                  "properties": {
                    "moods": {
                      "type": "array",
                      "items": { "$ref": "#/$defs/Mood" }
                    },
                    "again": {
                      "$ref": "#/$defs/Style"
                    }
                  }
                },
                "Size": { "type": "string", "enum": ["SMALL", "LARGE"], "x-enum-names": ["Little", "Big"] },
                "Mood": {
                  "type": "string",
                  "enum": ["MOOD_UNSPECIFIED", "CALM"],
                  "x-enum-prefix": "MOOD_",
                  "x-enum-deprecated": ["CALM"]
                }
            """
        );
        text.ShouldNotContain("Unused");
    }

    [Fact]
    public void What_does_not_fit_on_a_line_gets_lines_of_its_own()
    {
        var name = new string('X', 100);
        var text = Changed(
            $$"""{ "prompt": S, "size": E, "moods": { "type": "array", "items": { "$ref": "{{name}}" } }, "mood": { "type": "string", "enum": ["{{name}}", "B"] } }""",
            "{}",
            $$""" "{{name}}": { "type": "object" }, """
        );

        text.ShouldContain(
            $$"""
                      "items": {
                        "$ref": "#/$defs/{{name}}"
                      }
            """
        );
        text.ShouldContain(
            $$"""
                  "enum": [
                    "{{name}}",
                    "B"
                  ]
            """
        );
    }

    [Fact]
    public void Words_come_in_when_they_are_asked_for_and_never_over_ours()
    {
        var source = Source(
                """{ "prompt": { "type": "string", "description": "Their\n  prompt." }, "size": E, "n": { "type": "boolean", "description": "Their n." } }""",
                "{}"
            )
            .Replace("\"Order\": { ", "\"Order\": { \"description\": \"Their order.\", ", StringComparison.Ordinal);

        Contract.GoodImport(source, Target).Text.ShouldNotContain("Their");
        var text = Contract.GoodImport(source, Target, withDescriptions: true).Text;
        text.ShouldContain("\"description\": \"An order.\"");
        text.ShouldNotContain("Their order.");
        text.ShouldContain("""100, "description": "Their prompt." }""");
        text.ShouldContain("\"description\": \"Their n.\"");
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void New_lines_end_as_the_old_ones_do(string newLine)
    {
        var target = Target.ReplaceLineEndings(newLine);
        var text = Contract.GoodImport(Source("""{ "prompt": S, "size": E, "a": S, "b": S }""", "{}"), target).Text;

        text.ReplaceLineEndings(newLine).ShouldBe(text);
        text.ShouldContain(
            $"\"a\": {{{newLine}          \"type\": \"string\"{newLine}        }},{newLine}        \"b\""
        );
    }

    [Fact]
    public void A_file_on_one_line_stays_on_one_line()
    {
        var target = string.Concat(Target.Split('\n').Select(line => line.Trim()));
        var text = Contract.GoodImport(Source("""{ "prompt": S, "size": E, "a": S }""", """{ "b": S }"""), target).Text;

        text.ShouldNotContain("\n");
        text.ShouldContain("""{"$ref": "#/$defs/Size"}, "a": { "type": "string" }}""");
        text.ShouldContain("""{ "b": { "type": "string" } }""");
    }

    [Fact]
    public void Tabs_are_kept()
    {
        var target = Target.Replace("  ", "\t", StringComparison.Ordinal);
        var text = Contract.GoodImport(Source("""{ "prompt": S, "size": E, "a": S }""", "{}"), target).Text;

        text.ShouldContain("\n\t\t\t\t\"a\": {\n\t\t\t\t\t\"type\": \"string\"\n\t\t\t\t}");
    }

    [Fact]
    public void Definitions_that_nothing_led_to_are_used_again_and_lose_their_marks()
    {
        var target = """
            {
              "x-operations": { "Draw": { "method": "POST", "path": "/d", "request": "#/$defs/Order", "response": "#/$defs/Order" } },
              "$defs": {
                "Order": { "type": "object", "properties": {} },
                "Style": { "type": "object", "properties": { "mood": { "$ref": "#/$defs/Mood" } }, "x-vanished": "1" },
                "Mood": { "type": "string", "enum": ["CALM", "WILD"], "x-vanished": "1", "x-vanished-values": { "WILD": "1" } }
              }
            }
            """;
        var source = """
            {
              "kind": "discovery#restDescription", "revision": "7",
              "schemas": {
                "Order": { "type": "object", "properties": { "wrapper": { "$ref": "Wrapper" } } },
                "Wrapper": { "type": "object", "properties": { "style": { "$ref": "Style" }, "mood": { "type": "string", "enum": ["CALM", "WILD"] } } },
                "Style": { "type": "object", "properties": { "mood": { "type": "string", "enum": ["CALM", "WILD"] }, "more": { "type": "boolean" } } }
              }
            }
            """;

        var result = Contract.GoodImport(source, target);

        result.Text.ShouldNotContain("x-vanished");
        result
            .Changes.Select(change => change.ToString())
            .ShouldBe(
                ["+ Wrapper", "+ Order.wrapper", "~ Style", "+ Style.more", "~ Mood: WILD", "~ Mood"],
                ignoreOrder: true
            );
        Contract.GoodImport(source, result.Text).Text.ShouldBe(result.Text);
    }

    [Fact]
    public void A_new_property_beside_a_choice_is_pointed_out()
    {
        var less = Contract.Json();
        var part = less["$defs"]!["Part"]!.AsObject();
        part["properties"]!.AsObject().Remove("partMetadata");

        Contract
            .GoodImport(SourceWriter.Discovery(Contract.Json(), "7"), less.ToJsonString())
            .Changes.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("+ Part.partMetadata (the object chooses between fields: add a branch if this is one of them)");
    }

    [Theory]
    [InlineData("""{ "$ref": "#/$defs/Part" }""")]
    [InlineData("""{ "allOf": [{ "$ref": "#/$defs/Part" }], "description": "Wrapped." }""")]
    [InlineData("""{ "$ref": "#/$defs/Alias" }""")]
    [InlineData("""{ "type": "object", "properties": { "x": { "type": "string" } } }""")]
    public void A_reference_counts_however_it_is_written(string property)
    {
        var target = $$"""
            {
              "x-operations": { "Draw": { "method": "POST", "path": "/d", "request": "#/$defs/Order", "response": "#/$defs/Order" } },
              "$defs": {
                "Order": { "type": "object", "properties": { "part": {{property}} } },
                "Alias": { "$ref": "#/$defs/Part" },
                "Part": { "type": "object", "properties": { "x": { "type": "string" } } }
              }
            }
            """;

        // In place, the object has no name of its own, so that it takes one the file does not have.
        var name = property.Contains("properties", StringComparison.Ordinal) ? "Elsewhere" : "Part";
        var source = $$"""
            {
              "kind": "discovery#restDescription", "revision": "7",
              "schemas": {
                "Order": { "type": "object", "properties": { "part": { "$ref": "{{name}}" } } },
                "{{name}}": { "type": "object", "properties": { "x": { "type": "string" } } }
              }
            }
            """;

        var result = Contract.GoodImport(source, target);

        result.Text.ShouldBe(target);
        result.Changes.ShouldBeEmpty();
    }

    private static string Changed(string order, string result, string others = "") =>
        Import(order, result, others).Text;

    private static SchemaImportResult Import(string order, string result, string others = "") =>
        Contract.Import(Source(order, result, others), Target);

    /// <summary>A discovery document in which S is a string and E the enum of sizes.</summary>
    private static string Source(string order, string result, string others = "") =>
        $$"""
            {
              "kind": "discovery#restDescription", "revision": "7",
              "schemas": {
                {{others}}
                "Order": { "type": "object", "properties": {{order}} },
                "Result": { "type": "object", "properties": {{result}} }
              }
            }
            """.Replace(": S", """: { "type": "string" }""", StringComparison.Ordinal).Replace(
            ": E",
            """: { "type": "string", "enum": ["SMALL", "LARGE"] }""",
            StringComparison.Ordinal
        );
}
