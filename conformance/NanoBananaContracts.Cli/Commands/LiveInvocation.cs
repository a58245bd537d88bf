using System.Globalization;
using NanoBananaContracts.Conformance.Live;
using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Reports;
using NanoBananaContracts.Conformance.Secrets;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One run of <c>nanobanana conformance live</c>.</summary>
internal sealed class LiveInvocation
{
    private readonly CommandHost host;
    private readonly IReadOnlyList<ProviderInfo> asked;

    /// <summary>What was not said on the command line is the environment's, by the rule of every client.</summary>
    public LiveInvocation(CommandHost host, ProviderInfo? provider, Uri? endpoint)
    {
        this.host = host;
        try
        {
            var known = new NanoBananaOptions { Provider = provider, BaseAddress = endpoint }.WithEnvironment(
                host.Variable
            );
            if (known.Check() is [var problem, ..])
            {
                throw CommandException.Usage(problem);
            }

            Provider = known.Provider!;
            asked = provider is null && endpoint is null ? ProviderInfo.ChosenByVariable : [Provider];
            Endpoint = known.BaseAddress ?? Provider.BaseAddress;
        }
        catch (NanoBananaException exception)
        {
            var options =
                provider is null && endpoint is null
                    ? ""
                    : " Here Provider is --provider, and BaseAddress is --endpoint.";
            throw CommandException.Usage($"{exception.WhatHappened} {exception.Cure}{options}".TrimEnd());
        }
    }

    public ProviderInfo Provider { get; }

    public Uri Endpoint { get; }

    public required string? Model { get; init; }

    public required decimal? MaxCost { get; init; }

    public required decimal? AssumedPrice { get; init; }

    public required bool IsDryRun { get; init; }

    public required string? MarkdownFile { get; init; }

    public required string? JsonFile { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var plan =
            LivePlanner.Make(Provider, Model, AssumedPrice)
            ?? throw new CommandException(
                ExitCodes.Refused,
                $"The price of a picture of {Model ?? Provider.DefaultModel} at {Provider.Name} is not known. Say it with --assume-price USD."
            );
        await host.Out.WriteAsync(ForeignText.Lines(plan.ToText())).ConfigureAwait(false);
        if (Endpoint != Provider.BaseAddress)
        {
            await host
                .Out.WriteLineAsync($"They go to {Endpoint.GetLeftPart(UriPartial.Authority)}.")
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
                Endpoint,
                Key(),
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

    private string Key()
    {
        var key = host.Variable(Provider.ApiKeyVariable)?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            var others = ProviderInfo
                .All.Where(known =>
                    !asked.Contains(known) && !string.IsNullOrWhiteSpace(host.Variable(known.ApiKeyVariable))
                )
                .Select(known => $" {known.ApiKeyVariable} is set, and is {known.Name}'s.");
            throw CommandException.Usage(
                $"There is no key: set {string.Join(" or ", asked.Select(known => known.ApiKeyVariable))}.{string.Concat(others)} "
                    + $"Get one at {string.Join(" or ", asked.Select(known => $"{known.ApiKeyPage} ({known.Name})"))}."
            );
        }

        // A shorter one could not be kept out of the report for certain; no real key is that short.
        return key.Length >= SecretScanner.ShortestSecret && key.All(unit => unit is > ' ' and <= '~')
            ? key
            : throw CommandException.Usage($"What {Provider.ApiKeyVariable} holds is no key: copy it again.");
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
