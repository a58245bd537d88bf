using System.Text.Json;
using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Comparing;

/// <summary>Every kind of change, classed for what is sent and for what is read.</summary>
public sealed class SchemaDiffTests
{
    /// <summary><c>Ask</c> is sent, <c>Answer</c> is read, <c>Shared</c> is both, <c>Unused</c> neither.</summary>
    private const string Base = """
        {
          "title": "pictures", "description": "Words.",
          "x-operations": {
            "Draw": { "method": "POST", "path": "/v1/draw", "query": "a=b", "description": "Draws.", "request": "#/$defs/Ask", "response": "#/$defs/Answer" }
          },
          "$defs": {
            "Ask": { "type": "object", "description": "Asked.", "properties": {
              "prompt": { "type": "string", "maxLength": 50, "description": "What." },
              "size": { "$ref": "#/$defs/Size", "enum": ["s", "l"], "default": "s" },
              "count": { "type": "integer", "minimum": 1, "maximum": 8 },
              "shared": { "$ref": "#/$defs/Shared" },
              "tags": { "type": "array", "items": { "type": "string", "maxLength": 20 } },
              "uri": { "type": "string" }, "path": { "type": "string" } },
              "required": ["prompt"],
              "x-one-of-name": "Source", "oneOf": [{ "required": ["uri"] }, { "required": ["path"] }] },
            "Answer": { "type": "object", "properties": {
              "image": { "type": "string", "format": "byte" },
              "score": { "type": "number" },
              "style": { "$ref": "#/$defs/Style" },
              "kind": { "const": "done" },
              "shared": { "$ref": "#/$defs/Shared" } },
              "required": ["image"] },
            "Shared": { "type": "object", "properties": { "name": { "type": "string" }, "id": { "type": "string", "readOnly": true } } },
            "Unused": { "type": "object", "properties": { "x": { "type": "string" } } },
            "Size": { "enum": ["s", "m", "l"], "x-enum-names": ["Small", "Medium", "Large"], "x-spellings": { "words": { "s": "small" } } },
            "Style": { "enum": ["photo", "sketch"] }
          }
        }
        """;

