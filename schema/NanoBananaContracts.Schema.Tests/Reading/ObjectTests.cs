using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Objects: inline ones, composed ones, one-of groups, extension data.</summary>
public sealed class ObjectTests
{
    [Fact]
    public void Inline_types_are_named_after_where_they_stand()
    {
        var model = SoundSchema.Definitions(
            """
            "Tool": {
              "type": "object",
              "properties": {
                "retrieval": { "type": "object", "properties": { "deep": { "type": "object", "properties": { "x": {} } } } },
                "mode": { "enum": ["a"] },
                "steps": { "items": { "properties": { "n": { "type": "integer" } } } },
                "byName": { "additionalProperties": { "enum": ["b"] } },
                "named": { "x-name": "Renamed", "properties": {} },
                "chosen": { "items": { "x-name": "Choice", "properties": {} } }
              }
            }
            """
        );

        model
            .Messages.Select(message => message.Name + " " + message.SchemaName)
            .ShouldBe([
                "Choice Tool.chosen[]",
                "Tool Tool",
                "ToolRenamed Tool.named",
                "ToolRetrieval Tool.retrieval",
                "ToolRetrievalDeep Tool.retrieval.deep",
                "ToolStepsItem Tool.steps[]",
            ]);
        model
            .Enums.Select(definition => definition.Name + " " + definition.SchemaName)
            .ShouldBe(["ToolByNameValue Tool.byName{}", "ToolMode Tool.mode"]);
        model.Message("Tool").Property("steps").Type.Element!.Name.ShouldBe("ToolStepsItem");
        model.Message("Tool").Property("byName").Type.Element!.Name.ShouldBe("ToolByNameValue");
        model.Message("ToolRetrieval").Property("deep").Type.Name.ShouldBe("ToolRetrievalDeep");
    }

    [Fact]
    public void Properties_keep_their_order_and_required_its_names()
    {
        var message = SoundSchema
            .Definitions(
                """ "Art": { "properties": { "z": {}, "a": {}, "m": {} }, "required": ["m", "z"], "description": "Words.", "deprecated": true, "x-deprecated": "Use B." } """
            )
            .Message("Art");

        message.Names().ShouldBe(["z", "a", "m"]);
        message.Properties.Select(property => property.Required).ShouldBe([true, false, true]);
        message.Description.ShouldBe("Words.");
        message.Deprecated.ShouldBe("Use B.");
        message.ClosedToUnknown.ShouldBeFalse();
        message.AdditionalProperties.ShouldBeNull();
        message.OneOfGroups.ShouldBeEmpty();
        message.Mark.ToString().ShouldBe("(1,15)");
    }

    [Fact]
    public void An_empty_definition_is_an_empty_message()
    {
        var model = SoundSchema.Definitions(
            """ "WebSearch": { "type": "object" }, "Closed": { "type": "object", "additionalProperties": false } """
        );
        model.Message("WebSearch").Properties.ShouldBeEmpty();
        model.Message("Closed").ClosedToUnknown.ShouldBeTrue();
    }

    [Fact]
    public void Extension_data_has_a_type()
    {
        var message = SoundSchema
            .Definitions(
                """ "Art": { "properties": { "a": {} }, "additionalProperties": { "items": { "properties": { "b": {} } } } } """
            )
            .Message("Art");

        message.ClosedToUnknown.ShouldBeFalse();
        message.AdditionalProperties.ShouldBe(
            new TypeReference(TypeKind.List, null, new TypeReference(TypeKind.Message, "ArtValueItem"))
        );
    }

