using NanoBananaContracts.Batch;

namespace BatchWorker;

/// <summary>Says how a batch stands.</summary>
public static class Status
{
    public static async Task<int> RunAsync(Servers servers, TextWriter output, CancellationToken cancellationToken)
    {
        var summary = await servers.Journal.SummaryAsync(cancellationToken);
        var (messages, letters) = await servers.Queue.CountAsync(cancellationToken);
        output.WriteLine(
            FormattableString.Invariant(
                $"""
                items      {summary.Done} done, {summary.UnderWay} under way, {summary.Waiting} waiting, {summary.Failed} failed
                money      {PicturePrices.ToUsd(summary.SpentMicroUsd):0.000000} USD spent, {PicturePrices.ToUsd(
                    summary.ReservedMicroUsd
                ):0.000000} USD reserved
                interrupted {summary.Interrupted} calls, which may have cost {PicturePrices.ToUsd(
                    summary.InterruptedMicroUsd
                ):0.000000} USD of that
                queue      {messages} messages ready, {letters} dead letters
                """
            )
        );
        return 0;
    }
}
