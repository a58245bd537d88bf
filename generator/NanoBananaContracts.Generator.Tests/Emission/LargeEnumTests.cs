using System.Globalization;
using NanoBananaContracts.Generator.Emission;
using NanoBananaContracts.Generator.Tests.Harness;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>
/// Enums of more texts than a <c>switch</c> should have: emitted as tables, of another shape inside and the same outside.
/// </summary>
public class LargeEnumTests
{
    private const string Questions = """
        internal static class Probe
        {
            public static string Run()
            {
                var text = new System.Text.StringBuilder();
                foreach (var json in new[] { "\"v7\"", "\"s7\"", "\"s\\u0037\"", "\"w9\"", "\"V7\"", "\"\"", "\"zz\"", "\"\\u20ac \\ud83e\\udd8a\"", "7" })
                {
                    var holder = Test.Contract.Holder.Parse("{\"some\":" + json + ",\"odd\":" + json + "}");
                    foreach (var value in new[] { holder.Some, holder.Odd })
                    {
                        text.Append(value is { } some ? some.Value + " " + some.Kind + " " + some.IsDocumented + " " + some.Equals(Test.Contract.Some.V7) : "-").Append('|');
                    }

                    text.Append(holder.ToJson()).Append(holder.ToJson("shop")).Append(holder.ToJson("kiosk")).Append(holder.Validate().Count).Append('\n');
                }

                var made = new Test.Contract.Holder { Some = Test.Contract.Some.V7, Odd = Test.Contract.Some.Parse("s7") };
                text.Append(made.ToJson()).Append(made.ToJson("shop")).Append('\n');
                text.Append(Test.Contract.Some.TryParse("V7", out _)).Append(Test.Contract.Some.TryParse(null, out _)).Append(Test.Contract.Some.Undocumented("x").Value);
                text.Append(default(Test.Contract.Some).Value).Append(default(Test.Contract.Some).IsDocumented).Append(default(Test.Contract.Some).Kind).Append('\n');
                foreach (var value in System.Linq.Enumerable.Take(Test.Contract.Some.All, 12))
                {
                    text.Append(value.Value).Append('=').Append(value.Kind).Append(value == Test.Contract.Some.Parse(value.Value)).Append(value.GetHashCode()).Append(' ');
                }

                foreach (var json in new[] { "3", "-4", "77777", "3.5", "\"3\"" })
                {
                    var holder = Test.Contract.Holder.Parse("{\"number\":" + json + "}");
                    text.Append(holder.Number is { } number ? number.Number + " " + number.Kind + (number == Test.Contract.Count.Value3) : "-").Append(holder.ToJson()).Append('|');
                }

                var validator = new NanoBananaContracts.Serialization.ContractValidator(NanoBananaContracts.Serialization.ContractDirection.Request) { Provider = "west" };
                foreach (var value in System.Linq.Enumerable.Take(Test.Contract.Some.All, 12))
                {
                    new Test.Contract.Holder { Some = value }.Validate(validator);
                }

                new Test.Contract.Holder { Number = Test.Contract.Count.Value3 }.Validate(validator);
                text.Append(string.Join(";", validator.Violations)).Append('\n');
                return text.Append(Test.Contract.Count.All[3].Number).Append(Test.Contract.Count.MinusFour.Value).ToString();
            }
        }
        """;

    [Fact]
    public void A_table_answers_as_a_switch_does()
    {
        var small = GeneratorRun.Of(Schema(20), Questions);
        var large = GeneratorRun.Of(Schema(EnumShape.MostSwitched + 1), Questions);

        small.Sources.Values.ShouldNotContain(text => text.Contains("contractTable"));
        large.Sources.Values.Count(text => text.Contains("contractTable")).ShouldBeGreaterThan(0);
        large.Probe().ShouldBe(small.Probe());
    }

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void A_table_compiles_on_every_target(string target) =>
        GeneratorRun
            .Of(ConsumerProject.With(Schema(EnumShape.MostSwitched + 1), Questions) with { Target = target })
            .Compile()
            .ShouldNotBeEmpty();

    /// <summary>What the compiler takes the square of: the cases of one <c>switch</c>.</summary>
    [Theory]
    [InlineData(1_000)]
    [InlineData(4_000)]
    public void No_switch_grows_with_the_values(int count)
    {
        foreach (var (name, text) in GeneratorRun.Of(Schema(count)).Sources)
        {
            var lines = text.Split('\n');
            lines.Count(line => line.Contains("=>") && !line.Contains("static")).ShouldBeLessThan(100, name);
            lines
                .Count(line => line.TrimStart().StartsWith("case ", StringComparison.Ordinal))
                .ShouldBeLessThan(100, name);
            lines.Max(line => line.Length).ShouldBeLessThan(2_000, name);
        }
    }

    [Fact]
    public void Text_grows_with_the_values_and_no_faster()
    {
        static int Length(int count) => GeneratorRun.Of(Schema(count)).Sources.Values.Sum(text => text.Length);

        ((double)Length(4_000) / Length(1_000)).ShouldBeLessThan(4.6);
    }

