using NanoBananaContracts.Generator.Tests.Harness;
using NanoBananaContracts.Generator.Tests.Keywords;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts.Generator.Tests.Emission;

/// <summary>Bounds and groups, as emitted validators hold values to them.</summary>
public class ValidationTests
{
    [Theory]
    [InlineData("""{"within":1}""", null)]
    [InlineData("""{"within":10}""", null)]
    [InlineData("""{"within":0}""", ViolationRule.OutOfRange)]
    [InlineData("""{"within":11}""", ViolationRule.OutOfRange)]
    [InlineData("""{"between":0.5}""", null)]
    [InlineData("""{"between":0}""", ViolationRule.OutOfRange)]
    [InlineData("""{"between":1}""", ViolationRule.OutOfRange)]
    [InlineData("""{"between":"NaN"}""", ViolationRule.OutOfRange)]
    [InlineData("""{"code":"ab1"}""", null)]
    [InlineData("""{"code":"ab1\n"}""", ViolationRule.Pattern)]
    [InlineData("""{"code":"ab\u0661"}""", ViolationRule.Pattern)]
    [InlineData("""{"some":[1]}""", null)]
    [InlineData("""{"some":[]}""", ViolationRule.TooFew)]
    [InlineData("""{"some":[1,2,3]}""", ViolationRule.TooMany)]
    [InlineData("""{"some":[1,10]}""", ViolationRule.OutOfRange)]
    [InlineData("""{"kind":"picture","version":2,"quoted":"a \"b\" \\ c"}""", null)]
    [InlineData("""{"kind":"text"}""", ViolationRule.Const)]
    [InlineData("""{"version":3}""", ViolationRule.Const)]
    [InlineData("""{"quoted":"a"}""", ViolationRule.Const)]
    [InlineData("""{"within":null}""", ViolationRule.WrongType)]
    public void Bounds_hold(string json, ViolationRule? rule) =>
        Bounds.Parse(json).Validate().Select(violation => violation.Rule).ShouldBe(rule is { } only ? [only] : []);

    [Theory]
    [InlineData("""{"prompt":"ab"}""", null)]
    [InlineData("""{"prompt":"a"}""", ViolationRule.TooShort)]
    [InlineData("""{"prompt":"abcdef"}""", ViolationRule.TooLong)]
    [InlineData("""{"prompt":"🦊🦊🦊🦊🦊"}""", null)]
    [InlineData("{}", ViolationRule.Required)]
    [InlineData("""{"prompt":null}""", ViolationRule.WrongType)]
    [InlineData("""{"prompt":"ab","promt":"x"}""", ViolationRule.UnknownField)]
    public void Requests_are_held_to_their_schema(string json, ViolationRule? rule) =>
        MakeRequest.Parse(json).Validate().Select(violation => violation.Rule).ShouldBe(rule is { } only ? [only] : []);

    [Fact]
    public void A_violation_says_where_what_and_what_to_do()
    {
        var request = MakeRequest.Parse("""{"prompt":"ab","shared":{"label":5}}""");
        var violation = request.Validate().Single();
        violation.Path.ShouldBe("shared.label");
        violation.Value.ShouldBe("5");
        violation.Allowed.ShouldBe("a text");
        violation.ToString().ShouldBe("shared.label: must be a text, and is 5.");
    }

    [Fact]
    public void Paths_name_items_and_entries()
    {
        var read = Composites.Parse(
            """{"nodes":[{},{"children":[{"nodeName":1}]}],"coloursByName":{"sky":"infrared"},"colours":["rot","mauve"]}"""
        );
        read.Validate()
            .Select(violation => violation.Path)
            .ShouldBe(["colours[1]", "nodes[1].children[0].nodeName", "coloursByName.sky"]);
    }

