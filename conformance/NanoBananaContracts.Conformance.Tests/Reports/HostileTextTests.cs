using System.Xml.Linq;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Tests.Harness;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>Texts of a client that would speak to a terminal, reorder a line or break a format, in every place there is.</summary>
public sealed class HostileTextTests
{
    [Theory]
    [InlineData("badge")]
    [InlineData("html")]
    [InlineData("junit")]
    [InlineData("markdown")]
    public async Task No_report_holds_a_character_that_is_obeyed(string format)
    {
        var report = ReportFormats.Render(format, await RunAsync());

        ObeyedText.In(report).ShouldBeEmpty();
        if (format == "markdown")
        {
            report.Split('\n').ShouldAllBe(line => !line.StartsWith("## forged"));
        }

        if (format is "junit")
        {
            XDocument.Parse(report).ToString().ShouldContain("\\u202e", customMessage: "it is shown, not left out");
        }
    }

    [Theory]
    [InlineData("AIzaSyA-1234567890abcdefghijklmnopqrstu")]
    [InlineData("sk-proj-0123456789abcdefghij")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----")]
    public void Nothing_shaped_like_a_key_is_shown(string key)
    {
        foreach (var shown in new[] { ForeignText.Line($"got {key}."), ForeignText.Lines($"got\n{key}\n.") })
        {
            key.Split('\n').ShouldAllBe(line => line.StartsWith('-') || !shown.Contains(line));
            shown.ShouldContain("(hidden)");
        }
    }

    [Fact]
    public async Task No_matrix_holds_one() =>
        ObeyedText
            .In(MatrixReport.Render([await RunAsync(), await RecordedStream.ReadAsync(Cancel)], cases: true))
            .ShouldBeEmpty();

    [Fact]
    public async Task No_page_of_a_matrix_holds_one_or_is_named_by_one()
    {
        var pages = HtmlMatrix.Render([await RunAsync(), await RecordedStream.ReadAsync(Cancel)]);

        pages.ShouldAllBe(page => ObeyedText.In(page.Text) == "" && !page.Text.Contains("<b>\n"));
        pages[1].FileName.ShouldMatch("^[a-z0-9-]+[.]html$");
    }

    [Fact]
    public async Task No_line_of_a_stream_holds_one_and_all_of_it_is_read_again()
    {
        var run = await RunAsync();

        var line = EventStream.ToLine(run.Started);

        ObeyedText.In(line).ShouldBeEmpty();
        // Half a surrogate pair is no text: JSON has its replacement instead.
        EventStream
            .FromLine(line)
            .ShouldBeOfType<RunStarted>()
            .Player.ShouldBe(ObeyedText.Hostile.Replace('\ud800', '\ufffd'));
    }

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

        ObeyedText.In(output.ToString()).ShouldBeEmpty();
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

    private static async Task<RecordedRun> RunAsync()
    {
        var run = await RecordedStream.ReadAsync(Cancel);
        return run with
        {
            Started = run.Started with
            {
                Subject = new SubjectIdentity(
                    "n" + ObeyedText.Hostile,
                    "v" + ObeyedText.Hostile,
                    "l" + ObeyedText.Hostile
                ),
                Player = ObeyedText.Hostile,
                Revision = ObeyedText.Hostile,
                Tool = ObeyedText.Hostile,
            },
            Notices =
            [
                new RunNotice(NoticeSeverity.Error, ObeyedText.Hostile),
                new RunNotice(NoticeSeverity.Warning, ObeyedText.Hostile),
            ],
            Verdicts =
            [
                .. run.Verdicts.Select(v =>
                    v with
                    {
                        Id = $"{v.Id}{ObeyedText.Hostile}",
                        Title = ObeyedText.Hostile,
                        Why = ObeyedText.Hostile,
                        Reason = ObeyedText.Hostile,
                        Outcome = ObeyedText.Hostile,
                        Excuse = v.Excuse is null ? null : ObeyedText.Hostile,
                        Log = ObeyedText.Hostile,
                        Warnings = [ObeyedText.Hostile],
                        Checks =
                        [
                            .. v.Checks.Select(c => c with { Name = ObeyedText.Hostile, Message = ObeyedText.Hostile }),
                        ],
                        Again = ObeyedText.Hostile,
                        Curl = ObeyedText.Hostile,
                        Play = ObeyedText.Hostile,
                        Wire =
                        [
                            .. v.Wire.Select(w =>
                                w with
                                {
                                    Url = ObeyedText.Hostile,
                                    Body = ObeyedText.Hostile,
                                    Headers = [ObeyedText.Hostile],
                                }
                            ),
                        ],
                        Pictures =
                        [
                            .. v.Pictures.Select(p =>
                                p with
                                {
                                    FileName = ObeyedText.Hostile,
                                    MediaType = ObeyedText.Hostile,
                                }
                            ),
                        ],
                    }
                ),
            ],
        };
    }
}