    [Theory]
    // The schema itself.
    [InlineData("\"title\": \"pictures\"", "\"title\": \"images\"", "SchemaChanged title Informational Informational")]
    [InlineData("\"Words.\"", "\"Other.\"", "SchemaChanged description Informational Informational")]
    // Operations.
    [InlineData(
        "\"Draw\":",
        "\"Paint\":",
        "OperationRemoved Draw Breaking Breaking|OperationAdded Paint Compatible Compatible"
    )]
    [InlineData("\"POST\"", "\"PUT\"", "OperationChanged Draw Breaking None")]
    [InlineData("/v1/draw", "/v2/draw", "OperationChanged Draw Breaking None")]
    [InlineData("a=b", "a=c", "OperationChanged Draw Breaking None")]
    [InlineData("\"query\"", "\"stream\": true, \"query\"", "OperationChanged Draw None Breaking")]
    [InlineData("\"Draws.\"", "\"Paints.\"", "DescriptionChanged Draw Informational Informational")]
    [InlineData(
        "\"request\": \"#/$defs/Ask\"",
        "\"request\": \"#/$defs/Shared\"",
        "OperationChanged Draw Breaking None"
    )]
    [InlineData(
        "\"response\": \"#/$defs/Answer\"",
        "\"response\": \"#/$defs/Shared\"",
        "OperationChanged Draw None Breaking"
    )]
    // Objects.
    [InlineData("\"Asked.\"", "\"Sent.\"", "DescriptionChanged Ask Informational None")]
    [InlineData("\"Unused\"", "\"Other\"", "MessageRemoved Unused None None|MessageAdded Other None None")]
    [InlineData("\"Style\": {", "\"New\": { \"type\": \"object\" }, \"Style\": {", "MessageAdded New None None")]
    [InlineData("\"Unused\": {", "\"Unused\": { \"x-name\": \"Idle\",", "CSharpNameChanged Unused None None")]
    [InlineData("\"Shared\": {", "\"Shared\": { \"x-name\": \"Common\",", "CSharpNameChanged Shared Breaking Breaking")]
    [InlineData(
        "\"Shared\": {",
        "\"Shared\": { \"deprecated\": true,",
        "DeprecationChanged Shared Informational Informational"
    )]
    [InlineData(
        "\"Shared\": {",
        "\"Shared\": { \"additionalProperties\": false,",
        "AdditionalPropertiesChanged Shared Breaking Informational"
    )]
    [InlineData(
        "\"Shared\": {",
        "\"Shared\": { \"additionalProperties\": { \"type\": \"string\" },",
        "AdditionalPropertiesChanged Shared Compatible Compatible"
    )]
    // Properties.
    [InlineData(
        "\"prompt\": {",
        "\"seed\": { \"type\": \"integer\" }, \"prompt\": {",
        "PropertyAdded Ask.seed Compatible None"
    )]
    [InlineData(
        "\"image\": {",
        "\"seed\": { \"type\": \"integer\" }, \"image\": {",
        "PropertyAdded Answer.seed None Compatible"
    )]
    [InlineData(
        "\"image\": { \"type\": \"string\", \"format\": \"byte\" },",
        "\"id\": { \"type\": \"string\", \"readOnly\": true }, \"image\": { \"type\": \"string\", \"format\": \"byte\" },",
        "PropertyAdded Answer.id None Compatible"
    )]
    [InlineData("\"score\": { \"type\": \"number\" },", "", "PropertyRemoved Answer.score None Breaking")]
    [InlineData(
        ", \"id\": { \"type\": \"string\", \"readOnly\": true }",
        "",
        "PropertyRemoved Shared.id None Breaking"
    )]
    [InlineData("\"name\": { \"type\": \"string\" }, ", "", "PropertyRemoved Shared.name Breaking Breaking")]
    [InlineData("\"What.\"", "\"Why.\"", "DescriptionChanged Ask.prompt Informational None")]
    [InlineData("\"name\": {", "\"name\": { \"x-name\": \"Title\",", "CSharpNameChanged Shared.name Breaking Breaking")]
    [InlineData(
        "\"name\": {",
        "\"name\": { \"deprecated\": true,",
        "DeprecationChanged Shared.name Informational Informational"
    )]
    [InlineData(
        "\"score\": { \"type\": \"number\"",
        "\"score\": { \"type\": \"integer\"",
        "TypeChanged Answer.score None Breaking"
    )]
    [InlineData(
        "\"score\": { \"type\": \"number\"",
        "\"score\": { \"type\": \"number\", \"format\": \"float\"",
        "TypeChanged Answer.score None Compatible"
    )]
    [InlineData(
        "\"items\": { \"type\": \"string\", \"maxLength\": 20 }",
        "\"items\": { \"type\": \"boolean\" }",
        "TypeChanged Ask.tags Breaking None"
    )]
    [InlineData("\"maxLength\": 20", "\"maxLength\": 10", "BoundsChanged Ask.tags Breaking None")]
    [InlineData("\"maxLength\": 20", "\"maxLength\": 30", "BoundsChanged Ask.tags Compatible None")]
    [InlineData("\"required\": [\"prompt\"]", "\"required\": []", "RequiredChanged Ask.prompt Compatible None")]
    [InlineData(
        "\"required\": [\"prompt\"]",
        "\"required\": [\"prompt\", \"size\"]",
        "RequiredChanged Ask.size Breaking None"
    )]
    [InlineData("\"required\": [\"image\"]", "\"required\": []", "RequiredChanged Answer.image None Breaking")]
    [InlineData(
        "\"required\": [\"image\"]",
        "\"required\": [\"image\", \"score\"]",
        "RequiredChanged Answer.score None Compatible"
    )]
    [InlineData("\"default\": \"s\"", "\"default\": \"l\"", "DefaultChanged Ask.size Breaking None")]
    [InlineData(", \"default\": \"s\"", "", "DefaultChanged Ask.size Informational None")]
    [InlineData(
        "\"name\": {",
        "\"name\": { \"default\": \"a\",",
        "DefaultChanged Shared.name Informational Informational"
    )]
    [InlineData("\"const\": \"done\"", "\"const\": \"over\"", "ConstChanged Answer.kind None Breaking")]
    [InlineData("\"const\": \"done\"", "\"type\": \"string\"", "ConstChanged Answer.kind None Breaking")]
    [InlineData("\"name\": {", "\"name\": { \"const\": \"a\",", "ConstChanged Shared.name Breaking Compatible")]
    [InlineData("\"name\": {", "\"name\": { \"readOnly\": true,", "AccessChanged Shared.name Breaking Informational")]
    [InlineData("\"name\": {", "\"name\": { \"writeOnly\": true,", "AccessChanged Shared.name Informational Breaking")]
    [InlineData(", \"readOnly\": true", "", "AccessChanged Shared.id Compatible Informational")]
    [InlineData("\"minimum\": 1", "\"minimum\": 2", "BoundsChanged Ask.count Breaking None")]
    [InlineData("\"minimum\": 1", "\"minimum\": 0", "BoundsChanged Ask.count Compatible None")]
    [InlineData("\"maximum\": 8", "\"maximum\": 4", "BoundsChanged Ask.count Breaking None")]
    [InlineData(", \"maximum\": 8", "", "BoundsChanged Ask.count Compatible None")]
    [InlineData(
        "\"maximum\": 8",
        "\"exclusiveMaximum\": 8",
        "BoundsChanged Ask.count Compatible None|BoundsChanged Ask.count Breaking None"
    )]
    [InlineData("\"score\": {", "\"score\": { \"exclusiveMinimum\": 0,", "BoundsChanged Answer.score None Compatible")]
    [InlineData("\"maxLength\": 50", "\"maxLength\": 50, \"minLength\": 1", "BoundsChanged Ask.prompt Breaking None")]
    [InlineData("\"maxLength\": 50", "\"maxLength\": 50, \"pattern\": \"a\"", "BoundsChanged Ask.prompt Breaking None")]
    [InlineData("\"tags\": {", "\"tags\": { \"minItems\": 1,", "BoundsChanged Ask.tags Breaking None")]
    [InlineData("\"tags\": {", "\"tags\": { \"maxItems\": 1,", "BoundsChanged Ask.tags Breaking None")]
    [InlineData("\"enum\": [\"s\", \"l\"]", "\"enum\": [\"s\"]", "AllowedValuesChanged Ask.size Breaking None")]
    [InlineData("\"enum\": [\"s\", \"l\"],", "", "AllowedValuesChanged Ask.size Compatible None")]
    [InlineData("\"enum\": [\"s\", \"l\"]", "\"enum\": [\"s\", \"m\"]", "AllowedValuesChanged Ask.size Breaking None")]
    [InlineData(
        "\"default\": \"s\"",
        "\"default\": \"s\", \"x-spelling\": \"words\"",
        "SpellingChanged Ask.size Breaking None"
    )]
    [InlineData(
        "\"prompt\": {",
        "\"prompt\": { \"x-providers\": [\"a\"],",
        "ProvidersChanged Ask.prompt Breaking None"
    )]
    // One-of groups.
    [InlineData(
        "\"x-one-of-name\": \"Source\", \"oneOf\": [{ \"required\": [\"uri\"] }, { \"required\": [\"path\"] }]",
        "\"title\": \"Ask\"",
        "GroupChanged Ask Breaking None"
    )]
    [InlineData("\"oneOf\"", "\"anyOf\"", "GroupChanged Ask Compatible None")]
    [InlineData(
        "{ \"required\": [\"path\"] }]",
        "{ \"required\": [\"path\"] }, { \"properties\": { \"uri\": false, \"path\": false } }]",
        "GroupChanged Ask Compatible None"
    )]
    [InlineData(
        "{ \"required\": [\"path\"] }]",
        "{ \"required\": [\"path\"] }, { \"required\": [\"tags\"] }]",
        "GroupChanged Ask.tags Breaking None"
    )]
    [InlineData(", { \"required\": [\"path\"] }]", "]", "GroupChanged Ask.path Breaking None")]
    [InlineData(
        "\"x-one-of-name\": \"Source\"",
        "\"x-one-of-name\": \"Origin\"",
        "GroupChanged Ask Breaking None|GroupChanged Ask Breaking None"
    )]
    [InlineData(
        "\"required\": [\"image\"] }",
        "\"required\": [\"image\"], \"x-one-of-name\": \"Rating\", \"oneOf\": [{ \"required\": [\"score\"] }, { \"required\": [\"style\"] }] }",
        "GroupChanged Answer None Compatible"
    )]
    // Enums.
    [InlineData("\"photo\", \"sketch\"", "\"photo\", \"sketch\", \"oil\"", "ValueAdded Style.oil None Compatible")]
    [InlineData("\"photo\", \"sketch\"", "\"photo\"", "ValueRemoved Style.sketch None Breaking")]
    [InlineData("\"photo\", \"sketch\"", "\"sketch\", \"photo\"", "")]
    [InlineData(
        "[\"photo\", \"sketch\"]",
        "[\"photo\", \"sketch\"], \"x-enum-names\": [\"Shot\", \"Sketch\"]",
        "CSharpNameChanged Style.photo None Breaking"
    )]
    [InlineData(
        "[\"photo\", \"sketch\"]",
        "[\"photo\", \"sketch\"], \"x-enum-deprecated\": [\"photo\"]",
        "DeprecationChanged Style.photo None Informational"
    )]
    [InlineData(
        "[\"photo\", \"sketch\"]",
        "[\"photo\", \"sketch\"], \"x-enum-providers\": { \"photo\": [\"a\"] }",
        "ProvidersChanged Style.photo None Informational"
    )]
    [InlineData(
        "[\"photo\", \"sketch\"]",
        "[\"photo\", \"sketch\"], \"description\": \"How.\"",
        "DescriptionChanged Style None Informational"
    )]
    [InlineData(
        "[\"photo\", \"sketch\"]",
        "[\"photo\", \"sketch\"], \"x-spellings\": { \"de\": { \"photo\": \"foto\" } }",
        "SpellingChanged Style.photo None Compatible"
    )]
    [InlineData("{ \"s\": \"small\" }", "{ \"s\": \"little\" }", "SpellingChanged Size.s Breaking None")]
    [InlineData("{ \"s\": \"small\" }", "{}", "SpellingChanged Size.s Breaking None")]
    [InlineData(
        "\"enum\": [\"photo\", \"sketch\"]",
        "\"type\": \"object\"",
        "DefinitionKindChanged Style None Breaking|TypeChanged Answer.style None Breaking"
    )]
    [InlineData(
        "\"enum\": [\"photo\", \"sketch\"]",
        "\"enum\": [1, 2]",
        "TypeChanged Style None Breaking|ValueRemoved Style.photo None Breaking|ValueRemoved Style.sketch None Breaking|ValueAdded Style.1 None Compatible|ValueAdded Style.2 None Compatible"
    )]
    // Order.
    [InlineData(
        "\"name\": { \"type\": \"string\" }, \"id\": { \"type\": \"string\", \"readOnly\": true }",
        "\"id\": { \"type\": \"string\", \"readOnly\": true }, \"name\": { \"type\": \"string\" }",
        "OrderChanged Shared Informational None"
    )]
    public void A_change_is_classed_for_both_sides(string old, string now, string expected)
    {
        Base.ShouldContain(old);
        var changes = Compare(Base, Base.Replace(old, now, StringComparison.Ordinal))
            .Changes.Select(change => $"{change.Kind} {change.Place} {change.Sent} {change.Read}");

        changes.ShouldBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData("{ \"s\": \"small\" }", "{ \"s\": \"little\" }", "Its spelling 'words' was 'small' and is 'little'.")]
    [InlineData("{ \"s\": \"small\" }", "{}", "Its spelling 'words' was 'small'; there is none now.")]
    [InlineData(", \"maximum\": 8", "", "The maximum was 8; there is none now.")]
    [InlineData("\"maxLength\": 20", "\"maxLength\": 10", "The maxLength of its items was 20 and is 10.")]
    [InlineData(
        "\"maxLength\": 50",
        "\"maxLength\": 50, \"pattern\": \"\\\\d\"",
        "The pattern is \"\\\\d\"; there was none."
    )]
    [InlineData(
        "\"score\": { \"type\": \"number\"",
        "\"score\": { \"items\": {}",
        "It was double and is a list of any value."
    )]
    [InlineData(
        "\"style\": { \"$ref\": \"#/$defs/Style\" }",
        "\"style\": { \"additionalProperties\": { \"$ref\": \"#/$defs/Size\" } }",
        "It was Style and is a map to Size."
    )]
    [InlineData("\"title\": \"pictures\"", "\"title\": \"images\"", "The title was pictures and is images.")]
    [InlineData("\"enum\": [\"s\", \"l\"]", "\"enum\": [\"s\", \"m\"]", "No longer allowed here: l; allowed now: m.")]
    [InlineData("\"oneOf\"", "\"anyOf\"", "Of the group Source, exactly one could be set and at least one can be now.")]
    [InlineData(
        "\"name\": {",
        "\"name\": { \"deprecated\": true, \"x-deprecated\": \"Use id.\",",
        "It is deprecated now. Use id."
    )]
    public void A_change_says_what_was_and_what_is(string old, string now, string message) =>
        Compare(Base, Base.Replace(old, now, StringComparison.Ordinal))
            .Changes.Select(change => change.Message)
            .ShouldContain(message);

