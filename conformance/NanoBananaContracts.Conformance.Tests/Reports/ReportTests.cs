using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Conformance.Tests.Reports;

public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("badge")]
    [InlineData("html")]
    [InlineData("junit")]
    [InlineData("markdown")]
    public async Task A_report_of_the_recorded_stream_is_as_it_was(string format) =>
        Snapshot.Match(
            WithoutDesign(ReportFormats.Render(format, await RecordedStream.ReadAsync(Cancel))),
            $"recorded.{format}"
        );

    [Fact]
    public async Task The_page_of_all_clients_is_as_it_was()
    {
        var run = await RecordedStream.ReadAsync(Cancel);

        Snapshot.Match(WithoutDesign(HtmlMatrix.Render([run, Better(run)])[0].Text), "recorded.matrix-html");
    }

    [Fact]
    public void Every_format_has_a_snapshot() => ReportFormats.Names.ShouldBe(["badge", "html", "junit", "markdown"]);

    [Fact]
    public async Task The_matrix_of_two_runs_is_as_it_was()
    {
        var run = await RecordedStream.ReadAsync(Cancel);

        Snapshot.Match(MatrixReport.Render([run, Better(run)], cases: true), "recorded.matrix");
    }

    /// <summary>One that passed would be counted without the mark, and one that failed be asked for.</summary>
    [Fact]
    public async Task Cases_that_are_not_scored_stand_in_a_row_of_their_own()
    {
        var run = await RecordedStream.ReadAsync(Cancel);
        var mixed = Mixed(run);

        var rows = MatrixReport.Render([mixed]).Split('\n');

        rows.ShouldContain("| response | 1/1 |");
        rows.ShouldContain("| **all** | **1/1** |");
        rows.ShouldContain("| not asked | 0 |");
        rows.ShouldContain("| not scored yet | 1/3 |");
    }

    /// <summary>Who reads "9 passed" reads nine that count; the pages of the matrix would say another number.</summary>
    [Fact]
    public async Task What_passed_and_is_not_scored_is_counted_apart_wherever_people_read()
    {
        var mixed = Mixed(await RecordedStream.ReadAsync(Cancel));
        var output = new StringWriter { NewLine = "\n" };
        var console = new ConsoleReport(output, colours: false);

        console.OnEvent(mixed.Started);
        mixed.Verdicts.ToList().ForEach(console.OnEvent);
        console.OnEvent(mixed.Finished);

        const string Tally = "1 passed, 0 failed, 1 skipped, 3 not scored; 1 of those not scored passed";
        output.ToString().TrimEnd().Split('\n')[^1].ShouldStartWith(Tally + " (");
        output.ToString().ShouldContain("PASS response/new-passed  not scored yet\n");
        ReportFormats.Render("markdown", mixed).ShouldContain($"**{Tally}**");
        ReportFormats.Render("markdown", mixed).ShouldContain("| response | 1 | 0 | 0 | 4 |");
        ReportFormats.Render("html", mixed).ShouldContain($"<title>{Tally}: ");
        ReportFormats.Render("html", mixed).ShouldContain(">passed, not scored yet");
        ReportFormats.Render("html", mixed).ShouldContain("value=\"unscored\" checked><span>not scored</span><b>3</b>");
        ReportFormats.Render("badge", mixed).ShouldContain("1 of 1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_terminal_shows_is_as_it_was(bool colours)
    {
        var run = await RecordedStream.ReadAsync(Cancel);
        var output = new StringWriter { NewLine = "\n" };
        var console = new ConsoleReport(output, colours);

        console.OnEvent(run.Started);
        run.Verdicts.ToList().ForEach(console.OnEvent);
        run.Notices.ToList().ForEach(console.OnEvent);
        console.OnEvent(run.Finished);

        Snapshot.Match(output.ToString(), colours ? "recorded.console-colours" : "recorded.console");
        output.ToString().TrimEnd().Split('\n')[^1].ShouldContain("1 passed, 4 failed");
    }

    [Fact]
    public async Task What_was_played_stands_in_every_report_and_in_a_terminal_where_it_is_asked_for()
    {
        const string Played = "finishReason";
        var run = await RecordedStream.ReadAsync(Cancel);

        foreach (var format in ReportFormats.Names.Where(name => name != "badge"))
        {
            ReportFormats.Render(format, run).ShouldContain(Played, customMessage: format);
        }

        OnTerminal(verbose: true).ShouldContain(Played);
        OnTerminal(verbose: false).ShouldNotContain(Played);
        OnTerminal(verbose: true).ShouldNotContain("\u001b");

        string OnTerminal(bool verbose)
        {
            var output = new StringWriter();
            var console = new ConsoleReport(output, colours: false, verbose);
            console.OnEvent(run.Started);
            run.Verdicts.ToList().ForEach(console.OnEvent);
            console.OnEvent(run.Finished);
            return output.ToString();
        }
    }

    /// <summary>The snapshots have it too; but they are accepted by eye.</summary>
    [Fact]
    public async Task A_hostile_text_stays_text_in_every_report()
    {
        var run = await RecordedStream.ReadAsync(Cancel);
        foreach (var format in ReportFormats.Names)
        {
            ReportFormats.Render(format, run).ShouldNotContain("<script>alert(3)", customMessage: format);
        }

        foreach (
            var html in HtmlMatrix.Render([run]).Select(page => page.Text).Append(ReportFormats.Render("html", run))
        )
        {
            html.ShouldNotContain("<img src=x");
            Regex.Count(html, "<script").ShouldBe(3, "our own");
            Regex.Count(html, "</script>").ShouldBe(3);
            html.ShouldNotContain("http-equiv=\"refresh\"");
            html.ShouldNotContain("unsafe-inline");
            html.ShouldNotContain(" style=", customMessage: "the policy forbids it");
        }
    }

    [Fact]
    public void A_format_that_does_not_exist_is_an_error_that_lists_them() =>
        Should
            .Throw<ArgumentException>(() => ReportFormats.Render("pdf", null!))
            .Message.ShouldContain("badge, html, junit, markdown.");

    /// <summary>One that counts, and of those that do not yet one of each kind.</summary>
    private static RecordedRun Mixed(RecordedRun run)
    {
        var scored = run.Verdicts.First(v => v.Status == VerdictStatus.Passed);
        return run with
        {
            Verdicts =
            [
                scored,
                scored with
                {
                    Id = "response/new-passed",
                    Unscored = true,
                },
                scored with
                {
                    Id = "response/new-failed",
                    Unscored = true,
                    Status = VerdictStatus.NotScored,
                },
                scored with
                {
                    Id = "response/new-of-an-old-stream",
                    Status = VerdictStatus.NotScored,
                },
                scored with
                {
                    Id = "response/new-not-asked",
                    Unscored = true,
                    Status = VerdictStatus.Skipped,
                },
            ],
        };
    }

    private static RecordedRun Better(RecordedRun run) =>
        run with
        {
            Started = run.Started with { Subject = new SubjectIdentity("another", null, null) },
            Verdicts = [.. run.Verdicts.Select(v => v with { Status = VerdictStatus.Passed })],
        };

    /// <summary>The markup alone: how it looks is a matter of files of its own.</summary>
    private static string WithoutDesign(string report) =>
        Regex.Replace(
            Regex.Replace(report, "(<style>|<script type=\"module\">).*?(</)", "$1$2", RegexOptions.Singleline),
            "'sha256-[^']*'",
            "'sha256-'"
        );
}
