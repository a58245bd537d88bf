using System.Text;
using System.Text.Json;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Secrets;
using NanoBananaContracts.Conformance.Subjects;
using NanoBananaContracts.Conformance.Tests.Subjects;
using NanoBananaContracts.Conformance.Tests.Suite;

namespace NanoBananaContracts.Conformance.Tests.Secrets;

/// <summary>Nothing a run leaves behind holds the key, even where the client under test shouts it in every form.</summary>
public sealed class ArtefactSecretTests : IDisposable
{
    private static readonly IReadOnlyList<string> Forms =
    [
        ConformanceRunner.ApiKey,
        Uri.EscapeDataString(ConformanceRunner.ApiKey),
        Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + ConformanceRunner.ApiKey)),
        JsonSerializer.Serialize(ConformanceRunner.ApiKey),
        string.Concat(ConformanceRunner.ApiKey.Select(unit => $"\\u{(int)unit:x4}")),
        Convert.ToHexString(Encoding.UTF8.GetBytes(ConformanceRunner.ApiKey)),
        new string([.. ConformanceRunner.ApiKey.Reverse()]),
        string.Concat(ConformanceRunner.ApiKey.Select(unit => $"%{(int)unit:X2}")),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("nanobanana-artefacts-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task All_artefacts_of_a_full_run_are_free_of_the_key()
    {
        await LeaveAsync(await SuiteRun.OfOurClient);

        (await Scan()).ShouldBeEmpty();
        GrepFindsNothing();
        ShouldHoldEveryArtefact();
    }

    [Fact]
    public async Task All_artefacts_are_free_of_the_key_where_the_client_prints_it_in_every_form()
    {
        await using var client = Shouting();
        var events = new List<RunEvent>();
        await SuiteRun.OfAsync(
            client,
            change: options => options with { Strict = false },
            onEvent: events.Add,
            cancellationToken: TestContext.Current.CancellationToken
        );

        await LeaveAsync(events);

        Forms.Count.ShouldBeGreaterThanOrEqualTo(5);
        var heard = await File.ReadAllTextAsync(
            Path.Combine(folder, "run.ndjson"),
            TestContext.Current.CancellationToken
        );
        (
            heard.Contains(SecretScrubber.Placeholder, StringComparison.Ordinal)
            || heard.Contains("withheld", StringComparison.Ordinal)
        ).ShouldBeTrue("the shouting got as far as the stream, and was stopped there");
        (await Scan()).ShouldBeEmpty();
        GrepFindsNothing();
        ShouldHoldEveryArtefact();
    }

    [Fact]
    public async Task What_the_command_line_shows_and_writes_is_free_of_the_key_that_a_client_prints_in_five_encodings()
    {
        // Its messages, its log and its traffic all carry the key: one encoding after the other, by the length of the id.
        var forms = JsonSerializer.Serialize(FiveEncodings());
        var client = Path.Combine(folder, "..", Path.GetFileName(folder) + ".py");
        await File.WriteAllTextAsync(
            client,
            $$$"""
            import json, sys, urllib.request, urllib.parse
            forms = json.loads({{{JsonSerializer.Serialize(forms)}}})
            for line in sys.stdin:
                m = json.loads(line)
                if m["type"] == "hello":
                    print(json.dumps({"type": "hello", "protocol": 1, "name": "shouting", "operations": ["generate"]}), flush=True)
                elif m["type"] == "bye":
                    break
                else:
                    form = forms[int(m["id"][1:]) % 5]
                    print("log", form, file=sys.stderr, flush=True)
                    url = m["baseAddress"] + "/v1beta/models/" + m["task"]["model"] + ":generateContent?key=" + urllib.parse.quote(form)
                    request = urllib.request.Request(url, json.dumps({"contents": [{"parts": [{"text": form}]}]}).encode(), {"Content-Type": "application/json", "X-Trace": form, "x-goog-api-key": m.get("apiKey", "")})
                    try:
                        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).read()
                    except Exception as e:
                        pass
                    print(json.dumps({"type": "result", "id": m["id"], "failure": {"message": "failed with " + form}}), flush=True)
            """,
            TestContext.Current.CancellationToken
        );
        try
        {
            var subject = $"exec:{Subjects.ScriptedSubject.Python()} {client}";
            string[] reports = [.. ReportFormats.Names.Append("ndjson").SelectMany(Report)];
            var run = await Cli.CommandRun.Of(
                ["conformance", "run", "--family", "auth", "--subject", subject, "--verbose", .. reports],
                workingDirectory: folder,
                cancellationToken: TestContext.Current.CancellationToken
            );
            var replay = await Cli.CommandRun.Of(
                ["conformance", "replay", "auth/unauthorized-401", "--subject", subject],
                workingDirectory: folder,
                cancellationToken: TestContext.Current.CancellationToken
            );
            var matrix = await Cli.CommandRun.Of(
                ["conformance", "matrix", "report.ndjson", "--cases"],
                workingDirectory: folder,
                cancellationToken: TestContext.Current.CancellationToken
            );
            await WriteAsync("run.txt", run.Out + run.Error);
            await WriteAsync("replay.txt", replay.Out + replay.Error);
            await WriteAsync("matrix.txt", matrix.Out + matrix.Error);

            run.ExitCode.ShouldBe(1, run.Out + run.Error);
            run.Out.ShouldContain(SecretScrubber.Placeholder);
            replay.Out.ShouldContain("$KEY");
            matrix.ExitCode.ShouldBe(0, matrix.Error);
            (await Scan()).ShouldBeEmpty();
            GrepFindsNothing();
        }
        finally
        {
            File.Delete(client);
        }

        static string[] Report(string format) => ["--report", $"{format}=report.{format}"];
    }

    [Fact]
    public async Task The_scan_above_finds_a_key_that_is_there()
    {
        foreach (var (form, index) in Forms.Select((form, index) => (form, index)))
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{index}.txt"),
                $"before {form} after",
                TestContext.Current.CancellationToken
            );
        }

        (await Scan()).Select(hit => hit.Place).Distinct().Count().ShouldBe(Forms.Count);
    }

    /// <summary>The forms a plain grep looks for: the test does not rest on the scanner that the product uses.</summary>
    private static string[] FiveEncodings()
    {
        var bytes = Encoding.UTF8.GetBytes(ConformanceRunner.ApiKey);
        return
        [
            ConformanceRunner.ApiKey,
            Uri.EscapeDataString(ConformanceRunner.ApiKey),
            Convert.ToBase64String(bytes),
            JsonEncodedText.Encode(ConformanceRunner.ApiKey).Value,
            Convert.ToHexString(bytes),
        ];
    }

    private void GrepFindsNothing()
    {
        var needles = FiveEncodings();
        needles.Distinct().Count().ShouldBe(5, "the key has characters that every encoding changes");
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            needles
                .Where(needle => text.Contains(needle, StringComparison.OrdinalIgnoreCase))
                .ShouldBeEmpty(Path.GetFileName(file));
        }
    }

    private Task<IReadOnlyList<SecretHit>> Scan() =>
        new SecretScanner([ConformanceRunner.ApiKey]).ScanFolderAsync(folder, TestContext.Current.CancellationToken);

    /// <summary>Leaves the stream of a run, every report and the console's text in the folder.</summary>
    private async Task LeaveAsync(IReadOnlyList<RunEvent> events)
    {
        var stream = new StringBuilder();
        var console = new StringWriter();
        var report = new ConsoleReport(console, false, true);
        foreach (var next in events)
        {
            stream.Append(EventStream.ToLine(next)).Append('\n');
            report.OnEvent(next);
        }

        await WriteAsync("run.ndjson", stream.ToString());
        await WriteAsync("console.txt", console.ToString());
        using var reader = new StringReader(stream.ToString());
        var run = await EventStream.ReadAsync(reader, TestContext.Current.CancellationToken);
        foreach (var format in ReportFormats.Names)
        {
            await WriteAsync($"report.{format}", ReportFormats.Render(format, run));
        }

        await WriteAsync("report.matrix", MatrixReport.Render([run], cases: true));
        await WriteAsync("matrix.html", string.Concat(HtmlMatrix.Render([run]).Select(page => page.Text)));
        await WriteAsync("known-failing.json", KnownFailing.Nothing.Update(run.Verdicts, "link", new(2027, 1, 1)));
    }

    private void ShouldHoldEveryArtefact() =>
        Directory
            .GetFiles(folder)
            .Select(file => (Name: Path.GetFileName(file), new FileInfo(file).Length))
            .Where(file => file.Length > 0)
            .Select(file => file.Name)
            .ShouldBe(
                [
                    "console.txt",
                    "known-failing.json",
                    "matrix.html",
                    "report.matrix",
                    "run.ndjson",
                    .. ReportFormats.Names.Select(format => "report." + format),
                ],
                ignoreOrder: true
            );

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);

    /// <summary>A client that fails every case with a message that holds the key in one form after the other.</summary>
    private static DelegateSubject Shouting()
    {
        var next = 0;
        return new DelegateSubject(
            new SubjectDescription
            {
                Name = "shouting",
                Operations = Enum.GetValues<CaseOperation>(),
                ReportsText = true,
                ScalesTime = true,
                TakesDeadline = true,
                TakesRetries = true,
                Parallelism = 8,
            },
            (_, _) =>
            {
                var number = Interlocked.Increment(ref next);
                var form = Forms[number % Forms.Count];
                return Task.FromResult<SubjectReport>(
                    (number % 3) switch
                    {
                        0 => new SubjectFailure { Message = $"refused {form}", Log = form },
                        1 => new SubjectCrash(SubjectCrashKind.Crashed, $"crashed with {form}") { Log = $"log {form}" },
                        _ => new SubjectSuccess { Text = $"text {form}", Log = form },
                    }
                );
            }
        );
    }
}