    [Fact]
    public void A_change_back_is_classed_the_other_way_round()
    {
        var closed = Base.Replace(
            "\"Shared\": {",
            "\"Shared\": { \"additionalProperties\": false, \"deprecated\": true,",
            StringComparison.Ordinal
        );

        Compare(closed, Base)
            .Changes.Select(change => $"{change.Message} {change.Sent} {change.Read}")
            .ShouldBe([
                "Fields that it does not name may be sent now. Compatible Informational",
                "It is no longer deprecated. Informational Informational",
            ]);
    }

    [Fact]
    public void A_new_property_that_is_required_breaks_what_is_sent()
    {
        var now = Base.Replace(
                "\"prompt\": {",
                "\"key\": { \"type\": \"string\" }, \"prompt\": {",
                StringComparison.Ordinal
            )
            .Replace("[\"prompt\"]", "[\"prompt\", \"key\"]", StringComparison.Ordinal);

        var change = Compare(Base, now).Changes.ShouldHaveSingleItem();
        change.Message.ShouldBe("The property is new, and required: requests without it are no longer right.");
        change.Sent.ShouldBe(ChangeImpact.Breaking);
        change.Old.ShouldBeNull();
        change.New!.Value.Line.ShouldBe(8);
    }

    [Fact]
    public void A_value_that_leaves_or_joins_an_enum_is_told_once()
    {
        var fewer = Base.Replace(
                "\"enum\": [\"s\", \"m\", \"l\"], \"x-enum-names\": [\"Small\", \"Medium\", \"Large\"]",
                "\"enum\": [\"s\", \"m\"], \"x-enum-names\": [\"Small\", \"Medium\"]",
                StringComparison.Ordinal
            )
            .Replace("\"enum\": [\"s\", \"l\"]", "\"enum\": [\"s\"]", StringComparison.Ordinal);

        Compare(Base, fewer).Changes.Select(change => change.Place).ShouldBe(["Size.l"]);
    }

