using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Diagnostics;

/// <summary>What is reported to a project that cannot compile its contract as it stands.</summary>
public class ProjectDiagnosticsTests
{
    private const string Schema =
        """{ "$defs": { "A": { "type": "object", "properties": { "x": { "type": "string" } } } } }""";

    [Fact]
    public void A_mistake_in_the_schema_is_reported_at_its_line_and_column_and_the_rest_is_made()
    {
        var run = GeneratorRun.Of(
            """
            {
              "$defs": {
                "A": { "type": "object", "properties": { "x": { "tipe": "string" } } },
                "B": { "type": "object", "properties": { "y": { "type": "string" } } }
              }
            }
            """
        );
        var finding = run.Diagnostics.Single();
        finding.Id.ShouldBe("NBC1101");
        finding.Severity.ShouldBe(DiagnosticSeverity.Error);
        var place = finding.Location.GetLineSpan();
        place.Path.ShouldBe("/project/test.schema.json");
        place.StartLinePosition.Line.ShouldBe(2);
        place.StartLinePosition.Character.ShouldBe(52);
        finding.GetMessage().ShouldContain("type");
        run.Sources.Keys.ShouldContain("Test.Contract.B.g.cs");
    }

    [Fact]
    public void Text_that_is_no_JSON_is_reported_and_nothing_crashes() =>
        GeneratorRun.Of("{ \"$defs\": ").Diagnostics.ShouldNotBeEmpty();

    [Theory]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp7_3)]
    public void CSharp_below_11_is_one_diagnostic_and_no_source(LanguageVersion language)
    {
        var run = GeneratorRun.Of(
            ConsumerProject.With(Schema) with
            {
                Language = language,
                Nullable = NullableContextOptions.Disable,
            }
        );
        run.Diagnostics.Single().Id.ShouldBe("NBC2001");
        run.Diagnostics.Single().GetMessage().ShouldContain("LangVersion");
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void A_project_without_a_schema_hears_nothing()
    {
        var run = GeneratorRun.Of(
            new ConsumerProject
            {
                Language = LanguageVersion.CSharp7_3,
                Nullable = NullableContextOptions.Disable,
                Target = "netstandard2.0",
            }
        );
        run.Diagnostics.ShouldBeEmpty();
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_runtime_is_one_diagnostic()
    {
        var run = GeneratorRun.Of(
            ConsumerProject.With(Schema) with
            {
                References = ConsumerReferences.Without("net8.0", "NanoBananaContracts.Runtime"),
            }
        );
        run.Diagnostics.Single().Id.ShouldBe("NBC2002");
        run.Sources.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_System_Text_Json_is_one_diagnostic()
    {
        var run = GeneratorRun.Of(
            ConsumerProject.With(Schema) with
            {
                References = ConsumerReferences.Without("netstandard2.0", "System.Text.Json"),
            }
        );
        run.Diagnostics.Single().Id.ShouldBe("NBC2003");
        run.Sources.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("My.2nd", "NBC2004")]
    [InlineData("My.class", "NBC2004")]
    [InlineData("My Contract", "NBC2004")]
    public void A_namespace_that_is_none_is_reported_at_the_schema(string @namespace, string id)
    {
        var run = GeneratorRun.Of(new ConsumerProject { Schemas = [new SchemaItem(Schema, @namespace: @namespace)] });
        run.Diagnostics.Single().Id.ShouldBe(id);
        run.Diagnostics.Single().Location.GetLineSpan().Path.ShouldBe("/project/test.schema.json");
    }

    [Fact]
    public void A_visibility_that_is_none_is_reported_at_the_schema() =>
        GeneratorRun
            .Of(new ConsumerProject { Schemas = [new SchemaItem(Schema, visibility: "private")] })
            .Diagnostics.Single()
            .Id.ShouldBe("NBC2005");

    [Fact]
    public void Two_schemas_in_one_namespace_are_reported_and_the_first_is_made()
    {
        var run = GeneratorRun.Of(
            new ConsumerProject
            {
                Schemas = [new SchemaItem(Schema, "/project/a.json"), new SchemaItem(Schema, "/project/b.json")],
            }
        );
        run.Diagnostics.Single().Id.ShouldBe("NBC2006");
        run.Diagnostics.Single().Location.GetLineSpan().Path.ShouldBe("/project/b.json");
        run.Sources.Count.ShouldBe(2);
    }

    /// <summary>C# tells them apart; file systems, and the compiler's list of generated files, do not.</summary>
    [Fact]
    public void Namespaces_that_differ_in_case_only_are_one()
    {
        var run = GeneratorRun.Of(
            new ConsumerProject
            {
                Schemas =
                [
                    new SchemaItem(Schema, "/project/a.json", "My.Contract"),
                    new SchemaItem(Schema, "/project/b.json", "My.contract"),
                ],
            }
        );
        run.Diagnostics.Single().Id.ShouldBe("NBC2006");
        run.Sources.Keys.ShouldBe(["My.Contract.A.g.cs", "My.Contract.contract-dialects.g.cs"], ignoreOrder: true);
    }

    [Fact]
    public void A_schema_that_two_items_name_is_made_once()
    {
        var run = GeneratorRun.Of(new ConsumerProject { Schemas = [new SchemaItem(Schema), new SchemaItem(Schema)] });
        run.Compile();
        run.Sources.Keys.ShouldBe(["Test.Contract.A.g.cs", "Test.Contract.contract-dialects.g.cs"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("NanoBananaContracts", "CompilerAttributes")]
    [InlineData("Test.Contract", "CONTRACTOPERATIONS")]
    public void A_type_may_have_the_name_of_another_emitted_file(string @namespace, string name)
    {
        var run = GeneratorRun.Of(
            new ConsumerProject
            {
                Target = "netstandard2.0",
                References = ConsumerReferences.WithTwoPolyfills(),
                Schemas =
                [
                    new SchemaItem(
                        $$"""
                        {
                          "x-operations": { "Go": { "method": "POST", "path": "/go", "request": "#/$defs/A", "response": "#/$defs/A" } },
                          "$defs": { "A": { "x-name": "{{name}}", "type": "object", "description": "An A.", "properties": { "x": { "type": "string" } } } }
                        }
                        """,
                        @namespace: @namespace
                    ),
                ],
            }
        );
        run.Diagnostics.ShouldBeEmpty();
        run.Sources.Count.ShouldBe(4);
    }

    [Fact]
    public void The_root_namespace_stands_in_for_a_namespace() =>
        GeneratorRun
            .Of(new ConsumerProject { Schemas = [new SchemaItem(Schema, @namespace: null)], RootNamespace = "My.Root" })
            .Sources.Keys.ShouldBe(["My.Root.A.g.cs", "My.Root.contract-dialects.g.cs"], ignoreOrder: true);
}
