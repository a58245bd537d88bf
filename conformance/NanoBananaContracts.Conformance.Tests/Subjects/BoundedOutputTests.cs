using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Subjects.Exec;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Subjects;

/// <summary>A client that prints without end costs a verdict, not the memory of the machine.</summary>
public sealed class BoundedOutputTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "")]
    [InlineData("a\nb\r\n\nlast", "a|b||last")]
    [InlineData("12345678\n12345678", "12345678|12345678")]
    [InlineData("\n", "")]
    [InlineData("a\rb\n", "a\rb")]
    public async Task Lines_end_with_either_end_and_the_last_one_with_none(string text, string lines)
    {
        using var reader = new BoundedLineReader(new StringReader(text), longest: 8);
        var read = new List<string>();
        while (await reader.ReadLineAsync(Cancel) is { } line)
        {
            read.Add(line);
        }

        string.Join('|', read).ShouldBe(lines);
    }

    [Fact]
    public async Task A_line_of_many_pieces_is_one_line()
    {
        string line = new('x', 100_000);
        using var reader = new BoundedLineReader(new StringReader(line + "\nnext"));

        (await reader.ReadLineAsync(Cancel)).ShouldBe(line);
        (await reader.ReadLineAsync(Cancel)).ShouldBe("next");
    }

    [Theory]
    [InlineData("123456789")]
    [InlineData("123456789\n")]
    public async Task A_line_that_is_too_long_is_an_error_that_says_so(string text)
    {
        using var reader = new BoundedLineReader(new StringReader(text), longest: 8);

        (await Should.ThrowAsync<InvalidDataException>(() => reader.ReadLineAsync(Cancel))).Message.ShouldStartWith(
            "The line is too long: more than 8 characters"
        );
    }

    [Fact]
    public async Task Of_a_long_output_the_beginning_and_the_end_are_kept()
    {
        var text = $"first{new string('x', 10 * KeptOutput.Kept)}last";
        var output = new KeptOutput(new StringReader(text));
        await output.Reading;

        output.Text.Length.ShouldBeLessThan((2 * KeptOutput.Kept) + 100);
        output.Text.ShouldStartWith("firstx");
        output.Text.ShouldEndWith("xlast");
        output.Text.ShouldContain($"...({text.Length - (2 * KeptOutput.Kept)} characters left out)...");
        output.Clear();
        output.Text.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_output_is_kept_whole()
    {
        string text = new('x', 2 * KeptOutput.Kept);
        var output = new KeptOutput(new StringReader(text));
        await output.Reading;

        output.Text.ShouldBe(text);
    }

    [Fact]
    public async Task A_client_that_never_ends_its_line_is_given_up_and_told_so()
    {
        await using var subject = ScriptedSubject.Of("[sys.stdout.write('x' * 1000000) for _ in range(1000000)]");

        var crash = (
            await subject.RunAsync(
                new SubjectAssignment
                {
                    Id = "a1",
                    BaseAddress = new Uri("http://127.0.0.1:9"),
                    ApiKey = ConformanceRunner.ApiKey,
                    Task = SuiteRun.Cases.Single(c => c.Id == "response/plain-png").Task,
                    TimeScale = 0.02,
                    OutputFolder = AppContext.BaseDirectory,
                },
                Cancel
            )
        ).ShouldBeOfType<SubjectCrash>();

        crash.How.ShouldBe(SubjectCrashKind.Rubbish);
        crash.Message.ShouldStartWith("The line is too long");
    }
}
