using Microsoft.Extensions.Time.Testing;
using NanoBananaContracts.Batch.RabbitMq;
using NanoBananaContracts.Batch.Tests.Harness;

namespace NanoBananaContracts.Batch.Tests.Queues;

/// <summary>How many calls a worker makes at a time.</summary>
public sealed class CallPlacesTests : IDisposable
{
    private static readonly CallReturned Refused = new(new(FailureKind.RateLimited, "Too fast."), null, Counts: false);

    private readonly FakeTimeProvider clock = new();
    private readonly CallPlaces places;

    public CallPlacesTests() => places = new(4, clock);

    public void Dispose() => places.Dispose();

    [Fact]
    public async Task Half_as_many_calls_are_made_when_the_provider_refuses_some_and_more_again_while_it_goes_well()
    {
        (await TakeAllAsync()).ShouldBe(4);

        // They were refused together, which is once.
        End(Refused, calls: 4);
        (await TakeAllAsync()).ShouldBe(2);

        clock.Advance(TimeSpan.FromSeconds(2));
        End(Refused, calls: 2);
        (await TakeAllAsync()).ShouldBe(1);

        var held = 1;
        for (var call = 0; call < 20; call++)
        {
            End(Arrived(), calls: 1);
            held += await TakeAllAsync() - 1;
        }

        held.ShouldBe(4);
    }

    [Fact]
    public async Task What_is_no_refusal_changes_nothing()
    {
        (await TakeAllAsync()).ShouldBe(4);
        End(new CallReturned(new(FailureKind.ConnectionLost, "Gone."), null, Counts: true), calls: 2);
        End(new CallFailed(TestLines.Failure(), 0), calls: 2);
        (await TakeAllAsync()).ShouldBe(4);
    }

    private static PictureArrived Arrived() =>
        new("1.png", TestLines.Picture(new BatchClaim(new(1, 1), new BatchLine(1, "A fox"), 1, 0, "a", 7), 7));

    /// <summary>Takes places for as long as there are free ones.</summary>
    private async Task<int> TakeAllAsync()
    {
        var taken = 0;
        using var ending = new CancellationTokenSource();
        Task waiting;
        while ((waiting = places.TakeAsync(ending.Token)).IsCompletedSuccessfully)
        {
            taken++;
        }

        await ending.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting); // the one that found none
        return taken;
    }

    private void End(CallEnd end, int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            places.Count(end);
            places.Leave();
        }
    }
}
