using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Tests.Adapters;
using NanoBananaContracts.Conformance.Tests.Cli;
using NanoBananaContracts.Conformance.Tests.Harness;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Reports;

/// <summary>The folder of pages that has several clients side by side: its figures, its names, and its life in a browser.</summary>
public sealed class HtmlMatrixTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-matrix-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_figures_are_those_of_the_table_in_Markdown()
    {
        RecordedRun[] runs = [.. Known(), await RecordedStream.ReadAsync(Cancel)];

        // What a case is called may look like a figure.
        var table = HtmlMatrix.Render(runs)[0].Text.Split("<table")[1];

        string[] figures =
        [
            .. MatrixReport
                .Render(runs)
                .Split('\n')
                .Where(line => !line.StartsWith("|---", StringComparison.Ordinal))
                .Skip(1)
                .SelectMany(line => Regex.Matches(line, @"\d+/\d+").Select(m => m.Value)),
        ];
        figures.Length.ShouldBeGreaterThan(50);
        Regex.Matches(table, @"\d+/\d+").Select(m => m.Value).Order().ShouldBe(figures.Order());
    }

    /// <summary>A client says its own name: it is no path, no device, not the index, and not another's page.</summary>
    [Theory]
    [InlineData("@google/genai", "client-google-genai.html")]
    [InlineData("../../etc/passwd", "client-etc-passwd.html")]
    [InlineData("CON", "client-con.html")]
    [InlineData("index", "client-index.html")]
    [InlineData("", "client.html")]
    [InlineData("\u202e\0<b>ünï", "client-b-n.html")]
    public async Task A_page_is_named_by_letters_and_digits(string name, string file)
    {
        var run = await RecordedStream.ReadAsync(Cancel);
        var named = run with { Started = run.Started with { Subject = new SubjectIdentity(name, null, null) } };

        HtmlMatrix
            .Render([named, named])
            .Select(page => page.FileName)
            .ShouldBe(["index.html", file, file.Replace(".html", "-2.html", StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_matrix_of_no_run_is_refused() => Should.Throw<ArgumentException>(() => HtmlMatrix.Render([]));

    [Fact]
    public async Task The_command_writes_a_folder_and_says_what_to_open()
    {
        var run = await CommandRun.Of(
            ["conformance", "matrix", RecordedStream.Path, RecordedStream.Path, "--html", "pages"],
            workingDirectory: folder,
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain($"Open {Path.Combine("pages", "index.html")} in a browser.");
        Directory
            .GetFiles(Path.Combine(folder, "pages"))
            .Select(Path.GetFileName)
            .ShouldBe(["index.html", "client-article-python.html", "client-article-python-2.html"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_where_the_folder_belongs_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "pages"), "", Cancel);

        var run = await CommandRun.Of(
            ["conformance", "matrix", RecordedStream.Path, "--html", "pages"],
            workingDirectory: folder,
            cancellationToken: Cancel
        );

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("The folder pages cannot be made");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 820)]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    public async Task A_folder_of_pages_works_from_a_disk(ColorScheme scheme, int width)
    {
        await using var browser = await LocalBrowser.StartAsync();
        await WriteAsync([.. Known()]);
        var page = await browser.Browser.NewPageAsync(
            new BrowserNewPageOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = width, Height = 844 },
            }
        );
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);

        await page.GotoAsync(new Uri(Path.Combine(folder, "index.html")).AbsoluteUri);
        (await page.Locator(".figures tbody tr").CountAsync()).ShouldBe(Adapter.All.Length + 1);
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
            "a table scrolls by itself, and the page does not"
        );
        if (scheme == ColorScheme.Light && width == 1440)
        {
            await DocumentedScreen.TakeAsync(page, $"matrix-{width}");
        }

        var all = await page.Locator(".marks tbody tr").CountAsync();
        await page.Locator("#words").FillAsync("missing-key");
        (await page.Locator(".marks tbody tr:visible").CountAsync()).ShouldBeInRange(1, all - 1);
        // Of two thousand cells alike, some are enough.
        (await Accessibility.ViolationsAsync(page)).ShouldBeEmpty();
        await page.Locator(".marks tbody tr:visible td.few a").First.ClickAsync();
        await page.Locator("details[open]").WaitForAsync();
        (await page.Locator("details[open]").GetAttributeAsync("id"))!.ShouldContain("missing-key");

        await page.GetByRole(AriaRole.Link, new() { Name = "All clients" }).ClickAsync();
        await page.Locator(".figures a[href*='#group-auth']").First.ClickAsync();
        (await page.Locator("#group-auth").IsVisibleAsync()).ShouldBeTrue();
        if (scheme == ColorScheme.Dark && width == 1440)
        {
            await page.GotoAsync(new Uri(Path.Combine(folder, "client-google-genai.html")).AbsoluteUri);
            await page.Locator("#words").FillAsync("picture");
            await page.Locator("summary:visible").First.ClickAsync();
            await DocumentedScreen.TakeAsync(page, $"report-{width}");
        }

        requests.ShouldAllBe(url => url.StartsWith("file://", StringComparison.Ordinal));
    }

    /// <summary>Our client, which passes everything, and those whose verdicts are checked in.</summary>
    private static IEnumerable<RecordedRun> Known()
    {
        var cases = CaseFilter.None.Choose(SuiteRun.Cases);
        var ours = new AdapterVerdicts(
            new SubjectIdentity("NanoBananaContracts", "0.1.0", ".NET 10"),
            cases.ToDictionary(c => c.Id, _ => nameof(VerdictStatus.Passed))
        );
        return Adapter
            .All.Select(AdapterVerdicts.Load)
            .Prepend(ours)
            .Select(verdicts => verdicts.ToRun(cases))
            .Select(run =>
                run with
                {
                    Started = run.Started with
                    {
                        StartedAt = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
                        Revision = "2026.1",
                        Player = "wiremock.net",
                        Tool = "0.1.0",
                    },
                    Finished = run.Finished with { WallMilliseconds = 21_400 },
                }
            );
    }

    private async Task WriteAsync(IReadOnlyList<RecordedRun> runs)
    {
        foreach (var page in HtmlMatrix.Render(runs))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, page.FileName), page.Text, Cancel);
        }
    }
}
