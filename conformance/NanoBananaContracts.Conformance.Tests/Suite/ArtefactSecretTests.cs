using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Conformance.Cases;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Running;
using NanoBananaContracts.Conformance.Subjects;
using Shouldly;
using Xunit;

namespace NanoBananaContracts.Conformance.Tests.Suite;

/// <summary>Nothing a run leaves behind holds the key, even where the client under test shouts it in every form.</summary>
public sealed class ArtefactSecretTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nanobanana-artefacts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task All_artefacts_of_a_full_run_are_free_of_the_key()
    {
        await using var client = new BuiltInSubject();

        await RunAsync(client);

        (await Scan()).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_artefacts_are_free_of_the_key_where_the_client_prints_it_in_every_form()
    {
        await using var client = new ShoutingSubject();

        await RunAsync(client);

        ShoutingSubject.Forms.Count.ShouldBeGreaterThanOrEqualTo(5);
        var heard = await File.ReadAllTextAsync(
            Path.Combine(_folder, "run.ndjson"),
            TestContext.Current.CancellationToken
        );
        (
            heard.Contains(SecretScrubber.Placeholder, StringComparison.Ordinal)
            || heard.Contains("withheld", StringComparison.Ordinal)
        ).ShouldBeTrue("the shouting got as far as the stream, and was stopped there");
        (await Scan()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_scan_above_finds_a_key_that_is_there()
    {
        foreach (var (form, index) in ShoutingSubject.Forms.Select((form, index) => (form, index)))
        {
            await File.WriteAllTextAsync(
                Path.Combine(_folder, $"{index}.txt"),
                $"before {form} after",
                TestContext.Current.CancellationToken
            );
        }

        (await Scan()).Select(hit => hit.Place).Distinct().Count().ShouldBe(ShoutingSubject.Forms.Count);
    }

    private Task<IReadOnlyList<SecretHit>> Scan() =>
        new SecretScanner([ConformanceRunner.ApiKey]).ScanFolderAsync(_folder, TestContext.Current.CancellationToken);

    /// <summary>Runs every case and leaves the stream, every report and the console's text in the folder.</summary>
    private async Task RunAsync(ISubject subject)
    {
        var stream = new StringBuilder();
        var console = new StringWriter();
        var report = new ConsoleReport(console, false, true);
        await SuiteRun.OfAsync(
            subject,
            change: options => options with { Strict = false },
            onEvent: next =>
            {
                stream.Append(EventStream.ToLine(next)).Append('\n');
                report.OnEvent(next);
            },
            cancellationToken: TestContext.Current.CancellationToken
        );
        await WriteAsync("run.ndjson", stream.ToString());
        await WriteAsync("console.txt", console.ToString());
        using var reader = new StringReader(stream.ToString());
        var run = await EventStream.ReadAsync(reader, TestContext.Current.CancellationToken);
        foreach (var format in ReportFormats.Names)
        {
            await WriteAsync($"report.{format}", ReportFormats.Render(format, run));
        }
    }

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);

    /// <summary>A client that fails every case with a message that holds the key in one form after the other.</summary>
    private sealed class ShoutingSubject : ISubject
    {
        private int _next;

        public static IReadOnlyList<string> Forms { get; } =
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

        public Task<SubjectDescription> DescribeAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(
                new SubjectDescription
                {
                    Name = "shouting",
                    Operations = Enum.GetValues<CaseOperation>(),
                    ReportsText = true,
                    ScalesTime = true,
                    TakesDeadline = true,
                    TakesRetries = true,
                    Parallelism = 8,
                }
            );

        public Task<SubjectReport> RunAsync(SubjectAssignment assignment, CancellationToken cancellationToken = default)
        {
            var number = Interlocked.Increment(ref _next);
            var form = Forms[number % Forms.Count];
            SubjectReport report = (number % 3) switch
            {
                0 => new SubjectFailure { Message = $"refused {form}", Log = form },
                1 => new SubjectCrash(SubjectCrashKind.Crashed, $"crashed with {form}") { Log = $"log {form}" },
                _ => new SubjectSuccess { Text = $"text {form}", Log = form },
            };
            return Task.FromResult(report);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
