using System.Globalization;
using System.Xml.Linq;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>Texts of a client that would speak to a terminal, reorder a line or break a format, in every place there is.</summary>
public sealed class HostileTextTests
{
    private const string Hostile =
        "\u001b[31m\u001b]0;owned\u0007\b\0\r\n\u202e\u2066\u200f\u009b31m\u0085\u2028\u2029\ufeff\ud800\ufffe|`<b>\n## forged";

    [Theory]
    [InlineData("badge")]
    [InlineData("html")]
    [InlineData("junit")]
    [InlineData("markdown")]
    public async Task No_report_holds_a_character_that_is_obeyed(string format)
    {
        var report = ReportFormats.Render(format, await RunAsync());

        Obeyed(report).ShouldBeEmpty();
        if (format == "markdown")
        {
            report.Split('\n').ShouldAllBe(line => !line.StartsWith("## forged"));
        }

        if (format is "junit")
        {
            XDocument.Parse(report).ToString().ShouldContain("\\u202e", customMessage: "it is shown, not left out");
        }
    }

    [Fact]
    public async Task No_matrix_holds_one() =>
        Obeyed(MatrixReport.Render([await RunAsync(), await RecordedStream.ReadAsync(Cancel)], cases: true))
            .ShouldBeEmpty();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_line_of_a_terminal_is_forged(bool verbose)
    {
        var run = await RunAsync();
        var output = new StringWriter { NewLine = "\n" };
        var console = new ConsoleReport(output, colours: false, verbose);

        console.OnEvent(run.Started);
        run.Verdicts.ToList().ForEach(console.OnEvent);
        run.Notices.ToList().ForEach(console.OnEvent);
        console.OnEvent(run.Finished);

        Obeyed(output.ToString()).ShouldBeEmpty();
        output.ToString().Split('\n').ShouldAllBe(line => !line.StartsWith("## forged"));
    }

    [Theory]
    [InlineData("plain text, ünï🍌", "plain text, ünï🍌")]
    [InlineData("a\tb\nc\r\nd", "a b c d")]
    [InlineData("\u001b[1m\u202e\u009b", "\\u001b[1m\\u202e\\u009b")]
    public void One_line_is_one_line(string text, string line) => ForeignText.Line(text).ShouldBe(line);

    [Theory]
    [InlineData("a\tb\nc\r\nd", "a\tb\nc\nd")]
    [InlineData("a\u2028b\rc\u001b", "a\\u2028b\\u000dc\\u001b")]
    public void Lines_stay_lines(string text, string lines) => ForeignText.Lines(text).ShouldBe(lines);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Obeyed(string report) =>
        string.Concat(
            report.Where(c =>
                c is not ('\n' or '\t')
                && char.GetUnicodeCategory(c)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
            )
        );

    private static async Task<RecordedRun> RunAsync()
    {
        var run = await RecordedStream.ReadAsync(Cancel);
        return run with
        {
            Started = run.Started with
            {
                Subject = new SubjectIdentity("n" + Hostile, "v" + Hostile, "l" + Hostile),
                Player = Hostile,
                Revision = Hostile,
                Tool = Hostile,
            },
            Notices = [new RunNotice(NoticeSeverity.Error, Hostile), new RunNotice(NoticeSeverity.Warning, Hostile)],
            Verdicts =
            [
                .. run.Verdicts.Select(v =>
                    v with
                    {
                        Id = $"{v.Id}{Hostile}",
                        Title = Hostile,
                        Why = Hostile,
                        Reason = Hostile,
                        Outcome = Hostile,
                        Excuse = v.Excuse is null ? null : Hostile,
                        Log = Hostile,
                        Warnings = [Hostile],
                        Checks = [.. v.Checks.Select(c => c with { Name = Hostile, Message = Hostile })],
                        Again = Hostile,
                        Curl = Hostile,
                        Play = Hostile,
                        Wire = [.. v.Wire.Select(w => w with { Url = Hostile, Body = Hostile, Headers = [Hostile] })],
                        Pictures = [.. v.Pictures.Select(p => p with { FileName = Hostile, MediaType = Hostile })],
                    }
                ),
            ],
        };
    }
}
