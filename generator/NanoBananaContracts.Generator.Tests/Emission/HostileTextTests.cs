using System.Reflection;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>
/// The text of a schema may be somebody else's. Whatever it holds, and wherever it stands, it becomes a comment or a
/// literal and nothing else: what is declared is what the same schema with harmless texts declares.
/// </summary>
public class HostileTextTests
{
    private static readonly Lazy<string[]> Harmless = new(() =>
    {
        var run = GeneratorRun.Of(HostileContract.Schema(_ => "x", escaped: false));
        run.Compile();
        return HostileContract.Declared(run);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_hidden_character_lets_a_text_become_code(bool escaped)
    {
        var text = string.Concat(HostileContract.Characters.Select(character => character + "class I { } "));
        HostileContract.Characters.Length.ShouldBeGreaterThan(200);
        ShouldDeclareTheSame(
            HostileContract.Schema(place => WithHalves(place, text + HostileContract.Payload), escaped)
        );
    }

    [Fact]
    public void No_mixture_of_hidden_characters_and_marks_lets_a_text_become_code()
    {
        string[] pieces =
        [
            .. HostileContract.Marks,
            HostileContract.Payload,
            "[assembly: global::System.CLSCompliant(true)]",
            "word",
            " ",
        ];
        var piece = Gen.OneOf(Gen.Elements(pieces), Gen.Elements(HostileContract.Characters));
        var texts = piece.ListOf(12).Select(list => string.Concat(list)).ArrayOf(110);
        Prop.ForAll(
                texts.Zip(Gen.Elements(true, false)).ToArbitrary(),
                drawn =>
                    ShouldDeclareTheSame(
                        HostileContract.Schema(place => WithHalves(place, drawn.Item1[place]), drawn.Item2)
                    )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    /// <summary>The two shapes in which it once ran: behind a line end in a description, and in the value of an enum.</summary>
    [Theory]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    [InlineData("\u0085")]
    [InlineData("\n")]
    public void Loading_what_was_compiled_runs_nothing(string lineEnd)
    {
        var text = $"A sentence.{lineEnd}{HostileContract.Payload}{lineEnd}/// and the rest.";
        var json = System.Text.Json.JsonSerializer.Serialize(text);
        var assembly = GeneratorRun
            .Of(
                $$"""
                {
                  "$defs": {
                    "Thing": {
                      "type": "object",
                      "description": {{json}},
                      "properties": {
                        "a": { "type": "string", "enum": [{{json}}, "y"], "x-enum-names": ["X", "Y"] },
                        "b": { "type": "string", "description": {{json}} }
                      }
                    }
                  }
                }
                """
            )
            .Load();

        Run(assembly).ShouldBeFalse();
        assembly
            .GetTypes()
            .Where(type => !type.IsNested && type.Name[0] != '<')
            .Select(type => type.Name)
            .ShouldBe(["Thing", "ThingA", "contractDialects"], ignoreOrder: true);
    }

    /// <summary>That the test above would notice.</summary>
    [Fact]
    public void Code_that_does_get_in_is_run_when_the_assembly_is_loaded() =>
        Run(
                GeneratorRun
                    .Of(
                        """{ "$defs": { "A": { "type": "object", "description": "An A.", "properties": { "x": { "type": "string" } } } } }""",
                        HostileContract.Payload
                    )
                    .Load()
            )
            .ShouldBeTrue();

    /// <summary>Halves of a pair at some places: after twenty such mistakes the reader reads no further.</summary>
    private static string WithHalves(int place, string text) => place <= 12 ? "\uDD8A" + text + "\uD83E" : text;

    private static bool Run(Assembly assembly)
    {
        AppDomain.CurrentDomain.SetData("injected", null);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return AppDomain.CurrentDomain.GetData("injected") is not null;
    }

    private static void ShouldDeclareTheSame(string schema)
    {
        var run = GeneratorRun.Of(schema);
        // What reorders text, and half a pair, is reported; the code is sound all the same.
        run.Diagnostics.Select(finding => finding.Id).Distinct().ShouldBeSubsetOf(["NBC1009", "NBC1014"]);
        run.Output.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())
            .Take(5)
            .ShouldBeEmpty();
        HostileContract.Declared(run).ShouldBe(Harmless.Value);
        foreach (var (name, source) in run.Sources)
        {
            // Not even a line of a literal is shown in another order than it has.
            Enumerable
                .Range(0, source.Length)
                .Where(i =>
                    source[i] is not ('\n' or '\t')
                    && !char.IsLowSurrogate(source[i])
                    && Schema.HiddenCharacters.IsAt(source, i, out _)
                )
                .ShouldBeEmpty(name);
        }
    }
}
