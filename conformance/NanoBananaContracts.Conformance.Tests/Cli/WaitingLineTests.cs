using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Cli;
using NanoBananaContracts.Cli.Commands;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class WaitingLineTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly StringWriter error = new();

    [Fact]
    public void It_counts_beside_the_usual_time_says_when_that_is_over_and_is_gone_in_the_end()
    {
        var line = new WaitingLine(Host(isTerminal: true), "2 of 3: ", TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(12));
        Last().ShouldBe("2 of 3: 12 s of about 20 s. Ctrl+C cancels.");
        line.Report(new ImageProgress(1, 1_240_000, 2_000_000, null));
        clock.Advance(TimeSpan.FromSeconds(9));
        Last().ShouldBe("2 of 3: 21 s, usually about 20 s, 1.2 MB here. Ctrl+C cancels.");

        line.Dispose();
        Last().ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(5));
        Last().ShouldBeEmpty();
    }

    [Fact]
    public void Where_nobody_looks_it_is_silent()
    {
        using (new WaitingLine(Host(isTerminal: false), "", null))
        {
            clock.Advance(TimeSpan.FromSeconds(12));
        }

        error.ToString().ShouldBeEmpty();
    }

    private string Last() => error.ToString().Split("\r\e[K")[^1];

    private CommandHost Host(bool isTerminal) =>
        new()
        {
            Out = TextWriter.Null,
            Error = error,
            ErrorIsTerminal = isTerminal,
            Variable = _ => null,
            Time = clock,
        };
}
