using System.Globalization;

namespace Studio;

/// <summary>What was spent since the Studio began, and what may be.</summary>
/// <param name="SpentUsd">By the providers' lists: what real services were paid, or would have been.</param>
/// <param name="PendingUsd">Of pictures on their way.</param>
/// <param name="UnpricedPictures">Pictures whose price nobody knows; they are in no sum.</param>
/// <param name="CapUsd">What may be spent; null for no limit.</param>
internal sealed record MoneyState(decimal SpentUsd, decimal PendingUsd, int UnpricedPictures, decimal? CapUsd);

/// <summary>
/// Counts, and stops what could pass the cap before it is sent. On the emulator it counts what the pictures would have cost,
/// so that the cap can be seen at work.
/// </summary>
internal sealed class Money(decimal? capUsd)
{
    private readonly Lock gate = new();
    private MoneyState state = new(0, 0, 0, capUsd);

    public event Action<MoneyState>? Changed;

    public MoneyState State
    {
        get
        {
            lock (gate)
            {
                return state;
            }
        }
    }

    /// <exception cref="RefusedOrderException">It could pass the cap, or nobody knows whether it does.</exception>
    public void Reserve(decimal? priceUsd)
    {
        lock (gate)
        {
            if (state.CapUsd is { } cap)
            {
                if (priceUsd is not { } price)
                {
                    throw new RefusedOrderException(
                        "CapReached",
                        "The price of this picture is not known, so that the cap cannot be kept. Nothing was sent.",
                        "Choose a size with a price, or take the cap off."
                    );
                }

                if (state.SpentUsd + state.PendingUsd + price > cap)
                {
                    throw new RefusedOrderException(
                        "CapReached",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"This picture costs USD {price}; with USD {state.SpentUsd + state.PendingUsd} spent or on the way it would pass the cap of USD {cap}. Nothing was sent."
                        ),
                        "Raise the cap, or choose a smaller size."
                    );
                }
            }

            state = state with { PendingUsd = state.PendingUsd + (priceUsd ?? 0) };
        }

        Changed?.Invoke(State);
    }

    /// <summary>Ends a reservation.</summary>
    /// <param name="reservedUsd">What was reserved.</param>
    /// <param name="costUsd">What it came to; null where that is not known.</param>
    public void Settle(decimal? reservedUsd, decimal? costUsd)
    {
        lock (gate)
        {
            state = state with
            {
                PendingUsd = state.PendingUsd - (reservedUsd ?? 0),
                SpentUsd = state.SpentUsd + (costUsd ?? 0),
                UnpricedPictures = state.UnpricedPictures + (costUsd is null ? 1 : 0),
            };
        }

        Changed?.Invoke(State);
    }

    public void SetCap(decimal? usd)
    {
        lock (gate)
        {
            state = state with { CapUsd = usd };
        }

        Changed?.Invoke(State);
    }
}
