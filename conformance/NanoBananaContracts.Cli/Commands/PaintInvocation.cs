using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One run of <c>nanobanana paint</c>.</summary>
internal sealed class PaintInvocation(CommandHost host, PaintingOrder order)
{
    public required string Prompt { get; init; }

    public required IReadOnlyList<string> Images { get; init; }

    public required int Count { get; init; }

    public required string? Output { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var parts = new List<Part> { Part.FromText(Prompt) };
        foreach (var image in Images)
        {
            parts.Add(await InputPicture.ReadAsync(host, image, cancellationToken).ConfigureAwait(false));
        }

        var request = new GenerateContentRequest
        {
            Contents = [Content.User([.. parts])],
            GenerationConfig = GenerationConfig.ForImage(order.AspectRatio, order.ImageSize),
        };
        var service = await PaintingService.StartAsync(host, order, cancellationToken).ConfigureAwait(false);
        await using (service.ConfigureAwait(false))
        {
            if (service.Client.CheckRequest(request) is { } refused)
            {
                throw await FailedAsync(service, refused, 1).ConfigureAwait(false);
            }

            var price = PicturePrice.Of(service.Client, request, order.AssumedPrice);
            var budget = new Budget(order.MaxCost);
            await host.Error.WriteLineAsync(service.Plan(Count, request, price, budget)).ConfigureAwait(false);
            budget.Require(price, Count);
            if (order.IsJson)
            {
                await SayAsync(PaintingJson.Plan(service, Count, price, budget)).ConfigureAwait(false);
            }

            await PaintAllAsync(service, request, price, budget, cancellationToken).ConfigureAwait(false);
        }

        return ExitCodes.Conforms;
    }

    private async Task PaintAllAsync(
        PaintingService service,
        GenerateContentRequest request,
        PicturePrice price,
        Budget budget,
        CancellationToken cancellationToken
    )
    {
        var isCostKnown = true;
        for (var number = 1; number <= Count; number++)
        {
            budget.Require(price, 1); // What the calls before it cost may have been more than the list says.
            try
            {
                var picture = await PaintAsync(service, request, number, cancellationToken).ConfigureAwait(false);
                isCostKnown &= picture.CostUsd is not null;
                budget.Add(picture.CostUsd, price);
                await TellAsync(service, picture, number).ConfigureAwait(false);
            }
            catch (NanoBananaException failure)
            {
                // What a model refuses once it mostly refuses again, and that may be billed: the rest is left to the user.
                throw await FailedAsync(service, failure, number).ConfigureAwait(false);
            }
        }

        if (Count > 1 && !order.IsJson)
        {
            var cost =
                service.IsEmulated ? "nothing billed"
                : isCostKnown ? PicturePrice.Dollars(budget.SpentUsd)
                : PicturePrice.Dollars(null);
            await host.Out.WriteLineAsync($"{Counting.Of(Count, "picture")}, {cost}.").ConfigureAwait(false);
        }
    }

    /// <summary>Tells scripts of a failure, and makes what tells people.</summary>
    private async Task<CommandException> FailedAsync(PaintingService service, NanoBananaException failure, int number)
    {
        if (order.IsJson)
        {
            await SayAsync(PaintingJson.Failure(service, failure, number)).ConfigureAwait(false);
        }

        var wasNeverSent = number == 1 && failure.Attempts == 0;
        var rest =
            Count == 1 || wasNeverSent
                ? ""
                : $" {Counting.Of(number - 1, "picture")} of {Count} made; no more was sent.";
        return new(PaintingFailure.ExitCode(failure), PaintingFailure.Text(failure, service) + rest, failure);
    }

    private async Task<PaintedPicture> PaintAsync(
        PaintingService service,
        GenerateContentRequest request,
        int number,
        CancellationToken cancellationToken
    )
    {
        using var file = NewPictureFile.Prepare(host, Output, service.Scrub(Prompt));
        using var waiting = new WaitingLine(
            host,
            Count == 1 ? "" : $"{number} of {Count}: ",
            service.UsualTime(request)
        );
        try
        {
            var saved = await service
                .Client.SaveImageAsync(request, file.Arriving, waiting, cancellationToken)
                .ConfigureAwait(false);
            var (shown, full) = file.Keep(saved.Path!);
            return new()
            {
                Path = shown,
                FullPath = full,
                Format = saved.Format,
                Width = saved.Width,
                Height = saved.Height,
                Length = saved.Length,
                Text = saved.Reply.Text,
                CostUsd = saved.Reply.CostUsd ?? saved.Reply.PriceUsd ?? order.AssumedPrice,
                Elapsed = saved.Reply.Elapsed,
                RequestId = saved.Reply.RequestId,
            };
        }
        catch (OperationCanceledException) when (!service.IsEmulated)
        {
            waiting.Dispose();
            await host
                .Error.WriteLineAsync("The call was given up, and no file is left of it; the service may bill it.")
                .ConfigureAwait(false);
            throw;
        }
    }

    private async Task TellAsync(PaintingService service, PaintedPicture picture, int number)
    {
        if (order.IsJson)
        {
            await SayAsync(PaintingJson.Picture(service, picture, number)).ConfigureAwait(false);
            return;
        }

        foreach (var line in picture.ToLines(host, service))
        {
            await host.Out.WriteLineAsync(line).ConfigureAwait(false);
        }
    }

    private Task SayAsync(string json) => host.Out.WriteLineAsync(ForeignText.Line(json));
}
