using NanoBananaContracts.Batch;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>Holds a list to the contract before anything is sent, and tells all its mistakes at once.</summary>
internal sealed class BatchListCheck(CommandHost host, BatchOrder order)
{
    /// <summary>Checks the list.</summary>
    /// <exception cref="CommandException">It cannot be read, has mistakes, or asks for what nobody knows the price of.</exception>
    public async Task<BatchCheck> RunAsync(BatchList list, CancellationToken cancellationToken)
    {
        var check = await ReadAsync(list, cancellationToken).ConfigureAwait(false);
        foreach (var mistake in check.Mistakes)
        {
            await host.Error.WriteLineAsync(ForeignText.Line($"{order.List}: {mistake}")).ConfigureAwait(false);
            if (order.Painting.IsJson)
            {
                await host.Out.WriteLineAsync(ForeignText.Line(BatchJson.Mistake(mistake))).ConfigureAwait(false);
            }
        }

        if (check.MistakeCount > 0)
        {
            var shown =
                check.MistakeCount > check.Mistakes.Count
                    ? FormattableString.Invariant($", of which the first {check.Mistakes.Count:N0} are shown")
                    : "";
            throw CommandException.Usage(
                $"{order.List} has {BatchText.Count(check.MistakeCount, "mistake")}{shown}. Nothing was sent."
            );
        }

        if (check.Lines == 0)
        {
            throw CommandException.Usage(
                $"{order.List} has no lines. Write one JSON object a line: {{\"prompt\": \"a red fox\"}}."
            );
        }

        return check.UnpricedLine is { } line
            ? throw new CommandException(
                ExitCodes.Refused,
                $"{order.List}: line {line}: what a picture costs here ({check.UnpricedModel}) is not known, so that no limit can be kept. Nothing was sent. Say it with --assume-price USD; 'nanobanana models' has the prices that are known."
            )
            : check;
    }

    private async Task<BatchCheck> ReadAsync(BatchList list, CancellationToken cancellationToken)
    {
        TextFile.RefuseFolder(host, order.List);
        try
        {
            return await list.CheckAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CommandException.Usage($"There is no file {order.List}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{order.List} cannot be read: {exception.Message}",
                exception
            );
        }
    }
}
