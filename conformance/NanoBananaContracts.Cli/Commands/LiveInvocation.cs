using System.Globalization;
using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One run of <c>nanobanana conformance live</c>.</summary>
internal sealed class LiveInvocation(CommandHost host, LiveTarget target)
{
    public required string? Model { get; init; }

    public required decimal? MaxCost { get; init; }

    public required decimal? AssumedPrice { get; init; }

    public required bool IsDryRun { get; init; }

    public required string? MarkdownFile { get; init; }

    public required string? JsonFile { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var plan =
            LivePlanner.Make(target.Provider, Model, AssumedPrice)
            ?? throw new CommandException(
                ExitCodes.Refused,
                $"The price of a picture of {Model ?? target.Provider.DefaultModel} at {target.Provider.Name} is not known. Say it with --assume-price USD."
            );
        await host.Out.WriteAsync(ForeignText.Lines(plan.ToText())).ConfigureAwait(false);
        if (target.Endpoint != target.Provider.BaseAddress)
        {
            await host
                .Out.WriteLineAsync($"They go to {target.Endpoint.GetLeftPart(UriPartial.Authority)}.")
                .ConfigureAwait(false);
        }

        if (IsDryRun)
        {
            await host.Out.WriteLineAsync("Dry run: nothing was sent.").ConfigureAwait(false);
            return ExitCodes.Conforms;
        }

        var limit =
            MaxCost
            ?? throw CommandException.Usage(
                "Say with --max-cost USD what the run may cost, or look first with --dry-run."
            );
        if (plan.MaxCostUsd > limit)
        {
            throw new CommandException(
                ExitCodes.Refused,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The run can cost USD {plan.MaxCostUsd:0.0000}, and --max-cost allows {limit:0.0000}. Nothing was sent."
                )
            );
        }

        // The calls are billed: what is to be written afterwards must be writable now.
        foreach (var file in new[] { MarkdownFile, JsonFile }.OfType<string>())
        {
            TextFile.MustBeWritable(host, file);
        }

        var report = await LiveRun
            .ExecuteAsync(
                plan,
                target.Endpoint,
                target.Key(),
                call => host.Error.WriteLine($"... {call.Id}"),
                host.Time,
                cancellationToken
            )
            .ConfigureAwait(false);
        await WriteAsync(report).ConfigureAwait(false);
        if (report.EndedBy is { } reason)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"The run ended early ({reason.TrimEnd('.')}); the report says what was sent."
            );
        }

        return report.HasErrors ? ExitCodes.DoesNotConform : ExitCodes.Conforms;
    }

    /// <summary>Writes the report everywhere, also after Ctrl+C and where one place fails: it is paid for.</summary>
    private async Task WriteAsync(DriftReport report)
    {
        var text = DriftReportText.ToMarkdown(report);
        try
        {
            await host.Out.WriteLineAsync().ConfigureAwait(false);
            await host.Out.WriteAsync(text).ConfigureAwait(false);
        }
        finally
        {
            try
            {
                await WriteAsync(MarkdownFile, text).ConfigureAwait(false);
            }
            finally
            {
                await WriteAsync(JsonFile, DriftReportText.ToJson(report)).ConfigureAwait(false);
            }
        }
    }

    private Task WriteAsync(string? file, string text) =>
        file is null ? Task.CompletedTask : TextFile.WriteAsync(host, file, text, CancellationToken.None);
}
