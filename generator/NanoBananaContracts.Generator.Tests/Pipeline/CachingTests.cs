using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Pipeline;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Pipeline;

/// <summary>What each kind of edit makes the generator do again.</summary>
public class CachingTests
{
    private const string Schema = """
        {
          "x-operations": { "Go": { "method": "POST", "path": "/go", "request": "#/$defs/A", "response": "#/$defs/B" } },
          "$defs": {
            "A": { "type": "object", "description": "An A.", "properties": { "b": { "$ref": "#/$defs/B" }, "e": { "$ref": "#/$defs/E" } } },
            "B": { "type": "object", "description": "A B.", "properties": { "text": { "type": "string" }, "e": { "$ref": "#/$defs/E" } } },
            "E": { "type": "string", "description": "An E.", "enum": ["ONE", "TWO"] }
          }
        }
        """;

    private static readonly SchemaItem Item = new(Schema);

    [Fact]
    public void An_edit_in_CSharp_makes_nothing_again()
    {
        var run = GeneratorRun.Of(ConsumerProject.With(Schema, "class Old;"));
        var edited = run
            .Project.Compile()
            .AddSyntaxTrees(
                CSharpSyntaxTree.ParseText(
                    "class New;",
                    new CSharpParseOptions(LanguageVersion.CSharp11, DocumentationMode.Diagnose)
                )
            );
        var result = Rerun(run.Driver.RunGenerators(edited));
        // Only what looks at the compilation runs, and it sees the same.
        Changed(result).ShouldBeEmpty();
        Step(result, TrackingNames.File).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
        Step(result, TrackingNames.Environment).ShouldBe([IncrementalStepRunReason.Cached]);
    }

