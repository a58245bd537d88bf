namespace NanoBananaContracts.Schema.Tests.Findings;

/// <summary>One mistake made many times over is told twenty times, and then how often.</summary>
public sealed class RepeatedFindingTests
{
    [Theory]
    [InlineData(20, null)]
    [InlineData(21, "From here on there is 1 more finding of this kind. Mend those before it first.")]
    [InlineData(5_000, "From here on there are 4980 more findings of this kind. Mend those before it first.")]
    public void The_first_are_told_and_the_others_counted(int count, string? last)
    {
        var keywords = string.Join(",\n", Enumerable.Range(0, count).Select(i => $"\"desciption{i}\": 1"));
        var found = SchemaReader
            .Read("a.json", $"{{ \"$defs\": {{ \"A\": {{\n{keywords},\n\"type\": \"strnig\" }} }} }}")
            .Diagnostics;

        var unknown = found.Where(finding => finding.Id == "NBC1101").ToArray();
        unknown.Length.ShouldBe(Math.Min(count, 21));
        unknown.Take(20).ShouldAllBe(finding => finding.Message.Contains("desciption"));
        unknown.Select(finding => finding.Line).ShouldBe(Enumerable.Range(2, unknown.Length));
        unknown.Skip(20).Select(finding => finding.Message).ShouldBe(last is null ? [] : [last]);

        // Another kind of mistake is not lost behind it.
        found.ShouldContain(finding => finding.Id == "NBC1105");
    }

    [Fact]
    public void Characters_that_reorder_text_are_counted_too()
    {
        var text = string.Concat(Enumerable.Repeat("\u202E", 300));
        SchemaReader
            .Read("a.json", $$"""{ "$defs": { "A": { "type": "object", "description": "{{text}}" } } }""")
            .Diagnostics.Count(finding => finding.Id == "NBC1014")
            .ShouldBe(21);
    }
}
