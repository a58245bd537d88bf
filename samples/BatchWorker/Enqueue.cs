using NanoBananaContracts.Batch;

namespace BatchWorker;

/// <summary>Puts a list into the journal, and its items into the queue. Run again, it adds what is new.</summary>
public static class Enqueue
{
    private const int MostShown = 20;

    public static async Task<int> RunAsync(
        Servers servers,
        BatchList list,
        decimal maxCost,
        bool again,
        bool retryFailed,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxCost);
        var check = await list.CheckAsync(cancellationToken);
        if (!check.IsSound)
        {
            foreach (var mistake in check.Mistakes.Take(MostShown))
            {
                output.WriteLine(PlainText.Of(mistake.ToString()));
            }

            output.WriteLine(
                check.UnpricedLine is { } line
                    ? FormattableString.Invariant(
                        $"line {line}: what a picture costs here ({check.UnpricedModel}) is not known; say it with --assume-price USD. Nothing was queued."
                    )
                    : FormattableString.Invariant($"{check.MistakeCount} mistakes. Nothing was queued.")
            );
            return 2;
        }

        // The lines first: where the list is refused, the budget stays as it was.
        var changed = await servers.Journal.AddAsync(list.ReadAsync(cancellationToken), cancellationToken);
        await servers.Journal.SetBudgetAsync(PicturePrices.ToMicroUsd(maxCost), cancellationToken);
        var retried = retryFailed ? await servers.Queue.RetryFailedAsync(servers.Journal, cancellationToken) : 0;
        var published = await servers.Queue.PublishAsync(servers.Journal, again, cancellationToken);
        output.WriteLine(
            FormattableString.Invariant(
                $"{check.Lines} lines, {changed} of them new or changed; {published + retried} items queued; {PicturePrices.ToUsd(check.MostMicroUsd):0.00} USD at most, {maxCost:0.00} USD allowed."
            )
        );
        return 0;
    }
}