    [Theory]
    [InlineData("\"$defs\": {", "\"$defs\":\n\n\n   {")]
    [InlineData("\"type\": \"string\", \"description\": \"An E.\"", "\"description\": \"An E.\", \"type\": \"string\"")]
    [InlineData("{\n  \"x-operations\"", "{ \"$comment\": \"c\",\n  \"x-operations\"")]
    public void An_edit_of_the_schema_that_changes_nothing_ends_at_the_model(string old, string @new)
    {
        var text = Schema.ReplaceLineEndings("\n");
        text.ShouldContain(old);
        var result = Edit(GeneratorRun.Of(text), text.Replace(old, @new, System.StringComparison.Ordinal));
        Step(result, TrackingNames.Model).ShouldBe([IncrementalStepRunReason.Unchanged]);
        Step(result, TrackingNames.Types).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
        Step(result, TrackingNames.Source).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_property_edit_makes_only_the_file_that_shows_it()
    {
        var result = Edit(
            GeneratorRun.Of(Schema),
            Schema.Replace("\"text\"", "\"words\"", System.StringComparison.Ordinal)
        );
        Emitted(result).ShouldBe(["Test.Contract.B.g.cs"]);
    }

    [Theory]
    [InlineData("\"small\"", "\"tiny\"")]
    [InlineData("\"ONLY\"", "\"ONLY\", \"MORE\"")]
    public void A_type_that_only_one_message_shows_is_in_the_file_of_that_message(string old, string @new)
    {
        const string Nested = """
            {
              "$defs": {
                "Large": {
                  "type": "object",
                  "properties": { "one": { "$ref": "#/$defs/Small" }, "many": { "type": "array", "items": { "$ref": "#/$defs/Lone" } } }
                },
                "Lone": { "type": "string", "enum": ["ONLY"] },
                "Other": { "type": "object", "properties": { "large": { "$ref": "#/$defs/Large" } } },
                "Small": { "type": "object", "properties": { "small": { "type": "string" } } }
              }
            }
            """;
        var run = GeneratorRun.Of(Nested);
        run.Sources.Keys.ShouldBe(
            ["Test.Contract.Large.g.cs", "Test.Contract.Other.g.cs", "Test.Contract.contract-dialects.g.cs"],
            ignoreOrder: true
        );
        var result = Edit(run, Nested.Replace(old, @new, System.StringComparison.Ordinal));
        Emitted(result).ShouldBe(["Test.Contract.Large.g.cs"]);
    }

    [Fact]
    public void An_edit_of_an_enum_leaves_the_messages_alone()
    {
        var result = Edit(
            GeneratorRun.Of(Schema),
            Schema.Replace("\"TWO\"", "\"TWO\", \"THREE\"", System.StringComparison.Ordinal)
        );
        Emitted(result).ShouldBe(["Test.Contract.E.g.cs"]);
    }

    [Fact]
    public void An_edit_of_an_operation_leaves_the_types_alone()
    {
        var result = Edit(GeneratorRun.Of(Schema), Schema.Replace("/go", "/went", System.StringComparison.Ordinal));
        Emitted(result).ShouldBe(["Test.Contract.ContractOperations.g.cs"]);
    }

    [Fact]
    public void A_mistake_changes_the_findings_and_not_the_sources()
    {
        var result = Edit(
            GeneratorRun.Of(Schema),
            Schema.Replace(
                "\"type\": \"string\" }",
                "\"type\": \"string\", \"formt\": \"x\" }",
                System.StringComparison.Ordinal
            )
        );
        result.Diagnostics.Single().Id.ShouldBe("NBC1101");
        Step(result, TrackingNames.Source).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Another_namespace_makes_everything_again()
    {
        var run = GeneratorRun.Of(Schema);
        var other = new SchemaItem(Schema, Item.Path, "Other");
        var options = run.Driver.ReplaceAdditionalText(run.Project.Schemas[0], other);
        var result = Rerun(options.RunGenerators(run.Project.Compile()));
        Emitted(result).Count.ShouldBe(5);
        result.GeneratedSources.ShouldAllBe(source => source.HintName.StartsWith("Other."));
    }

    [Fact]
    public void An_option_of_the_project_that_changes_nothing_makes_nothing_again()
    {
        var run = GeneratorRun.Of(Schema);
        var result = Rerun(
            run.Driver.WithUpdatedAnalyzerConfigOptions(new ProjectOptions("Another.Root"))
                .RunGenerators(run.Project.Compile())
        );
        Changed(result).ShouldBeEmpty();
    }

    [Fact]
    public void A_renamed_file_is_read_again_and_makes_nothing()
    {
        var run = GeneratorRun.Of(Schema);
        var renamed = new SchemaItem(Schema, "/project/renamed.json");
        var result = Rerun(
            run.Driver.ReplaceAdditionalText(run.Project.Schemas[0], renamed).RunGenerators(run.Project.Compile())
        );
        Step(result, TrackingNames.Model).ShouldBe([IncrementalStepRunReason.Unchanged]);
        Step(result, TrackingNames.Source).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void A_file_that_is_no_contract_makes_nothing_again()
    {
        var run = GeneratorRun.Of(Schema);
        ImmutableArray<AdditionalText> more =
        [
            new SchemaItem("not a contract", "/project/readme.txt", isContract: false),
        ];
        Changed(Rerun(run.Driver.AddAdditionalTexts(more).RunGenerators(run.Project.Compile()))).ShouldBeEmpty();
    }

    [Fact]
    public void Two_schemas_do_not_touch_each_other()
    {
        var second = new SchemaItem(
            """{ "$defs": { "A": { "type": "object", "properties": { "x": { "type": "string" } } } } }""",
            "/project/z.json",
            "Second"
        );
        var run = GeneratorRun.Of(new ConsumerProject { Schemas = [Item, second] });
        var driver = run.Driver.ReplaceAdditionalText(
            second,
            second.WithText(second.GetText().ToString().Replace("\"x\"", "\"y\"", System.StringComparison.Ordinal))
        );
        Emitted(Rerun(driver.RunGenerators(run.Project.Compile()))).ShouldBe(["Second.A.g.cs"]);
    }

    private static GeneratorRunResult Edit(GeneratorRun run, string text) =>
        Rerun(
            run.Driver.ReplaceAdditionalText(run.Project.Schemas[0], run.Project.Schemas[0].WithText(text))
                .RunGenerators(run.Project.Compile())
        );

    private static GeneratorRunResult Rerun(GeneratorDriver driver) => driver.GetRunResult().Results.Single();

    private static List<IncrementalStepRunReason> Step(GeneratorRunResult result, string name) =>
        [.. result.TrackedSteps[name].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static IEnumerable<string> Changed(GeneratorRunResult result) =>
        result
            .TrackedSteps.Where(step => step.Key.StartsWith("NBC.", System.StringComparison.Ordinal))
            .Where(step =>
                step.Value.SelectMany(run => run.Outputs)
                    .Any(output =>
                        output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
                    )
            )
            .Select(step => step.Key);

    /// <summary>Files whose source was made anew and differs.</summary>
    private static List<string> Emitted(GeneratorRunResult result) =>
        [
            .. result
                .TrackedSteps[TrackingNames.Source]
                .SelectMany(run => run.Outputs)
                .Where(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
                .Select(output => ((EmittedSource)output.Value).HintName),
        ];
}
