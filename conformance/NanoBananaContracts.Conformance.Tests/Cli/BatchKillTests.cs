using System.Diagnostics;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Emulator;

namespace NanoBananaContracts.Conformance.Tests.Cli;

/// <summary>
/// The built tool as a process of its own, against an emulator in the test: killed in the middle of forty lines, and told to end.
/// The signal is sent when an answer is complete that the tool has not seen yet, so that it always falls into calls under way.
/// </summary>
public sealed class BatchKillTests : IDisposable
{
    private const int Lines = 40;
    private const int SignalledAt = 13;

    private readonly BatchFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Killed_and_started_again_it_loses_no_picture_and_pays_twice_only_for_what_was_under_way()
    {
        WriteList();
        Process? tool = null;
        var answers = 0;
        await using var service = await EmulatorServer.StartAsync(
            new()
            {
                ThoughtSignatureBytes = 16,
                Answered = _ =>
                {
                    if (Interlocked.Increment(ref answers) == SignalledAt)
                    {
                        tool!.Kill(); // SIGKILL
                    }
                },
            },
            Cancel
        );

        tool = Start(service.BaseAddress);
        using (tool)
        {
            await tool.WaitForExitAsync(Cancel);
            tool.ExitCode.ShouldNotBe(0);
        }

        var atTheKill = service.BilledImageCount;
        var again = await folder.RunAsync(service.BaseAddress, "--out out --max-cost 3");

        again.ExitCode.ShouldBe(ExitCodes.Conforms, again.Error);
        again.Error.ShouldContain("The run before was killed: ");
        folder.Pictures().Length.ShouldBe(Lines);
        var items = folder.Manifest();
        items.Select(item => item.GetProperty("state").GetString()).ShouldAllBe(state => state == "done");
        items.Select(item => item.GetProperty("file").GetString()).Distinct().Count().ShouldBe(Lines);
        var interrupted = items.Sum(item => item.GetProperty("interrupted").GetInt32());
        interrupted.ShouldBeInRange(1, 4, "the one that the kill fell into, and those beside it");
        service.BilledImageCount.ShouldBeInRange(Lines, Lines + interrupted);
        atTheKill.ShouldBeInRange(SignalledAt, SignalledAt + 4);
        // And what may have been billed is in the sum: no call is missing from it.
        items.Sum(item => item.GetProperty("costUsd").GetDecimal()).ShouldBe((Lines + interrupted) * 0.058m);
    }

    [Fact]
    public async Task Told_to_end_it_waits_for_what_is_under_way_and_the_same_command_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill.");
        WriteList();
        Process? tool = null;
        var answers = 0;
        await using var service = await EmulatorServer.StartAsync(
            new()
            {
                ThoughtSignatureBytes = 16,
                Answered = _ =>
                {
                    if (Interlocked.Increment(ref answers) == SignalledAt)
                    {
                        using var kill = Process.Start("/bin/sh", ["-c", $"kill -INT {tool!.Id}"]);
                        kill.WaitForExit();
                    }
                },
            },
            Cancel
        );

        tool = Start(service.BaseAddress);
        using (tool)
        {
            var error = await tool.StandardError.ReadToEndAsync(Cancel);
            await tool.WaitForExitAsync(Cancel);
            tool.ExitCode.ShouldBe(ExitCodes.Interrupted, error);
            error.ShouldContain("Ending: no more calls begin, and those under way are waited for.");
        }

        var made = folder.Pictures().Length;
        made.ShouldBe(service.BilledImageCount, "every call that was made has its picture");
        made.ShouldBeLessThan(Lines);
        folder.Manifest().Count(item => item.GetProperty("state").GetString() == "waiting").ShouldBe(Lines - made);

        var again = await folder.RunAsync(service.BaseAddress, "--out out");

        again.ExitCode.ShouldBe(ExitCodes.Conforms, again.Error);
        folder.Pictures().Length.ShouldBe(Lines);
        service.BilledImageCount.ShouldBe(Lines);
    }

    private void WriteList() =>
        folder.Write([
            .. Enumerable
                .Range(1, Lines)
                .Select(number =>
                    $$"""{"prompt": "Fox number {{number}}", "imageSize": "0.5K", "name": "fox-{{number}}"}"""
                ),
        ]);

    private Process Start(Uri service)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "NanoBananaContracts.Cli.dll"),
                "batch",
                "list.jsonl",
                "--out",
                "out",
                "--max-cost",
                "3",
                "--endpoint",
                service.AbsoluteUri,
            ]
        )
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WISDOM_GATE_KEY"] = BatchFolder.Key;
        return Process.Start(start)!;
    }
}
