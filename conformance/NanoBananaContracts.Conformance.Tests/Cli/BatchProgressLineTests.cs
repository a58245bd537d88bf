using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Batch;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>How far a batch is, as a terminal, a pipe and a script are told.</summary>
public sealed class BatchProgressLineTests
{
    private readonly FakeTimeProvider time = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_line_has_bar_counts_rate_money_and_time_and_never_wraps()
    {
        var progress = Progress(done: 4210, failed: 13, items: 10_000) with
        {
            PicturesAMinute = 31.25,
            Remaining = TimeSpan.FromMinutes(185),
        };

        var line = BatchProgressLine.Line(progress, time);
        var longest = BatchProgressLine.Line(
            Progress(done: 1_234_567, failed: 123_456, items: 12_345_678) with
            {
                PicturesAMinute = 12_345.6,
                Remaining = TimeSpan.FromDays(12),
            },
            time
        );

        line.ShouldBe("[##---] 4,210/10,000, 13 failed, 31.3/min, USD 244.18 of 600.00, 3 h 5 min left");
        line.Length.ShouldBeLessThanOrEqualTo(79);
        longest.Length.ShouldBeLessThanOrEqualTo(79);
    }

    [Fact]
    public void An_ending_and_a_pause_are_said_in_place_of_the_time_that_is_left()
    {
        var progress = Progress(done: 1, failed: 0, items: 4) with { Remaining = TimeSpan.FromSeconds(9) };

        BatchProgressLine.Line(progress with { IsEnding = true }, time).ShouldEndWith(", ending: 2 under way");
        BatchProgressLine
            .Line(progress with { PausedUntil = time.GetUtcNow() + TimeSpan.FromSeconds(34) }, time)
            .ShouldEndWith(", waits 34 s (too fast)");
        BatchProgressLine
            .Line(
                progress with
                {
                    PausedUntil = time.GetUtcNow() + TimeSpan.FromSeconds(34),
                    PausedBy = new FailureEntry(FailureKind.ConnectionLost, "No route to host."),
                    PicturesAMinute = 31.25,
                },
                time
            )
            .ShouldEndWith("1/4, USD 0.058 of 600.00, waits 34 s (not reached)");
        BatchProgressLine
            .Line(progress with { IsAtProvider = true, PicturesAMinute = 4 }, time)
            .ShouldEndWith(" 1/4, USD 0.058 of 600.00, 2 at the provider");
        BatchProgressLine.Line(progress with { Remaining = TimeSpan.Zero }, time).ShouldNotContain("left");
        BatchProgressLine.Line(progress, time).ShouldEndWith(", 9 s left");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(1)]
    public void A_narrow_terminal_has_a_line_that_does_not_wrap_either(int columns) =>
        BatchProgressLine
            .Line(Progress(done: 4210, failed: 13, items: 10_000), time, columns)
            .Length.ShouldBeLessThan(Math.Max(2, columns));

    [Fact]
    public async Task A_pipe_hears_of_it_now_and_then()
    {
        await using var service = await ServiceAsync(Host(isTerminal: false));
        using (var line = new BatchProgressLine(Host(isTerminal: false), service, isJson: false))
        {
            line.Report(Progress(1, 0, 4));
            line.Report(Progress(2, 0, 4));
            time.Advance(BatchProgressLine.Now);
            line.Report(Progress(3, 0, 4));
        }

        error.ToString().TrimEnd().Split('\n').Select(told => told.Split(',')[0]).ShouldBe(["1/4", "3/4"]);
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_terminal_has_one_line_that_is_written_over_and_gone_at_the_end()
    {
        await using var service = await ServiceAsync(Host(isTerminal: true));
        using (var line = new BatchProgressLine(Host(isTerminal: true), service, isJson: false))
        {
            line.Report(Progress(1, 0, 4));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        time.Advance(TimeSpan.FromSeconds(10));
        var told = error.ToString();
        told.ShouldContain("\r\e[K[######------------------] 1/4, USD 0.058 of 600.00");
        told.ShouldEndWith("\r\e[K");
        told.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Of_many_failures_a_person_is_told_twenty_and_a_script_all_without_a_control_character()
    {
        await using var service = await ServiceAsync(Host(isTerminal: false));
        var failed = new JournalEntry(new BatchItem(7, 1), new BatchLine(7, "A fox"), ItemState.Failed)
        {
            Failure = new FailureEntry(FailureKind.ImageRefused, "No.\e[31m\nAnd no."),
        };
        using (var person = new BatchProgressLine(Host(isTerminal: false), service, isJson: false))
        using (var script = new BatchProgressLine(Host(isTerminal: false), service, isJson: true))
        {
            for (var count = 1; count <= 25; count++)
            {
                person.Report(Progress(0, count, 40) with { Ended = failed });
                script.Report(Progress(0, count, 40) with { Ended = failed });
            }
        }

        var told = error
            .ToString()
            .TrimEnd()
            .Split('\n')
            .Where(line => line.StartsWith("7/1 failed: ", StringComparison.Ordinal))
            .ToArray();
        told.Length.ShouldBe(20);
        told[^1].ShouldEndWith("Further ones are in the manifest only.");
        (error.ToString() + output).Where(unit => char.IsControl(unit) && unit != '\n').ShouldBeEmpty();
        var types = output
            .ToString()
            .TrimEnd()
            .Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString())
            .ToArray();
        types.Count(type => type == "failure").ShouldBe(25);
        types.Count(type => type == "progress").ShouldBe(1);
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(98, "98 s")]
    [InlineData(120, "2 min")]
    [InlineData(12_000, "3 h 20 min")]
    [InlineData(187_200, "2 d 4 h")]
    public void A_time_is_told_in_its_two_largest_units(double seconds, string told) =>
        BatchText.Time(TimeSpan.FromSeconds(seconds)).ShouldBe(told);

    private static BatchProgress Progress(long done, long failed, long items) =>
        new()
        {
            Summary = new BatchSummary
            {
                Done = done,
                Failed = failed,
                UnderWay = 2,
                Waiting = items - done - failed - 2,
                SpentMicroUsd = done * 58_000,
                BudgetMicroUsd = 600_000_000,
            },
        };

    private CommandHost Host(bool isTerminal) =>
        new()
        {
            Out = output,
            Error = error,
            ErrorIsTerminal = isTerminal,
            Variable = _ => null,
            VariableNames = () => [],
            Time = time,
        };

    private static Task<PaintingService> ServiceAsync(CommandHost host) =>
        PaintingService.StartAsync(
            host,
            new PaintingOrder
            {
                Provider = null,
                Endpoint = null,
                Model = null,
                AspectRatio = null,
                ImageSize = null,
                IsEmulated = true,
                MaxCost = null,
                AssumedPrice = null,
                IsJson = false,
            },
            Cancel
        );
}
