using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What a command may spend over all its calls, and what it has spent: it stops before a call, never behind it.</summary>
internal sealed class Budget
{
    /// <summary>The limit where none was said: an odd zero in a number of pictures must not cost hundreds.</summary>
    public const decimal UsualUsd = 1;

    private readonly bool isStated;

    /// <summary>Makes a budget.</summary>
    /// <param name="stated">What <c>--max-cost</c> says, if anything.</param>
    public Budget(decimal? stated) => (LimitUsd, isStated) = (stated ?? UsualUsd, stated is not null);

    /// <summary>The most that may be spent.</summary>
    public decimal LimitUsd { get; }

    /// <summary>What was spent, where it is known, and what may have been.</summary>
    public decimal SpentUsd { get; private set; }

    /// <summary>Refuses calls that could cost more than is left.</summary>
    /// <param name="price">The price of one.</param>
    /// <param name="calls">How many.</param>
    /// <exception cref="CommandException"><see cref="ExitCodes.Refused"/>: they could, or nobody knows.</exception>
    public void Require(PicturePrice price, int calls)
    {
        if (price.MostUsd is not { } most)
        {
            // One picture that was asked for by name may have a price that nobody knows, unless a limit was set to it.
            if (isStated || calls > 1)
            {
                throw new CommandException(
                    ExitCodes.Refused,
                    "What a picture costs here is not known, so that no limit can be kept. Nothing was sent. Say it with --assume-price USD; 'nanobanana models' has the prices that are known."
                );
            }

            return;
        }

        if (SpentUsd + calls * most > LimitUsd)
        {
            var spent = SpentUsd == 0 ? "" : $" on top of the {PicturePrice.Dollars(SpentUsd)} spent";
            throw new CommandException(
                ExitCodes.Refused,
                $"{Counting.Of(calls, "picture")} can cost {PicturePrice.Dollars(calls * most)}{spent}, and {(isStated ? "--max-cost" : "the usual limit")} allows {PicturePrice.Dollars(LimitUsd)}. "
                    + (SpentUsd == 0 ? "Nothing was sent. " : "No more was sent. ")
                    + "Raise it with --max-cost USD, or ask for fewer or smaller pictures."
            );
        }
    }

    /// <summary>Counts a call: by its own cost, or by its price where the reply does not say.</summary>
    public void Add(decimal? costUsd, PicturePrice price) => SpentUsd += costUsd ?? price.MostUsd ?? 0;

    /// <summary>Counts a call that failed, unless it is known not to be billed.</summary>
    public void Add(NanoBananaException failure, PicturePrice price)
    {
        if (failure.MayBeBilled)
        {
            Add((decimal?)null, price);
        }
    }
}
