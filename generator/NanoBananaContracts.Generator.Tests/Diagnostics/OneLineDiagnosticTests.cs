using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoBananaContracts.Generator.Tests.Analyzers;
using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Tests.Diagnostics;

/// <summary>
/// A build takes each line that is printed for a message: a text that brings a line end of its own could say in the
/// compiler's name what it likes. Whatever a message quotes, it is one line, and not a long one.
/// </summary>
public class OneLineDiagnosticTests
{
    private const string Forged = "x\n/etc/passwd(1,1): error CS9999: forged\n";

    private static readonly string Hidden = string.Concat(HostileContract.Characters) + "\uDD8A\u001B]0;\u0007";

    [Fact]
    public async Task A_value_of_a_schema_forges_no_message()
    {
        var text = Forged + Hidden.Replace("\uDD8A", "", StringComparison.Ordinal);
        var literal = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
        var run = GeneratorRun.Of(
            Schema(System.Text.Json.JsonSerializer.Serialize(text)),
            $"internal static class Probe {{ public static object Run() => Test.Contract.En.Undocumented({literal}); }}"
        );

        var found = (await Analyzed(run)).ShouldHaveSingleItem();
        (found.Id, found.Location.SourceTree!.FilePath).ShouldBe(("NBC0002", "Source0.cs"));
        found.GetMessage().ShouldStartWith("\"x\\u000a/etc/passwd(1,1): error CS9999: forged\\u000a");
        ShouldBeOneLine(found);
    }

    [Theory]
    [InlineData("NBC0001", "var size = [|ImageSize.Parse(\"@\")|];")]
    [InlineData("NBC0008", "[|System.IO.File.WriteAllBytes(\"@.png\", image.ToArray())|];")]
    [InlineData(
        "NBC0010",
        "var body = \"{\\\"contents\\\":[{\\\"parts\\\":[{\\\"text\\\":\\\"x\\\"}]}],\\\"[|@|]\\\":1}\";"
    )]
    public async Task No_text_of_a_program_leaves_the_line_of_its_message(string id, string statement)
    {
        var hidden = id switch
        {
            // Not a path at all, or not JSON, with these.
            "NBC0008" => Literal(string.Concat(Hidden.Except(Path.GetInvalidPathChars()))),
            "NBC0010" => Literal(Hidden.Replace("\uDD8A", "", StringComparison.Ordinal)).Replace("\\", "\\\\"),
            _ => Literal(Hidden),
        };
        var code = $$"""
            using NanoBananaContracts;

            public static class Consumer
            {
                public static void Run(GeneratedImage image)
                {
                    {{statement.Replace("@", "a" + hidden + new string('z', 5_000))}}
                }
            }
            """;

        foreach (var diagnostic in await AnalyzerRun.Expect(id, code))
        {
            ShouldBeOneLine(diagnostic);
        }
    }

    /// <summary>The compiler itself repeats why something is deprecated.</summary>
    [Fact]
    public void A_reason_for_deprecation_forges_no_message()
    {
        var text = System.Text.Json.JsonSerializer.Serialize(
            Forged + Hidden.Replace("\uDD8A", "", StringComparison.Ordinal) + new string('z', 5_000)
        );
        var run = GeneratorRun.Of(
            $$"""{ "$defs": { "M": { "properties": { "a": { "type": "string", "deprecated": true, "x-deprecated": {{text}} } } } } }""",
            "internal static class Probe { public static object? Run(Test.Contract.M m) => m.A; }"
        );

        var found = run
            .Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Id == "CS0618")
            .ShouldHaveSingleItem();
        found.GetMessage().ShouldContain("forged");
        ShouldBeOneLine(found);
    }

    [Fact]
    public void No_diagnostic_is_made_anywhere_else()
    {
        var makers = Directory
            .EnumerateFiles(
                Repository.Path("generator/NanoBananaContracts.Generator"),
                "*.cs",
                SearchOption.AllDirectories
            )
            .Where(file =>
                System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file), @"(?<!\w)Diagnostic\.Create\(")
            )
            .Select(file => Path.GetFileName(file));

        makers.ShouldBe(["OneLineDiagnostic.cs"]);
    }

    /// <summary>What nobody wrote is nobody's mistake, and a project that takes warnings for errors builds.</summary>
    [Theory]
    [InlineData("\"x\"", "\"y\"", "X")]
    [InlineData("1", "2", "Value1")]
    public async Task No_rule_looks_at_emitted_code(string only, string other, string member)
    {
        var run = GeneratorRun.Of(Schema(only, other));

        run.Compile();
        (await Analyzed(run)).ShouldBeEmpty();
        run.Sources.Values.ShouldContain(text => text.Contains($"value0 == NbcOwn::En.{member},"));
    }

    private static string Schema(string only, string other = "\"y\"") =>
        $$"""
            {
              "$defs": {
                "En": { "enum": [{{only}}, {{other}}]{{(only[0] == '"' ? ", \"x-enum-names\": [\"X\", \"Y\"]" : "")}} },
                "M": { "properties": { "k": { "$ref": "#/$defs/En", "const": {{only}} } } }
              }
            }
            """;

    private static string Literal(string text) =>
        string.Concat(text.Select(unit => FormattableString.Invariant($"\\u{(int)unit:x4}")));

    private static async Task<ImmutableArray<Diagnostic>> Analyzed(GeneratorRun run)
    {
        var found = await run
            .Output.WithAnalyzers(AnalyzerRun.All)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found;
    }

    private static void ShouldBeOneLine(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Enumerable
            .Range(0, message.Length)
            .Where(i =>
                HiddenCharacters.IsAt(message, i, out _)
                && !(char.IsLowSurrogate(message[i]) && i > 0 && char.IsHighSurrogate(message[i - 1]))
            )
            .ShouldBeEmpty(HiddenCharacters.Escaped(message));
        message.Length.ShouldBeLessThan(10_000);
    }
}
