using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>
/// Types and operations named like what is emitted into them: a finding, and code that compiles under another name. All
/// other names compile as they are.
/// </summary>
public class ReservedTypeNameTests
{
    private static readonly string[] Names =
    [
        "AdditionalProperties",
        "All",
        "Clone",
        "DocumentedTexts",
        "EqualityContract",
        "Equals",
        "Finalize",
        "From",
        "GetHashCode",
        "GetType",
        "IsDocumented",
        "Kind",
        "KindCase",
        "Known",
        "MemberwiseClone",
        "None",
        "Number",
        "Parse",
        "PrintMembers",
        "Read",
        "ReferenceEquals",
        "ToJson",
        "ToString",
        "ToUtf8Json",
        "TryParse",
        "TryRead",
        "Undocumented",
        "UnknownFields",
        "Validate",
        "Value",
        "WriteTo",
    ];

    [Theory]
    [InlineData(
        """{ "type": "object", "description": "T.", "properties": { "a": { "type": "string" } }, "additionalProperties": { "type": "integer" } }"""
    )]
    [InlineData(
        """{ "type": "object", "description": "T.", "oneOf": [{ "properties": { "a": { "type": "string" } }, "required": ["a"] }, { "properties": { "b": { "type": "string" } }, "required": ["b"] }], "x-one-of-name": "Choice" }"""
    )]
    [InlineData("""{ "type": "string", "description": "T.", "enum": ["x", "y"] }""")]
    [InlineData("""{ "type": "integer", "description": "T.", "enum": [1, 2] }""")]
    public void A_definition_of_any_name_compiles(string definition)
    {
        var definitions = string.Join(",", Names.Select(name => $"\"{name}\": {definition}"));
        ShouldCompile($$"""{ "$defs": { {{definitions}} } }""");
    }

    [Theory]
    [InlineData(
        "Parse",
        """{ "type": "object" }""",
        "'Parse' would be named 'Parse' in C#, like a member that every record has. Give it another name (\"x-name\")."
    )]
    [InlineData(
        "known",
        """{ "enum": ["x"] }""",
        "'known' would be named 'Known' in C#, like a member that every enum has. Give it another name (\"x-name\")."
    )]
    public void The_finding_says_what_is_in_the_way(string name, string definition, string message)
    {
        var finding = Schema
            .SchemaReader.Read("a.json", $$"""{ "$defs": { "{{name}}": {{definition}} } }""")
            .Diagnostics.ShouldHaveSingleItem();

        finding.Id.ShouldBe("NBC1306");
        finding.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("FromText", "Choice")]
    [InlineData("ChoiceCase", "Choice")]
    [InlineData("Choice", "Choice")]
    public void A_record_is_not_named_like_what_its_group_needs(string record, string group)
    {
        var schema = $$"""
            {
              "$defs": {
                "{{record}}": {
                  "type": "object",
                  "description": "T.",
                  "oneOf": [
                    { "properties": { "text": { "type": "string", "description": "T." } }, "required": ["text"] },
                    { "properties": { "blob": { "type": "string", "description": "B." } }, "required": ["blob"] }
                  ],
                  "x-one-of-name": "{{group}}"
                }
              }
            }
            """;
        ShouldCompile(schema).ShouldBe(["NBC1306"]);
    }

    [Fact]
    public void An_operation_of_any_name_compiles()
    {
        var operations = string.Join(
            ",",
            Names
                .Append("ContractOperations")
                .Select(name =>
                    $$""" "{{name}}": { "description": "O.", "method": "POST", "path": "/a", "request": "#/$defs/A", "response": "#/$defs/A" }"""
                )
        );
        ShouldCompile(
            $$"""{ "x-operations": { {{operations}} }, "$defs": { "A": { "type": "object", "description": "A." } } }"""
        );
    }

    /// <summary>That it compiles without a warning; which findings there were.</summary>
    private static string[] ShouldCompile(string schema)
    {
        var run = GeneratorRun.Of(schema);
        var ids = run.Diagnostics.Select(finding => finding.Id).Distinct().ToArray();
        ids.ShouldBeSubsetOf(["NBC1306"], string.Join('\n', run.Diagnostics));
        run.Output.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())
            .Take(10)
            .ShouldBeEmpty();
        return ids;
    }
}