    [Fact]
    public void Without_operations_everything_may_be_sent_and_read()
    {
        const string before = """{ "$defs": { "A": { "properties": { "x": { "type": "string" } } } } }""";
        var change = Compare(before, before.Replace("\"x\"", "\"y\"", StringComparison.Ordinal)).Changes[0];

        (change.Place, change.Sent, change.Read).ShouldBe(("A.x", ChangeImpact.Breaking, ChangeImpact.Breaking));
    }

    [Fact]
    public void The_worst_comes_first_and_counts()
    {
        var diff = Compare(
            Base,
            Base.Replace("\"What.\"", "\"Why.\"", StringComparison.Ordinal)
                .Replace("\"photo\", ", "", StringComparison.Ordinal)
                .Replace("\"sketch\"", "\"sketch\", \"oil\"", StringComparison.Ordinal)
        );

        diff.Changes.Select(change => change.Impact)
            .ShouldBe([ChangeImpact.Breaking, ChangeImpact.Compatible, ChangeImpact.Informational]);
        diff.IsBreaking.ShouldBeTrue();
        diff.Count(ChangeImpact.Breaking).ShouldBe(1);
        diff.Count(ChangeImpact.None).ShouldBe(0);
    }

    [Fact]
    public void The_contract_does_not_differ_from_itself()
    {
        var text = Repository.Text("schema/generate-content.schema.json");
        var diff = Compare(text, text.Replace("  ", "    ", StringComparison.Ordinal));

        diff.Changes.ShouldBeEmpty();
        diff.IsBreaking.ShouldBeFalse();
        SchemaDiffFormat.ToText(diff).ShouldBe("No changes.\n");
        SchemaDiffFormat.ToMarkdown(diff).ShouldBe("# Contract changes\n\nNo changes.\n");
        SchemaDiffFormat
            .ToJson(diff)
            .ShouldBe("{\n  \"breaking\": 0,\n  \"compatible\": 0,\n  \"informational\": 0,\n  \"changes\": []\n}\n");
    }

