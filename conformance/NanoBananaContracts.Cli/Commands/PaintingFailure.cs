namespace NanoBananaContracts.Cli.Commands;

/// <summary>What a call that gave no picture is to whoever typed the command.</summary>
internal static class PaintingFailure
{
    /// <summary>
    /// Whether something may have been generated: what was never sent, or answered with an error, was not, unless it is the
    /// error of a proxy that had only waited long enough.
    /// </summary>
    public static bool MayBeBilled(NanoBananaException failure) =>
        failure
            is { Attempts: > 0, RetryAdvice: RetryAdvice.MayBillTwice }
                or { Attempts: > 0, StatusCode: null or < 400, RetryAdvice: not RetryAdvice.Safe };

    /// <summary>What happened, the cure, the provider's words, and what it may have cost.</summary>
    public static string Text(NanoBananaException failure, PaintingService service)
    {
        var words =
            failure.ProviderMessage is { Length: > 0 } said && !failure.Message.Contains(said, StringComparison.Ordinal)
                ? $" {(failure.StatusCode is >= 400 ? "The service" : "The model")} says: {TerminalText.Shortened(said)}"
                : "";
        var billed = !service.IsEmulated && MayBeBilled(failure) ? " This call may have been billed." : "";
        return service.Scrub($"{failure.Message}{words}{billed} See 'nanobanana explain {failure.Kind}'.");
    }

    /// <summary>A request that is wrong was never sent: that is the command line's. All else is trouble.</summary>
    public static int ExitCode(NanoBananaException failure) =>
        failure.Attempts == 0 && failure.Kind != FailureKind.FileNotWritten
            ? ExitCodes.Usage
            : ExitCodes.HarnessTrouble;
}
