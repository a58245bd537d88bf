using NanoBananaContracts.Conformance.Recording;
using NanoBananaContracts.Conformance.Reports;

namespace NanoBananaContracts.Cli.Commands;

/// <summary>One run of <c>nanobanana record</c>.</summary>
internal sealed class RecordInvocation(CommandHost host)
{
    public required RecordingProxyOptions Proxy { get; init; }

    public required string Folder { get; init; }

    public required ProviderInfo Provider { get; init; }

    public required int? Count { get; init; }

    public required IReadOnlyList<string> SecretVariables { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var secrets = Secrets();
        RecordingProxy proxy;
        try
        {
            proxy = await RecordingProxy.StartAsync(Proxy, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CommandException(
                ExitCodes.HarnessTrouble,
                $"Port {Proxy.Port} cannot be listened on ({exception.Message}). Choose another with --port, or 0.",
                exception
            );
        }

        await using (proxy.ConfigureAwait(false))
        {
            await host
                .Out.WriteLineAsync(
                    $"Recording {Proxy.Target.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} on {proxy.BaseAddress}. {(Count is { } limit ? $"Ends after {limit} exchanges." : "Ctrl+C ends it.")}"
                )
                .ConfigureAwait(false);
            await host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            await UntilEndAsync(proxy, cancellationToken).ConfigureAwait(false);

            // The end of the recording is not the end of the work: what was recorded is still to be written.
            var session = new RecordingSession(proxy, Provider, secrets, host.Time);
            var result = await session.WriteAsync(Folder, CancellationToken.None).ConfigureAwait(false);
            return await ReportAsync(result).ConfigureAwait(false);
        }
    }

    private string[] Secrets()
    {
        var missing = SecretVariables.Where(name => string.IsNullOrEmpty(host.Variable(name))).ToArray();
        return missing.Length == 0
            ?
            [
                .. KeyVariables
                    .Of(host)
                    .Concat(SecretVariables)
                    .Select(name => host.Variable(name))
                    .OfType<string>()
                    .Where(secret => secret.Length > 0),
            ]
            : throw CommandException.Usage(
                $"The environment variable {missing[0]} is not set, so what it holds cannot be kept out."
            );
    }

    private async Task UntilEndAsync(RecordingProxy proxy, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelled = cancellationToken.Register(() => ended.TrySetResult());
        proxy.ExchangeEnded += () =>
        {
            if (Count is { } limit && proxy.ExchangeCount + proxy.Problems.Count >= limit)
            {
                ended.TrySetResult();
            }
        };
        await ended.Task.ConfigureAwait(false);
    }

    private async Task<int> ReportAsync(RecordingResult result)
    {
        foreach (var problem in result.Problems)
        {
            await host.Error.WriteLineAsync(ForeignText.Line(problem)).ConfigureAwait(false);
        }

        if (result.Hits.Count > 0)
        {
            foreach (var hit in result.Hits)
            {
                await host.Error.WriteLineAsync(ForeignText.Line(hit.ToString())).ConfigureAwait(false);
            }

            throw new CommandException(
                ExitCodes.Refused,
                $"Refused to write anything: {Counting.Of(result.Hits.Count, "secret", "was", "were")} left after sanitizing."
            );
        }

        foreach (var id in result.Kept)
        {
            await host.Out.WriteLineAsync($"kept {id}").ConfigureAwait(false);
        }

        var changes = string.Join(", ", result.Sanitized.Select(change => $"{change.Key} x{change.Value}"));
        await host
            .Out.WriteLineAsync(
                $"{Counting.Of(result.Kept.Count, "case")} kept, {Counting.Of(result.Problems.Count, "exchange")} not. Sanitized: {(changes.Length > 0 ? changes : "nothing")}."
            )
            .ConfigureAwait(false);
        return result.Problems.Count > 0 ? ExitCodes.DoesNotConform : ExitCodes.Conforms;
    }
}
