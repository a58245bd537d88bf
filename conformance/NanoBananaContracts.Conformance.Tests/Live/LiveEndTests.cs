using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Conformance.Tests.Cli;
using NanoBananaContracts.Emulator.Hosting;

namespace NanoBananaContracts.Conformance.Tests.Live;

/// <summary>Runs that end before their plan: what was sent is billed, so the report of it is never lost.</summary>
public sealed class LiveEndTests
{
    private const string Key = "live-test-key-0123456789";

    private static readonly LivePlan Plan = LivePlanner.Make(ProviderInfo.WisGate)!;

    private static readonly int FirstBilled = Plan.Calls.TakeWhile(call => call.MaxCostUsd == 0).Count();

    [Fact]
    public async Task A_cancellation_leaves_the_report_of_what_was_sent_and_the_call_under_way_may_be_billed()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await CancelAtFirstBilledAsync(cancellation);

        var report = await LiveRun.ExecuteAsync(Plan, server.Address, Key, cancellationToken: cancellation.Token);

        report.EndedBy.ShouldBe("cancelled");
        report.Calls.Select(result => result.Call).ShouldBe(Plan.Calls.Take(FirstBilled + 1));
        report.NotSent.ShouldBe(Plan.Calls.Skip(FirstBilled + 1));
        var cut = report.Findings.Single(finding => finding.Rule.Id == "NBD023");
        cut.Call.ShouldBe(Plan.Calls[FirstBilled].Id);
        cut.Message.ShouldContain("may be billed: USD 0.0");
    }

    [Fact]
    public async Task Trouble_of_our_own_leaves_the_report_too_without_the_key_in_it()
    {
        await using var server = await RefusingAsync();

        var report = await LiveRun.ExecuteAsync(
            Plan,
            server.Address,
            Key,
            call => _ = call == Plan.Calls[2] ? throw new IOException($"No screen for {Key}.") : 0,
            cancellationToken: TestContext.Current.CancellationToken
        );

        report.EndedBy.ShouldBe("IOException: No screen for $KEY.");
        report.Calls.Select(result => result.Call).ShouldBe(Plan.Calls.Take(2));
        report.NotSent.ShouldBe(Plan.Calls.Skip(2));
        // It was not sent.
        report.Findings.ShouldNotContain(finding => finding.Rule.Id == "NBD023");
        DriftReportText.ToMarkdown(report).ShouldContain("**The run ended early: IOException: No screen for $KEY.**");
    }

    [Fact]
    public async Task Nothing_is_sent_after_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await RefusingAsync();

        var report = await LiveRun.ExecuteAsync(
            Plan with
            {
                Calls = [Plan.Calls[0]],
            },
            server.Address,
            Key,
            cancellationToken: new CancellationToken(canceled: true)
        );

        report.Calls.ShouldBeEmpty();
        report.Findings.ShouldBeEmpty();
        DriftReportText.ToMarkdown(report).ShouldNotContain("keeps the contract");
    }

    [Fact]
    public async Task The_command_writes_its_files_at_Ctrl_C_and_ends_with_exit_code_2()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await CancelAtFirstBilledAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("nanobanana-live-").FullName;
        try
        {
            string[] files =
            [
                "--markdown",
                Path.Combine(folder, "drift.md"),
                "--json",
                Path.Combine(folder, "drift.json"),
            ];
            var run = await CommandRun.Of(
                ["conformance", "live", "--endpoint", server.Address.AbsoluteUri, "--max-cost", "0.30", .. files],
                new Dictionary<string, string> { ["WISDOM_GATE_KEY"] = Key },
                cancellationToken: cancellation.Token
            );

            run.ExitCode.ShouldBe(ExitCodes.HarnessTrouble, run.Error);
            run.Error.ShouldContain("ended early (cancelled)");
            run.Out.ShouldContain("NBD023");
            (await ReadAsync(files[1])).ShouldContain("**The run ended early: cancelled.**");
            using var json = JsonDocument.Parse(await ReadAsync(files[3]));
            json.RootElement.GetProperty("endedBy").GetString().ShouldBe("cancelled");
            json.RootElement.GetProperty("conforms").GetBoolean().ShouldBeFalse();
            json.RootElement.GetProperty("calls").GetArrayLength().ShouldBe(FirstBilled + 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<string> ReadAsync(string file) =>
        File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

    private static Task<LoopbackServer> RefusingAsync() =>
        LoopbackServer.StartAsync(
            0,
            context =>
            {
                context.Response.StatusCode = 400;
                return context.Response.WriteAsync("{}");
            },
            TestContext.Current.CancellationToken
        );

    /// <summary>Refuses the free calls, and is left by its caller while it works on the first that is billed.</summary>
    private static Task<LoopbackServer> CancelAtFirstBilledAsync(CancellationTokenSource cancellation)
    {
        var requests = 0;
        return LoopbackServer.StartAsync(
            0,
            async context =>
            {
                if (Interlocked.Increment(ref requests) > FirstBilled)
                {
                    await cancellation.CancelAsync();
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                }

                context.Response.StatusCode = 400;
                await context.Response.WriteAsync("{}");
            },
            TestContext.Current.CancellationToken
        );
    }
}
