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

    [Fact]
    public void A_command_that_takes_a_second_signal_is_asked_twice_and_ended_by_the_third()
    {
        var clock = new FakeTimeProvider();
        using var interruption = new Interruption(clock);
        var second = interruption.TakeSecond();

        interruption.Ask().ShouldBeTrue();
        interruption.Ask().ShouldBeTrue();
        second.IsCancellationRequested.ShouldBeFalse("what comes right behind the first is the first once more");

        clock.Advance(Interruption.Echo);
        interruption.Ask().ShouldBeTrue();
        second.IsCancellationRequested.ShouldBeTrue();
        clock.Advance(TimeSpan.FromMilliseconds(50));
        interruption.Ask().ShouldBeTrue();

        clock.Advance(Interruption.Echo);
        interruption.Ask().ShouldBeFalse();
    }
}
