using NanoBananaContracts.Generator.Prompts;

namespace NanoBananaContracts.Generator.Tests.Prompts;

/// <summary>A prompt taken apart: <c>(name:format)</c> stands for a place-holder, all else is words.</summary>
public sealed class PromptTemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("A fox", "A fox")]
    [InlineData("A {animal}", "A |(animal)")]
    [InlineData("{a}{b}", "(a)|(b)")]
    [InlineData("In {when:yyyy}", "In |(when:yyyy)")]
    [InlineData("At {when:HH:mm}", "At |(when:HH:mm)")]
    [InlineData("{{animal}}", "{animal}")]
    [InlineData("{{{animal}}}", "{|(animal)|}")]
    [InlineData("a }} b {{ c", "a } b { c")]
    [InlineData("{a:}", "(a:)")]
    [InlineData("{größe}", "(größe)")]
    public void Words_and_place_holders_come_in_order(string prompt, string expected)
    {
        var template = PromptTemplate.Of(prompt);

        template.Faults.ShouldBeEmpty();
        string.Join("|", template.Segments.Select(Shown)).ShouldBe(expected);
        template
            .Segments.Where(segment => segment.Name is not null)
            .ShouldAllBe(segment =>
                prompt.Substring(segment.Start, segment.Length)
                == "{" + segment.Name + (segment.Format == null ? "" : ":" + segment.Format) + "}"
            );
    }

    [Theory]
    [InlineData("A {animal", "{")]
    [InlineData("A animal}", "}")]
    [InlineData("A {}", "{}")]
    [InlineData("A { }", "{ }")]
    [InlineData("A {0}", "{0}")]
    [InlineData("A { animal }", "{ animal }")]
    [InlineData("A {animal,10}", "{animal,10}")]
    [InlineData("A {animal.Name}", "{animal.Name}")]
    [InlineData("A {an{imal}", "{")]
    [InlineData("}", "}")]
    [InlineData("{", "{")]
    public void A_brace_that_belongs_to_nothing_is_a_fault(string prompt, string expected)
    {
        var fault = PromptTemplate.Of(prompt).Faults.ShouldHaveSingleItem();
        prompt.Substring(fault.Start, fault.Length).ShouldBe(expected);
    }

    private static string Shown(PromptSegment segment) =>
        segment.Words ?? "(" + segment.Name + (segment.Format is null ? "" : ":" + segment.Format) + ")";
}
