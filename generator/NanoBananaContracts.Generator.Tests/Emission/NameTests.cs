using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Names of a schema against the names that emitted types have for themselves.</summary>
public class NameTests
{
    /// <summary>
    /// Every word of an emitted message and of an emitted enum, as the name of a property and of a value: where it is
    /// taken, that is reported; where it is not, the code compiles and the member has that name.
    /// </summary>
    [Fact]
    public void No_word_of_emitted_code_clashes_with_a_name_of_the_schema()
    {
        var emitted = GeneratorRun.Of(
            Repository.Text("generator/NanoBananaContracts.Generator.Tests/Contracts/keywords.schema.json")
        );
        var words = emitted
            .Sources.Values.SelectMany(source =>
                CSharpSyntaxTree
                    .ParseText(source)
                    .GetRoot()
                    .DescendantTokens()
                    .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                    .Select(token => token.ValueText)
            )
            .Where(word => word[0] is >= 'A' and <= 'Z')
            .Distinct()
            .Order()
            .ToArray();
        words.Length.ShouldBeGreaterThan(100);

        var run = GeneratorRun.Of(Schema(words));
        run.Diagnostics.ShouldNotBeEmpty();

        // A file is told twenty of a kind, and how many more: what was told is left out the next time.
        var taken = new HashSet<string>();
        for (var told = run; told.Diagnostics.Length > 0; told = GeneratorRun.Of(Schema([.. words.Except(taken)])))
        {
            told.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == "NBC1306");
            var before = taken.Count;
            taken.UnionWith(
                told.Diagnostics.Select(diagnostic => Regex.Match(diagnostic.GetMessage(), "'([^']+)'").Groups[1].Value)
            );
            taken.Count.ShouldBeGreaterThan(before);
        }

        // Without those that are reported, it compiles, and every name is as it was given.
        var free = words.Where(word => !taken.Contains(word)).ToArray();
        free.Length.ShouldBeGreaterThan(60);
        var clean = GeneratorRun.Of(Schema(free));
        var types = clean.Load();
        free.ShouldBeSubsetOf(types.GetType("Test.Contract.Thing")!.GetProperties().Select(member => member.Name));
        free.ShouldBeSubsetOf(
            types
                .GetType("Test.Contract.Choice")!
                .GetProperties(BindingFlags.Static | BindingFlags.Public)
                .Select(member => member.Name)
        );

        // And where one is reported, no error of the compiler comes on top of it.
        run.Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString())
            .Take(5)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_list_of_lists_and_a_list_with_the_name_of_its_items_are_read_apart() =>
        GeneratorRun
            .Of(
                """
                {
                  "$defs": {
                    "A": {
                      "type": "object",
                      "description": "An A.",
                      "properties": {
                        "rows": { "type": "array", "items": { "type": "array", "items": { "type": "string" } } },
                        "rowsItem": { "type": "array", "items": { "type": "string" } },
                        "additionalProperties1": { "type": "array", "items": { "type": "string" } }
                      },
                      "additionalProperties": { "type": "array", "items": { "type": "string" } }
                    }
                  }
                }
                """,
                """
                #pragma warning disable CS1591
                public static class Probe
                {
                    public static string Run() =>
                        Test.Contract.A.Parse("{\"rows\":[[\"a\"],[]],\"rowsItem\":[\"b\"],\"x\":[\"c\"]}").ToJson();
                }
                """
            )
            .Probe()
            .ShouldBe("""{"rows":[["a"],[]],"rowsItem":["b"],"x":["c"]}""");

    [Fact]
    public void A_property_of_two_groups_is_made_once() =>
        GeneratorRun
            .Of(
                """
                {
                  "$defs": {
                    "A": {
                      "type": "object",
                      "description": "An A.",
                      "properties": { "x": { "type": "string" }, "y": { "type": "string" }, "z": { "type": "string" } },
                      "x-one-of-name": "First",
                      "oneOf": [{ "required": ["x"] }, { "required": ["y"] }],
                      "allOf": [{ "x-one-of-name": "Second", "oneOf": [{ "required": ["x"] }, { "required": ["z"] }] }]
                    }
                  }
                }
                """
            )
            .Compile()
            .ShouldNotBeEmpty();

    private static string Schema(string[] names) =>
        $$"""
            {
              "$defs": {
                "Thing": {
                  "type": "object",
                  "description": "Properties of every name.",
                  "properties": {
                    {{string.Join(
                        ",\n",
                        names.Select((name, i) => $"\"{name}\": {Types[i % Types.Length]}")
                    )}}
                  }
                },
                "Choice": {
                  "type": "string",
                  "description": "Values of every name.",
                  "enum": [{{string.Join(", ", names.Select((_, i) => $"\"v{i}\""))}}],
                  "x-enum-names": [{{string.Join(", ", names.Select(name => $"\"{name}\""))}}]
                }
              }
            }
            """;

    /// <summary>Types that are read, written and checked in different ways.</summary>
    private static readonly string[] Types =
    [
        """{ "type": "string", "pattern": "^a", "maxLength": 4 }""",
        """{ "type": "array", "items": { "type": "number", "minimum": 1 } }""",
        """{ "type": "object", "additionalProperties": { "type": "array", "items": { "type": "string" } } }""",
        """{ "type": "string", "format": "int64" }""",
        """{ "$ref": "#/$defs/Choice" }""",
        """{ "$ref": "#/$defs/Thing" }""",
    ];
}