    /// <summary>
    /// Where warnings about nulls are on, the compiler looks at all members of a struct wherever one of them is made: here
    /// the square of the values. They are off in emitted code whatever the project says.
    /// </summary>
    [Fact]
    public void The_flow_of_nulls_is_not_analysed_in_emitted_code()
    {
        var run = GeneratorRun.Of(Schema(20));

        run.Project.Nullable.ShouldBe(Microsoft.CodeAnalysis.NullableContextOptions.Enable);
        foreach (var tree in run.Output.SyntaxTrees)
        {
            var context = run.Output.GetSemanticModel(tree).GetNullableContext(tree.Length - 1);
            context.HasFlag(Microsoft.CodeAnalysis.NullableContext.WarningsEnabled).ShouldBeFalse(tree.FilePath);
            context.HasFlag(Microsoft.CodeAnalysis.NullableContext.AnnotationsEnabled).ShouldBeTrue(tree.FilePath);
        }
    }

    [Fact]
    public void Thirty_three_thousand_values_compile()
    {
        var values = string.Join(',', Enumerable.Range(1, 33_000));
        GeneratorRun
            .Of(
                $$"""{ "$defs": { "Many": { "type": "integer", "enum": [{{values}}], "description": "Many." } } }""",
                """internal static class Probe { public static string Run() => Test.Contract.Many.Parse("32999").Kind.ToString(); }"""
            )
            .Probe()
            .ShouldBe("Value32999");
    }

    /// <summary>A few values that are allowed, a few that are not, and many on either side.</summary>
    [Fact]
    public void A_place_may_allow_any_part_of_many_values()
    {
        static string Values(int from, int to) =>
            string.Join(',', Enumerable.Range(from, to - from).Select(i => $"\"v{i}\""));
        static string Property(string name, string values) =>
            $$""" "{{name}}": { "$ref": "#/$defs/Some", "description": "P.", "enum": [{{values}}] }""";
        var run = GeneratorRun.Of(
            $$"""
            {
              "$defs": {
                "Holder": {
                  "type": "object",
                  "description": "H.",
                  "properties": {
                    {{Property("few", Values(0, 3))}},
                    {{Property("many", Values(0, 400))}},
                    {{Property("most", Values(0, 700))}},
                    {{Property("nearly", Values(0, 998))}},
                    {{Property("all", Values(0, 1000))}}
                  }
                },
                "Some": { "type": "string", "description": "S.", "enum": [{{Values(0, 1000)}}] }
              }
            }
            """,
            """
            internal static class Probe
            {
                public static string Run()
                {
                    var text = new System.Text.StringBuilder();
                    foreach (var value in new[] { "v0", "v3", "v399", "v400", "v699", "v700", "v997", "v998", "v1000" })
                    {
                        var some = Test.Contract.Some.Undocumented(value);
                        var holder = new Test.Contract.Holder { Few = some, Many = some, Most = some, Nearly = some, All = some };
                        foreach (var violation in holder.Validate())
                        {
                            text.Append(violation.Path).Append(' ');
                        }

                        text.Append('|');
                    }

                    return text.ToString();
                }
            }
            """
        );

        run.Probe()
            .ShouldBe(
                "|few |few |few many |few many |few many most |few many most |few many most nearly |few many most nearly all |"
            );
        run.Sources.Values.ShouldAllBe(text => !text.Contains(" or NbcOwn::Some.Known.V3 or"));
    }

    [Fact]
    public void A_message_names_the_first_of_many_values()
    {
        var run = GeneratorRun.Of(
            Schema(1_000),
            """internal static class Probe { public static string Run() { try { return Test.Contract.Some.Parse("mauve").Value; } catch (System.FormatException exception) { return exception.Message; } } }"""
        );

        run.Probe().ShouldEndWith("v18, v19 and 981 more.");
    }

    private static string Schema(int count)
    {
        string Each(Func<int, string> text) => string.Join(',', Enumerable.Range(0, count).Select(text));
        var texts = Each(i => i.ToString(CultureInfo.InvariantCulture).Insert(0, "\"v") + "\"");
        var spelled = Each(i => $"\"v{i}\":\"s{i}\"");
        var known = string.Join(',', Enumerable.Range(0, count / 3).Select(i => $"\"v{i * 3}\":[\"north\"]"));
        var numbers = Each(i => (i == 4 ? -4 : i).ToString(CultureInfo.InvariantCulture));
        var names = Each(i => i == 4 ? "\"MinusFour\"" : $"\"Value{i}\"");
        return $$"""
            {
              "$defs": {
                "Holder": {
                  "type": "object",
                  "description": "Holds.",
                  "properties": {
                    "some": { "$ref": "#/$defs/Some" },
                    "odd": { "$ref": "#/$defs/Some", "x-spelling": "kiosk" },
                    "number": { "$ref": "#/$defs/Count" }
                  }
                },
                "Some": {
                  "type": "string",
                  "description": "Some.",
                  "enum": [{{texts}}, "€ 🦊"],
                  "x-enum-names": [{{Each(i => $"\"V{i}\"")}}, "Fox"],
                  "x-spellings": { "shop": { {{spelled}} }, "kiosk": { "v9": "w9", "v7": "v7" } },
                  "x-enum-providers": { {{known}} }
                },
                "Count": { "type": "integer", "description": "A number.", "enum": [{{numbers}}], "x-enum-names": [{{names}}], "x-enum-providers": { "3": ["north", "south"] } }
              }
            }
            """;
    }
}
