using NanoBananaContracts.Schema.Tests.Harness;

namespace NanoBananaContracts.Schema.Tests.Reading;

/// <summary>Files of more than the compiler is given: at each bound all is read, and beyond it there is one finding.</summary>
public sealed class SchemaSizeTests
{
    [Theory]
    [InlineData(2_000, false)]
    [InlineData(2_001, true)]
    [InlineData(20_000, true)]
    public void Objects(int count, bool isTooLarge) =>
        Check(
            Defs(count, i => $"\"M{i}\": {{ \"type\": \"object\", \"properties\": {{}} }}"),
            isTooLarge ? "2000 objects" : null
        );

    [Theory]
    [InlineData(1_999, false)]
    [InlineData(2_000, true)]
    public void Objects_written_in_place_count(int count, bool isTooLarge) =>
        Check(
            Defs(
                2,
                half =>
                    $"\"M{half}\": {{ \"properties\": {{ {Each(half == 0 ? 999 : count - 1_000, i => $"\"p{i}\": {{ \"properties\": {{}} }}")} }} }}"
            ),
            isTooLarge ? "2000 objects" : null
        );

    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(1_000, 1)]
    [InlineData(60_000, 0)]
    public void Properties(int inTen, int more) =>
        Check(
            Defs(
                inTen / 100 + more,
                i =>
                    $"\"M{i}\": {{ \"properties\": {{ {Each(i < inTen / 100 ? 1_000 : 1, j => $"\"p{j}\": {{}}")} }} }}"
            ),
            inTen > 1_000 || more > 0 ? "10000 properties" : null
        );

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(2_001, true)]
    public void Enums(int count, bool isTooLarge) =>
        Check(Defs(count, i => $"\"E{i}\": {{ \"enum\": [\"a\"] }}"), isTooLarge ? "2000 enums" : null);

    [Theory]
    [InlineData(50_000, false)]
    [InlineData(50_001, true)]
    public void Values_of_enums(int count, bool isTooLarge) =>
        Check(
            Defs(
                2,
                half =>
                    $"\"E{half}\": {{ \"enum\": [{Each(half == 0 ? 20_000 : count - 20_002, i => $"\"v{i}\"")}], \"x-spellings\": {{ \"s\": {{ \"v0\": \"w\" }} }} }}"
            ),
            isTooLarge ? "50000 enum values and spellings" : null
        );

    [Theory]
    [InlineData(2_000, false)]
    [InlineData(2_001, true)]
    public void Operations(int count, bool isTooLarge)
    {
        var calls = Each(
            count,
            i =>
                $"\"Do{i}\": {{ \"method\": \"GET\", \"path\": \"/v1/{i}\", \"request\": \"#/$defs/M\", \"response\": \"#/$defs/M\" }}"
        );
        Check(
            $$"""{ "$defs": { "M": { "properties": { "a": {} } } }, "x-operations": { {{calls}} } }""",
            isTooLarge ? "2000 operations" : null
        );
    }

    private static string Defs(int count, Func<int, string> text) => $$"""{ "$defs": { {{Each(count, text)}} } }""";

    private static string Each(int count, Func<int, string> text) =>
        string.Join(',', Enumerable.Range(0, count).Select(text));

    private static void Check(string schema, string? most)
    {
        var reading = SchemaReader.Read("a.json", schema);
        ModelShape.Check(reading.Model, default);
        if (most is null)
        {
            reading.Diagnostics.ShouldBeEmpty();
            (reading.Model.Messages.Count + reading.Model.Enums.Count).ShouldBeGreaterThan(0);
            return;
        }

        var finding = reading.Diagnostics.ShouldHaveSingleItem();
        (finding.Id, finding.Message).ShouldBe(
            (
                "NBC1414",
                $"With this the file has more than {most}, the most that it can have. Split it into several files, each in a namespace of its own."
            )
        );
        // Nothing is made of a part, which would refer to what is missing.
        (reading.Model.Messages.Count + reading.Model.Enums.Count + reading.Model.Operations.Count).ShouldBe(0);
    }
}