    [Fact]
    public void AllOf_puts_the_parts_first_and_adds_bounds_up()
    {
        var model = SoundSchema.Definitions(
            """
            "Base": {
              "properties": { "id": { "type": "string", "maxLength": 9, "description": "Of the base." }, "tags": { "properties": { "x": {} } } },
              "required": ["id"]
            },
            "Job": {
              "properties": { "name": { "type": "string" }, "id": { "type": "string", "minLength": 1 } },
              "allOf": [{ "$ref": "#/$defs/Base" }, { "properties": { "extra": { "properties": { "y": {} } } }, "required": ["name"] }]
            }
            """
        );

        var job = model.Message("Job");
        job.Names().ShouldBe(["id", "tags", "extra", "name"]);
        job.Property("id").Required.ShouldBeTrue();
        job.Property("name").Required.ShouldBeTrue();
        job.Property("id").Constraints.ShouldBe(new Constraints(MinLength: 1, MaxLength: 9));
        job.Property("id").Description.ShouldBe("Of the base.");

        // The inline type of the base is one type, however many objects have it.
        job.Property("tags").Type.Name.ShouldBe("BaseTags");
        job.Property("extra").Type.Name.ShouldBe("JobExtra");
        model.Messages.Select(message => message.Name).ShouldBe(["Base", "BaseTags", "Job", "JobExtra"]);
    }

    [Fact]
    public void AllOf_with_one_reference_only_is_that_reference()
    {
        var model = SoundSchema.Definitions(
            """
            "Style": { "enum": ["photo"] },
            "Ask": { "type": "object", "properties": { "style": { "description": "Mine.", "allOf": [{ "$ref": "#/$defs/Style" }] } } },
            "Same": { "allOf": [{ "$ref": "#/$defs/Ask" }] },
            "Other": { "allOf": [{ "$ref": "#/$defs/Same" }], "properties": { "more": {} } }
            """
        );

        model.Message("Ask").Property("style").Type.ShouldBe(new TypeReference(TypeKind.Enum, "Style"));
        model.Message("Ask").Property("style").Description.ShouldBe("Mine.");
        model.Messages.Select(message => message.Name).ShouldBe(["Ask", "Other"]);
        model.Message("Other").Names().ShouldBe(["style", "more"]);
    }

    [Fact]
    public void OneOf_branches_by_required_make_a_group()
    {
        var message = SoundSchema
            .Definitions(
                """
                "Part": {
                  "properties": { "text": {}, "thought": {}, "blob": {} },
                  "x-one-of-name": "Data",
                  "oneOf": [{ "required": ["blob"] }, { "required": ["text"] }]
                }
                """
            )
            .Message("Part");

        message.Names().ShouldBe(["text", "thought", "blob"]);
        message.Properties.ShouldAllBe(property => !property.Required);
        var group = message.OneOfGroups.ShouldHaveSingleItem();
        group.ShouldBe(new OneOfGroup("Data", new EquatableArray<string>(["blob", "text"]), true, true, default));
        group.Mark.ToString().ShouldBe("(4,3)");
    }

    [Fact]
    public void OneOf_branches_may_be_objects_of_their_own()
    {
        var model = SoundSchema.Definitions(
            """
            "ByUri": { "properties": { "uri": { "type": "string" }, "mimeType": { "type": "string" } }, "required": ["uri", "mimeType"] },
            "Source": {
              "oneOf": [
                { "$ref": "#/$defs/ByUri" },
                { "properties": { "bytes": { "properties": { "x": {} } }, "mimeType": { "type": "string" } }, "required": ["mimeType", "bytes"] }
              ]
            }
            """
        );

        var source = model.Message("Source");
        source.Names().ShouldBe(["uri", "mimeType", "bytes"]);
        source.Property("mimeType").Required.ShouldBeTrue();
        source.Property("bytes").Type.Name.ShouldBe("SourceBytes");
        source.OneOfGroups.ShouldBe([
            new OneOfGroup("Kind", new EquatableArray<string>(["uri", "bytes"]), true, true, default),
        ]);
    }

