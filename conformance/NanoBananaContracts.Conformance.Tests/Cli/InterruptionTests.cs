using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Cli;

namespace NanoBananaContracts.Conformance.Tests.Cli;

public sealed class InterruptionTests
{
    [Fact]
    public void The_first_signal_asks_its_echo_changes_nothing_and_a_later_one_ends_at_once()
    {
        var clock = new FakeTimeProvider();
        using var interruption = new Interruption(clock);
        interruption.Token.IsCancellationRequested.ShouldBeFalse();

        interruption.Ask().ShouldBeTrue();
        interruption.Token.IsCancellationRequested.ShouldBeTrue();
        clock.Advance(TimeSpan.FromMilliseconds(50));
        interruption.Ask().ShouldBeTrue();

        clock.Advance(Interruption.Echo);
        interruption.Ask().ShouldBeFalse();
    }
}
