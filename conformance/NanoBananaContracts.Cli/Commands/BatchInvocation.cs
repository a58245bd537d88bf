using NanoBananaContracts.Batch;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One run of <c>nanobanana batch</c>: the list is checked and priced, what waits is made, and what came of it is told.</summary>
internal sealed class BatchInvocation(CommandHost host, BatchOrder order)
{
    // More than anybody has: so much fits into what the journal counts in, with all that is added to it.
    private const decimal MostUsd = 1_000_000_000;

    private string Folder => host.FullPath(order.Folder);

    // Says whose pictures lie here: those of the emulator must not be taken for ones that were paid for.
    private string EmulatorMark => Path.Combine(Folder, ".emulated");

    private bool IsBegun => File.Exists(Path.Combine(Folder, SqliteJournal.FileName));

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(order.Folder))
        {
            throw CommandException.Usage("--out is empty. Name a folder.");
        }

        if (File.Exists(Folder))
        {
            throw CommandException.Usage($"{order.Folder} is a file. Name a folder with --out.");
        }

        var service = await PaintingService.StartAsync(host, order.Painting, cancellationToken).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            var list = new BatchList(service.Client, host.FullPath(order.List))
            {
                AssumedPriceUsd = order.Painting.AssumedPrice,
            };
            var facts = BatchFactsOf(service);
            if (order.Cancels)
            {
                return await CancelAsync(service, list, cancellationToken).ConfigureAwait(false);
            }

            if (ModelQuestion.Of(service.Client.Provider, service.Client.Model) is { Length: > 0 } question)
            {
                // Before the list is priced: a model that nobody knows has no price, and is refused for that.
                await host.Error.WriteLineAsync(ForeignText.Line(question)).ConfigureAwait(false);
            }

            var check = await new BatchListCheck(host, order).RunAsync(list, cancellationToken).ConfigureAwait(false);
            if (facts is not null)
            {
                check = check with { MostMicroUsd = (long)decimal.Ceiling(check.MostMicroUsd * facts.PriceFactor) };
            }

            RequireSameService(service);
            if (order.Painting.IsDry)
            {
                await TellAsync(
                        await BeforeCallsAsync(PlanAsync(service, check, cancellationToken)).ConfigureAwait(false)
                    )
                    .ConfigureAwait(false);
                return ExitCodes.Conforms;
            }

            var isBegun = IsBegun;
            if (!isBegun)
            {
                RequireUsualLimit(check, budget: null); // before a folder is made for what is refused
            }

            var journal = Open();
            await using (journal.ConfigureAwait(false))
            {
                if (service.IsEmulated)
                {
                    await File.WriteAllBytesAsync(EmulatorMark, [], cancellationToken).ConfigureAwait(false);
                }

                var begun = await BeforeCallsAsync(BeginAsync(journal, list, check, facts, cancellationToken))
                    .ConfigureAwait(false);
                await TellAsync(Plan(service, check, isBegun ? begun : null, begun.BudgetMicroUsd))
                    .ConfigureAwait(false);
                var result = await MakeAsync(service, list, journal, cancellationToken).ConfigureAwait(false);
                return await EndAsync(service, journal, result).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Neither the list nor the limit matters for what is ended.</summary>
    private async Task<int> CancelAsync(PaintingService service, BatchList list, CancellationToken cancellationToken)
    {
        if (!IsBegun)
        {
            throw CommandException.Usage(
                $"Nothing was begun in {order.Folder}: there is nothing of it at the provider. Name the folder of the run with --out."
            );
        }

        RequireSameService(service);
        var journal = Open();
        await using (journal.ConfigureAwait(false))
        {
            var result = await MakeAsync(service, list, journal, cancellationToken).ConfigureAwait(false);
            return await EndAsync(service, journal, result).ConfigureAwait(false);
        }
    }

    /// <summary>What is known of the provider's batch mode, where that was asked for.</summary>
    private BatchFacts? BatchFactsOf(PaintingService service) =>
        !order.UsesProviderBatch
            ? null
            : service.Client.Provider.Batch
                ?? throw CommandException.Usage(
                    $"{service.Client.Provider.Name} has no batch mode that is known. Leave --mode out, or name a provider that has one: {string.Join(", ", ProviderInfo.All.Where(known => known.Batch is not null).Select(known => known.Id))}."
                );

    private void RequireSameService(PaintingService service)
    {
        if (IsBegun && service.IsEmulated != File.Exists(EmulatorMark))
        {
            throw CommandException.Usage(
                service.IsEmulated
                    ? $"{order.Folder} was begun at a service. Name another folder to try it on the emulator."
                    : $"{order.Folder} was begun on the emulator, and its pictures are no service's. Name another folder, or add --emulator."
            );
        }
    }

    private async Task<BatchPlan> PlanAsync(
        PaintingService service,
        BatchCheck check,
        CancellationToken cancellationToken
    )
    {
        if (!IsBegun)
        {
            return Plan(service, check, begun: null, budget: null);
        }

        var journal = Open();
        await using (journal.ConfigureAwait(false))
        {
            var begun = await journal.SummaryAsync(cancellationToken).ConfigureAwait(false);
            if (order.RetriesFailed)
            {
                begun = begun with { Waiting = begun.Waiting + begun.Failed, Failed = 0 };
            }

            return Plan(service, check, begun, begun.BudgetMicroUsd);
        }
    }

    private BatchPlan Plan(PaintingService service, BatchCheck check, BatchSummary? begun, long? budget) =>
        new()
        {
            Service = service,
            Check = check,
            Begun = begun,
            LimitMicroUsd = StatedLimit() ?? budget ?? PicturePrices.ToMicroUsd(Budget.UsualUsd),
            Parallel = order.Parallel,
            Limits = order.Limits,
            UsesProviderBatch = order.UsesProviderBatch,
        };

    /// <summary>What <c>--max-cost</c> says, never rounded up.</summary>
    private long? StatedLimit() =>
        order.Painting.MaxCost is { } usd
            ? (long)decimal.Floor(Math.Min(usd, MostUsd) * PicturePrices.MicroUsdPerUsd)
            : null;

    private SqliteJournal Open()
    {
        try
        {
            return SqliteJournal.Open(Folder, host.Time);
        }
        catch (BatchException exception)
        {
            throw new CommandException(ExitCodes.HarnessTrouble, exception.Message, exception);
        }
    }

    /// <summary>Puts the list and the budget into the journal.</summary>
    /// <returns>How the batch stands before this run.</returns>
    private async Task<BatchSummary> BeginAsync(
        SqliteJournal journal,
        BatchList list,
        BatchCheck check,
        BatchFacts? facts,
        CancellationToken cancellationToken
    )
    {
        var before = await journal.SummaryAsync(cancellationToken).ConfigureAwait(false);
        RequireUsualLimit(check, before.BudgetMicroUsd);
        try
        {
            var lines = list.ReadAsync(cancellationToken);
            await journal
                .AddAsync(facts is null ? lines : ProviderBatchRun.Priced(lines, facts), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (BatchException exception)
        {
            throw CommandException.Usage($"{order.List}: {exception.Message} Nothing was sent.");
        }

        var limit = StatedLimit() ?? before.BudgetMicroUsd ?? PicturePrices.ToMicroUsd(Budget.UsualUsd);
        await journal.SetBudgetAsync(limit, cancellationToken).ConfigureAwait(false);
        if (order.RetriesFailed)
        {
            await journal.RetryFailedAsync(cancellationToken).ConfigureAwait(false);
        }

        var summary = await journal.SummaryAsync(cancellationToken).ConfigureAwait(false);
        return summary.Items == check.Pictures
            ? summary
            : throw CommandException.Usage(
                $"{order.Folder} is of a list with {BatchText.Count(summary.Items, "picture")}, and {order.List} has {BatchText.Count(check.Pictures, "picture")}: lines were taken out, or it is another list. Nothing was sent. Put them back, or name another folder with --out."
            );
    }

    /// <summary>What is done before the first call; a disk that is full or fails is said in a line.</summary>
    private static async Task<T> BeforeCallsAsync<T>(Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CommandException(ExitCodes.HarnessTrouble, $"{exception.Message} Nothing was sent.", exception);
        }
    }

    /// <summary>A limit that was said ends a run; one that nobody said must not be begun upon.</summary>
    private void RequireUsualLimit(BatchCheck check, long? budget)
    {
        if (StatedLimit() is null && budget is null && check.MostMicroUsd > PicturePrices.ToMicroUsd(Budget.UsualUsd))
        {
            throw new CommandException(
                ExitCodes.Refused,
                $"{BatchText.Count(check.Pictures, "picture")} can cost {BatchText.Usd(check.MostMicroUsd)}, and the usual limit allows {PicturePrice.Dollars(Budget.UsualUsd)}. Nothing was sent. Say what they may cost with --max-cost USD: what does not fit waits."
            );
        }
    }

    private async Task<BatchResult> MakeAsync(
        PaintingService service,
        BatchList list,
        SqliteJournal journal,
        CancellationToken cancellationToken
    )
    {
        var store = new FolderStore(Folder);
        var options = new BatchOptions
        {
            Parallel = order.Parallel,
            ImageFolder = list.ImageFolder,
            ArrivingFolder = Path.Combine(Folder, ".arriving"),
            Time = host.Time,
        };
        using var progress = new BatchProgressLine(host, service, order.Painting.IsJson);
        using var told = cancellationToken.Register(() =>
            host.Error.WriteLine(
                (host.ErrorIsTerminal ? "\r\e[K" : "")
                    + (
                        order.UsesProviderBatch
                            ? "Ending: what is at the provider stays there, and the same command brings it home. Ctrl+C once more gives up what is being sent or fetched."
                            : "Ending: no more calls begin, and those under way are waited for. Ctrl+C once more gives them up."
                    )
            )
        );
        try
        {
            var givingUp = host.TakeSecondInterruption();
            if (!order.UsesProviderBatch)
            {
                return await new BatchRun(
                    service.Client,
                    journal,
                    store,
                    new RateGate(order.Limits, host.Time),
                    options
                )
                    .RunAsync(progress, cancellationToken, givingUp)
                    .ConfigureAwait(false);
            }

            var run = new ProviderBatchRun(
                service.Client,
                journal,
                store,
                options,
                new ProviderBatchOptions { Folder = Path.Combine(Folder, ".batches") }
            );
            return await (
                order.Cancels
                    ? run.CancelAsync(progress, cancellationToken, givingUp)
                    : run.RunAsync(progress, cancellationToken, givingUp)
            ).ConfigureAwait(false);
        }
        catch (BatchException exception)
        {
            throw new CommandException(ExitCodes.HarnessTrouble, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"{exception.Message} No picture is lost by it: the same command goes on when that is mended.",
                exception
            );
        }
    }

    private async Task<int> EndAsync(PaintingService service, SqliteJournal journal, BatchResult result)
    {
        var manifest = Path.Combine(Folder, BatchManifest.FileName);
        var sheet = Path.Combine(Folder, ContactSheet.FileName);
        MissingPictures missing;
        try
        {
            // Written also where the run was interrupted: they say how far it is.
            await BatchManifest.WriteAsync(journal, manifest, CancellationToken.None).ConfigureAwait(false);
            await ContactSheet
                .WriteAsync(journal, Folder, Path.GetFileName(order.List), CancellationToken.None)
                .ConfigureAwait(false);
            missing = await MissingPictures.FindAsync(journal, Folder).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"The pictures are there, but manifest or contact sheet cannot be written: {exception.Message} Start it again to have them written.",
                exception
            );
        }

        return await new BatchEnd(host, order, service)
            .TellAsync(result, manifest, sheet, missing)
            .ConfigureAwait(false);
    }

    private async Task TellAsync(BatchPlan plan)
    {
        foreach (var line in plan.ToLines())
        {
            await host.Error.WriteLineAsync(line).ConfigureAwait(false);
        }

        if (order.Painting.IsJson)
        {
            await host.Out.WriteLineAsync(ForeignText.Line(plan.ToJson())).ConfigureAwait(false);
        }
    }
}