    [Fact]
    public void A_branch_that_forbids_the_others_makes_the_group_optional()
    {
        var group = SoundSchema
            .Definitions(
                """
                "Part": {
                  "properties": { "a": {}, "b": {} },
                  "oneOf": [
                    { "required": ["a"] }, { "required": ["b"] },
                    { "description": "None of them.", "properties": { "a": false, "b": false } }
                  ]
                }
                """
            )
            .Message("Part")
            .OneOfGroups.ShouldHaveSingleItem();

        group.Required.ShouldBeFalse();
        group.Exclusive.ShouldBeTrue();
        group.Properties.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void AnyOf_makes_a_group_that_does_not_exclude()
    {
        var group = SoundSchema
            .Definitions(
                """ "Art": { "properties": { "a": {}, "b": {} }, "x-one-of-name": "Reach", "anyOf": [{ "required": ["a"] }, { "required": ["b"] }] } """
            )
            .Message("Art")
            .OneOfGroups.ShouldHaveSingleItem();

        group.ShouldBe(new OneOfGroup("Reach", new EquatableArray<string>(["a", "b"]), true, false, default));
    }

    [Fact]
    public void Several_groups_stand_side_by_side()
    {
        var message = SoundSchema
            .Definitions(
                """
                "Art": {
                  "properties": { "a": {}, "b": {}, "c": {}, "d": {}, "e": {} },
                  "x-one-of-name": "First",
                  "oneOf": [{ "required": ["a"] }, { "required": ["b"] }],
                  "anyOf": [{ "required": ["e"] }],
                  "allOf": [{ "x-one-of-name": "Second", "oneOf": [{ "required": ["c"] }, { "required": ["d"] }] }]
                }
                """
            )
            .Message("Art");

        message.OneOfGroups.Select(group => group.Name).ShouldBe(["Second", "First", "Kind"]);
        message.Names().ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Fact]
    public void Closed_branches_by_reference_are_fine_where_nothing_else_is()
    {
        var model = SoundSchema.Definitions(
            """
            "Ax": { "properties": { "a": {} }, "required": ["a"], "additionalProperties": false },
            "Bx": { "properties": { "b": {} }, "required": ["b"], "additionalProperties": false },
            "Either": { "oneOf": [{ "$ref": "#/$defs/Ax" }, { "$ref": "#/$defs/Bx" }] }
            """
        );

        model.Message("Either").Names().ShouldBe(["a", "b"]);
        model.Message("Either").ClosedToUnknown.ShouldBeTrue();
    }

    [Fact]
    public void Directions_follow_operations_past_what_one_side_never_sees()
    {
        var model = SoundSchema.Sound(
            """
            {
              "x-operations": {
                "draw": { "method": "POST", "path": "/v1/{model}:draw", "query": "a=b", "stream": true, "description": "Draws.", "request": "#/$defs/Ask", "response": "#/$defs/AnswerAlias" }
              },
              "$defs": {
                "Ask": { "properties": {
                  "parts": { "items": { "$ref": "#/$defs/Shared" } },
                  "id": { "$ref": "#/$defs/OnlyRead", "readOnly": true },
                  "secret": { "$ref": "#/$defs/OnlySent", "writeOnly": true } } },
                "Answer": { "properties": {
                  "map": { "additionalProperties": { "$ref": "#/$defs/Shared" } },
                  "hidden": { "$ref": "#/$defs/Unseen", "writeOnly": true },
                  "id": { "$ref": "#/$defs/OnlyRead" } },
                  "additionalProperties": { "$ref": "#/$defs/Extension" } },
                "AnswerAlias": { "$ref": "#/$defs/Answer" },
                "Shared": { "properties": { "again": { "$ref": "#/$defs/Shared" } } },
                "OnlyRead": { "type": "object" }, "OnlySent": { "type": "object" }, "Unseen": { "type": "object" }, "Extension": { "type": "object" }
              }
            }
            """
        );

        model
            .Messages.Select(message => $"{message.Name} {message.Direction}")
            .ShouldBe([
                "Answer Response",
                "Ask Request",
                "Extension Response",
                "OnlyRead Response",
                "OnlySent Request",
                "Shared Both",
                "Unseen None",
            ]);
        model.Operations.ShouldBe([
            new OperationDefinition(
                "Draw",
                "Draws.",
                "POST",
                "/v1/{model}:draw",
                "a=b",
                "Ask",
                "Answer",
                true,
                default
            ),
        ]);
        model.Operations[0].Mark.ToString().ShouldBe("(3,5)");
    }

    [Fact]
    public void An_operation_without_stream_or_query_has_neither()
    {
        var operation = SoundSchema
            .Sound(
                """{ "x-operations": { "x": { "method": "GET", "path": "/", "request": "#/$defs/A", "response": "#/$defs/A" } }, "$defs": { "A": { "type": "object" } } }"""
            )
            .Operations.ShouldHaveSingleItem();

        operation.ShouldBe(new OperationDefinition("X", null, "GET", "/", "", "A", "A", false, default));
    }
}