    [Fact]
    public void Each_format_shows_each_change()
    {
        var diff = Compare(
            Base,
            Base.Replace("\"score\": { \"type\": \"number\" },", "", StringComparison.Ordinal)
                .Replace(
                    "\"prompt\": {",
                    "\"se|ed<\": { \"type\": \"integer\" }, \"prompt\": {",
                    StringComparison.Ordinal
                )
                .Replace("\"Unused\"", "\"Idle\"", StringComparison.Ordinal)
        );

        SchemaDiffFormat
            .ToText(diff)
            .ShouldBe(
                """
                Breaking
                  Answer.score: The property is gone. [read: breaking]

                Compatible
                  Ask.se|ed<: The property is new. [sent: compatible]

                Informational
                  Idle: The object is new. [not used by any operation]
                  Unused: The object is gone. [not used by any operation]

                1 breaking, 1 compatible, 2 informational.

                """.ReplaceLineEndings("\n")
            );
        SchemaDiffFormat
            .ToMarkdown(diff)
            .ShouldBe(
                """
                # Contract changes

                1 breaking, 1 compatible, 2 informational.

                ## Breaking

                | where | what | sent | read |
                |---|---|---|---|
                | `Answer.score` | The property is gone. | - | breaking |

                ## Compatible

                | where | what | sent | read |
                |---|---|---|---|
                | `Ask.se\|ed&lt;` | The property is new. | compatible | - |

                ## Informational

                | where | what | sent | read |
                |---|---|---|---|
                | `Idle` | The object is new. | - | - |
                | `Unused` | The object is gone. | - | - |

                """.ReplaceLineEndings("\n")
            );
        using var json = JsonDocument.Parse(SchemaDiffFormat.ToJson(diff));
        var first = json.RootElement.GetProperty("changes")[0];
        first
            .GetRawText()
            .ReplaceLineEndings("")
            .Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(
                """{"kind":"propertyRemoved","place":"Answer.score","message":"Thepropertyisgone.","impact":"breaking","sent":"none","read":"breaking","old":{"line":18,"column":7},"new":null}"""
            );
        json.RootElement.GetProperty("informational").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("changes").GetArrayLength().ShouldBe(4);
    }

    private static SchemaDiff Compare(string before, string after) =>
        SchemaDiff.Compare(SoundSchema.Sound(before), SoundSchema.Sound(after));
}
