using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;
using NanoBananaContracts.Conformance.Events;
using NanoBananaContracts.Conformance.Tests.Reports;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class RunningLineTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly StringWriter screen = new();

    [Fact]
    public async Task It_counts_below_the_verdicts_judges_by_the_pace_so_far_and_is_gone_in_the_end()
    {
        var run = await RecordedStream.ReadAsync(TestContext.Current.CancellationToken);
        var line = new RunningLine(Host(isTerminal: true));
        line.OnEvent(run.Started, () => screen.Write("first\n"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Last().ShouldBe("0 of 10, 1 s. Ctrl+C cancels.");

        foreach (var verdict in run.Verdicts.Take(5))
        {
            line.OnEvent(verdict, () => screen.Write("PASS\n"));
        }

        clock.Advance(TimeSpan.FromSeconds(2));
        Last().ShouldBe("5 of 10, 3 s, about 3 s left. Ctrl+C cancels.");
        screen.ToString().ShouldContain("\r\e[KPASS\n5 of 10, 1 s, about 1 s left. Ctrl+C cancels.");

        line.Dispose();
        Last().ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(5));
        Last().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_looks_only_what_is_written_is_there()
    {
        var run = await RecordedStream.ReadAsync(TestContext.Current.CancellationToken);
        using (var line = new RunningLine(Host(isTerminal: false)))
        {
            line.OnEvent(run.Started, () => screen.Write("first\n"));
            clock.Advance(TimeSpan.FromSeconds(12));
        }

        screen.ToString().ShouldBe("first\n");
    }

    private string Last() => screen.ToString().Split("\r\e[K")[^1];

    private CommandHost Host(bool isTerminal) =>
        new()
        {
            Out = screen,
            Error = screen,
            OutIsTerminal = isTerminal,
            ErrorIsTerminal = isTerminal,
            Variable = _ => null,
            Time = clock,
        };
}
