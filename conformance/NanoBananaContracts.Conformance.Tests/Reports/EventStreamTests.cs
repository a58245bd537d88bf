using NanoBananaContracts.Conformance.Events;
using NJsonSchema;

namespace NanoBananaContracts.Conformance.Tests.Reports;

public sealed class EventStreamTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string[] Lines => File.ReadAllLines(RecordedStream.Path);

    [Fact]
    public async Task What_is_read_is_written_the_same()
    {
        var run = await RecordedStream.ReadAsync(Cancel);

        foreach (var verdict in run.Verdicts)
        {
            EventStream.ToLine(EventStream.FromLine(EventStream.ToLine(verdict))).ShouldBe(EventStream.ToLine(verdict));
        }
    }

    [Fact]
    public async Task Every_line_keeps_the_published_schema()
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Path("conformance/schemas"), "events.schema.json"),
            Cancel
        );

        foreach (var line in Lines)
        {
            schema.Validate(line).Select(e => e.ToString()).ShouldBeEmpty(line);
            schema.Validate(EventStream.ToLine(EventStream.FromLine(line))).ShouldBeEmpty();
        }

        schema.Validate("{\"event\":\"verdict\"}").ShouldNotBeEmpty();
    }

    public static TheoryData<string, Func<List<string>, List<string>>> Damages =>
        new()
        {
            { "has no footer behind line 12: the run broke off", lines => lines[..^1] },
            { "line 1: The first line must be the header", lines => lines[1..] },
            { "line 2: There is a second header", lines => [lines[0], .. lines] },
            { "line 14: There is something behind the footer", lines => [.. lines, lines[1]] },
            { "The footer counts 1 passed, 4 failed", lines => [lines[0], .. lines[2..]] },
            {
                "line 1: The format is '7'; this version reads '1'",
                lines =>
                    [
                        lines[0].Replace("\"format\": \"1\"", "\"format\": \"7\"", StringComparison.Ordinal),
                        .. lines[1..],
                    ]
            },
            {
                "line 2: The line is no event of this format",
                lines => [lines[0], "{\"event\":\"party\"}", .. lines[1..]]
            },
            { "line 2: The line is no event of this format", lines => [lines[0], "verdict", .. lines[1..]] },
            { "The event stream is empty", _ => [] },
        };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_stream_that_is_not_whole_is_refused_at_its_line(
        string message,
        Func<List<string>, List<string>> damage
    )
    {
        var text = string.Join('\n', damage([.. Lines]));

        (
            await Should.ThrowAsync<InvalidDataException>(() => EventStream.ReadAsync(new StringReader(text), Cancel))
        ).Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("{}", "of this format.")]
    [InlineData("""{"type":"nonsense"}""", "of this format")]
    [InlineData("""{"type":"verdict","id":[]}""", "of this format")]
    public void No_message_names_a_type_of_this_program(string line, string told)
    {
        var message = Should.Throw<InvalidDataException>(() => EventStream.FromLine(line)).Message;

        message.ShouldContain(told);
        message.ShouldNotContain("NanoBananaContracts");
        message.ShouldNotContain("System.");
    }
}
