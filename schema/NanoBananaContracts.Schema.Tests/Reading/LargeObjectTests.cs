using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Objects of more properties than the compiler is given.</summary>
public sealed class LargeObjectTests
{
    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    [InlineData(20_000, 1)]
    public void Beyond_a_thousand_properties_is_one_finding(int count, int findings)
    {
        var properties = Each(count, i => $"\"p{i}\": {{}}");
        var required = Each(count, i => $"\"p{i}\"");
        Read($"\"A\": {{ \"properties\": {{ {properties} }}, \"required\": [{required}] }}", findings)
            .Message("A")
            .Properties.Count.ShouldBe(1_000);
    }

    [Fact]
    public void So_is_a_choice_of_thousands()
    {
        var branches = Each(4_000, i => $"{{ \"properties\": {{ \"p{i}\": {{}} }}, \"required\": [\"p{i}\"] }}");
        var message = Read($"\"A\": {{ \"oneOf\": [{branches}] }}", 1).Message("A");

        message.Properties.Count.ShouldBe(1_000);
        message.OneOfGroups.ShouldHaveSingleItem().Properties.Count.ShouldBe(1_000);
    }

    [Fact]
    public void The_finding_names_the_object_and_the_limit()
    {
        var finding = SchemaReader
            .Read("a.json", $$"""{ "$defs": { "A": { "properties": { {{Each(1_001, i => $"\"p{i}\": {{}}")}} } } } }""")
            .Diagnostics.ShouldHaveSingleItem();

        finding.Id.ShouldBe("NBC1413");
        finding.Message.ShouldBe(
            "'A' has 1001 properties; 1000 are the most that an object can have. Put those that belong together into an object of their own."
        );
    }

    private static string Each(int count, Func<int, string> text) =>
        string.Join(',', Enumerable.Range(0, count).Select(text));

    private static SchemaModel Read(string definitions, int findings)
    {
        var reading = SchemaReader.Read("a.json", $$"""{ "$defs": { {{definitions}} } }""");
        reading.Diagnostics.Select(finding => finding.Id).ShouldBe(Enumerable.Repeat("NBC1413", findings));
        ModelShape.Check(reading.Model, default);
        return reading.Model;
    }
}