    [Theory]
    [InlineData("west", ContractDirection.Request, true)]
    [InlineData("south", ContractDirection.Request, true)]
    [InlineData("south-2", ContractDirection.Request, false)]
    [InlineData("north", ContractDirection.Request, false)]
    [InlineData(null, ContractDirection.Request, false)]
    [InlineData("west", ContractDirection.Either, false)]
    public void A_field_is_for_the_providers_that_know_it(
        string? provider,
        ContractDirection direction,
        bool isReported
    )
    {
        var validator = new ContractValidator(direction) { Provider = provider };
        new MakeRequest { Prompt = "ab", Regional = new[] { "x" } }.Validate(validator);
        validator
            .Violations.Select(violation => violation.ToString())
            .ShouldBe(
                isReported
                    ? [$"regional: {provider} does not know \"regional\", which is for north, south-2; leave it out."]
                    : []
            );
        new MakeRequest { Prompt = "ab" }.Validate(validator);
        validator
            .Violations.Count(violation => violation.Rule == ViolationRule.OtherProvider)
            .ShouldBe(isReported ? 1 : 0);
    }

    [Theory]
    [InlineData("west", ContractDirection.Request, true)]
    [InlineData("north", ContractDirection.Request, false)]
    [InlineData(null, ContractDirection.Request, false)]
    [InlineData("west", ContractDirection.Either, false)]
    public void A_value_is_for_the_providers_that_know_it(
        string? provider,
        ContractDirection direction,
        bool isReported
    )
    {
        var validator = new ContractValidator(direction) { Provider = provider };
        new Enums
        {
            Colour = Colour.LightBlue,
            Narrow = Colour.Value2d,
            Postcard = Colour.Red,
            Level = Level.MinusThree,
        }.Validate(validator);
        new Composites { Colours = [Colour.Red, Colour.LightBlue] }.Validate(validator);
        validator
            .Violations.Select(violation => violation.ToString())
            .ShouldBe(
                isReported
                    ?
                    [
                        "colour: west does not know \"light blue\", which is for north, south-2; leave it out.",
                        "narrow: west does not know \"2d\", which is for north; leave it out.",
                        "level: west does not know \"-3\", which is for north; leave it out.",
                        "colours[1]: west does not know \"light blue\", which is for north, south-2; leave it out.",
                    ]
                    : []
            );
        validator
            .Violations.Select(violation => violation.Value)
            .ShouldBe(isReported ? ["light blue", "2d", "-3", "light blue"] : []);
    }

    [Fact]
    public void Exactly_one_of_several_must_be_set()
    {
        Choice.FromWords("w").Validate().ShouldBeEmpty();
        Choice.FromFigure(3).Content.ShouldBe(Choice.ContentCase.Figure);
        Choice.FromNode(new Node()).Note.ShouldBeNull();
        new Choice { Note = "n" }.Content.ShouldBe(Choice.ContentCase.None);
        new Choice().Validate().Single().Rule.ShouldBe(ViolationRule.OneOf);
        new Choice { Words = "w", Figure = 1 }
            .Validate()
            .Single()
            .Allowed.ShouldBe("words, figure, node");
        // Something is there, only of the wrong type: that is what to report, and nothing else.
        Choice.Parse("""{"words":5}""").Validate().Single().Rule.ShouldBe(ViolationRule.WrongType);
    }

    [Fact]
    public void At_least_one_of_several_must_be_set()
    {
        new AtLeastOne { Mail = "m", Phone = "p" }
            .Validate()
            .ShouldBeEmpty();
        new AtLeastOne().Validate().Single().Rule.ShouldBe(ViolationRule.OneOf);
    }

    [Fact]
    public void Base64_is_looked_into_only_when_asked()
    {
        var scalars = Scalars.Parse("""{"data":"AQI*"}""");
        scalars.Validate().ShouldBeEmpty();
        var validator = new ContractValidator { CheckBase64 = true };
        scalars.Validate(validator);
        validator.Violations.Single().Rule.ShouldBe(ViolationRule.Malformed);
    }

    /// <summary>Digits of ASCII, a character of two code units, and an end that is the end.</summary>
    [Fact]
    public void A_pattern_is_checked_as_ECMA_262_means_it() =>
        GeneratorRun
            .Of(
                """
                {
                  "$defs": {
                    "A": { "type": "object", "description": "An A.", "properties": { "code": { "type": "string", "pattern": "^.\\d$" } } }
                  }
                }
                """,
                """
                #pragma warning disable CS1591
                public static class Probe
                {
                    private static int Check(string code) => new Test.Contract.A { Code = code }.Validate().Count;

                    public static string Run() => $"{Check("a1")} {Check("\U0001F6001")} {Check("a\u0660")} {Check("a1\n")}";
                }
                """
            )
            .Probe()
            .ShouldBe("0 0 1 1");
}
