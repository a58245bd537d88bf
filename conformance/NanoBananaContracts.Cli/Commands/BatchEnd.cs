using System.Globalization;
using NanoBananaContracts.Batch;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>What came of a batch, in words and as an exit code.</summary>
internal sealed class BatchEnd(CommandHost host, BatchOrder order, PaintingService service)
{
    /// <summary>Tells it.</summary>
    /// <returns><see cref="ExitCodes.Conforms"/>, or the code of an interruption.</returns>
    /// <exception cref="CommandException">Not every picture is there: the message says why, and how to go on.</exception>
    public async Task<int> TellAsync(BatchResult result, string manifest, string sheet, MissingPictures missing)
    {
        if (Killed(result.Recovery) is { } killed)
        {
            await host.Error.WriteLineAsync(killed).ConfigureAwait(false);
        }

        if (order.Painting.IsJson)
        {
            await host
                .Out.WriteLineAsync(
                    ForeignText.Line(BatchJson.End(result, manifest, sheet, missing.Count, service.IsEmulated))
                )
                .ConfigureAwait(false);
        }
        else
        {
            await host.Out.WriteLineAsync(Sum(result.Summary)).ConfigureAwait(false);
            foreach (var (name, file) in new[] { ("contact sheet", sheet), ("manifest", manifest) })
            {
                var shown = ForeignText.Line(Path.Combine(order.Folder, Path.GetFileName(file)));
                await host.Out.WriteLineAsync($"{name}: {TerminalLink.Of(host, shown, file)}").ConfigureAwait(false);
            }
        }

        if (missing.ToLine() is { } gone)
        {
            await host.Error.WriteLineAsync("nanobanana: " + ForeignText.Line(gone)).ConfigureAwait(false);
        }

        var (exitCode, message) = Verdict(result);
        if (exitCode is not (ExitCodes.Conforms or ExitCodes.Interrupted))
        {
            throw new CommandException(exitCode, message);
        }

        if (message.Length > 0)
        {
            await host.Error.WriteLineAsync("nanobanana: " + ForeignText.Line(message)).ConfigureAwait(false);
        }

        return exitCode;
    }

    private (int ExitCode, string Message) Verdict(BatchResult result)
    {
        var summary = result.Summary;
        var waiting = BatchText.Count(summary.Waiting, "picture");
        return result.Ending switch
        {
            BatchEnding.Cancelled when order.Cancels && summary.UnderWay == 0 => (
                ExitCodes.Conforms,
                $"Nothing is at the provider any more: {waiting} to be made. The same command without --cancel makes them."
            ),
            BatchEnding.Cancelled => (
                ExitCodes.Interrupted,
                $"Interrupted: {waiting} to be made"
                    + (
                        summary.UnderWay > 0
                            ? $", and {BatchText.Count(summary.UnderWay, "picture")} at the provider"
                            : ""
                    )
                    + ". The same command goes on with them."
            ),
            BatchEnding.Stopped => (
                ExitCodes.HarnessTrouble,
                service.Scrub(
                    $"{result.Failure?.Message} {GoingOn(result)} See 'nanobanana explain {result.Failure?.Kind}'."
                )
            ),
            BatchEnding.BudgetReached => (
                ExitCodes.Refused,
                $"Of the {BatchText.Usd(summary.BudgetMicroUsd ?? 0)} that are allowed, {BatchText.Usd(summary.SpentMicroUsd)} are spent, and what waits ({waiting}) does not fit into what is left. The same command goes on with a larger --max-cost."
                    + (summary.Failed == 0 ? "" : $" {BatchText.Count(summary.Failed, "picture")} failed.")
            ),
            _ when summary.Failed > 0 => (
                ExitCodes.HarnessTrouble,
                $"{BatchText.Count(summary.Failed, "picture")} failed: {BatchManifest.FileName} says why. The same command with --retry-failed asks again."
            ),
            _ => (ExitCodes.Conforms, ""),
        };
    }

    /// <summary>How a run goes on that a failure has ended.</summary>
    private static string GoingOn(BatchResult result)
    {
        var summary = result.Summary;
        var waiting = BatchText.Count(summary.Waiting, "picture");
        var parts = new List<string>();
        if (result.Failure?.Kind == FailureKind.Cancelled)
        {
            parts.Add($"Nothing was sent again: {waiting} to be made. The same command makes them.");
        }
        else if (summary.Waiting > 0 || summary.Failed == 0)
        {
            parts.Add(
                $"Every call would have failed so: {waiting} to be made. The same command goes on when that is mended."
            );
        }
        else
        {
            parts.Add("Mend that first.");
        }

        if (summary.Failed > 0)
        {
            // Calls that may have been billed are not made again because nobody said so.
            parts.Add(
                $"{BatchText.Count(summary.Failed, "picture")} failed: --retry-failed asks again for what has failed."
            );
        }

        return string.Join(' ', parts);
    }

    private string Sum(BatchSummary summary)
    {
        var failed =
            summary.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {summary.Failed:N0} failed");
        var waiting =
            summary.Waiting == 0
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $", {summary.Waiting:N0} to be made");
        var interrupted =
            summary.Interrupted == 0
                ? ""
                : $"; of that at most {BatchText.Usd(summary.InterruptedMicroUsd)} for {BatchText.Count(summary.Interrupted, "interrupted call")}, which may have been billed";
        var cost = service.IsEmulated
            ? $"nothing billed ({BatchText.Usd(summary.SpentMicroUsd)} by the price list)"
            : $"{BatchText.Usd(summary.SpentMicroUsd)} spent";
        return $"{BatchText.Count(summary.Done, "picture")}{failed}{waiting}, {cost}{interrupted}.";
    }

    /// <summary>What was found of a run that was killed; <see langword="null"/> where none was.</summary>
    private static string? Killed(BatchRecovery recovery)
    {
        if (recovery is { Adopted: 0, Stored: 0, Interrupted: 0 })
        {
            return null;
        }

        var kept = recovery.Adopted + recovery.Stored;
        var parts = new List<string>();
        if (kept > 0)
        {
            parts.Add($"{BatchText.Count(kept, "picture")} that had arrived kept");
        }

        if (recovery.Interrupted > 0)
        {
            parts.Add(
                $"{BatchText.Count(recovery.Interrupted, "call")} under way, which may have been billed and {(recovery.Interrupted == 1 ? "was" : "were")} made again"
            );
        }

        return $"The run before was killed: {string.Join(", ", parts)}.";
    }
}
