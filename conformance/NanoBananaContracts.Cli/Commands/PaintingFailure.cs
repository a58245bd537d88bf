namespace NanoBananaContracts.Cli.Commands;

/// <summary>What a call that gave no picture is to whoever typed the command.</summary>
internal static class PaintingFailure
{
    /// <summary>What happened, the cure, the provider's words, and what it may have cost.</summary>
    public static string Text(NanoBananaException failure, PaintingService service)
    {
        var words =
            failure.ProviderMessage is { Length: > 0 } said && !failure.Message.Contains(said, StringComparison.Ordinal)
                ? $" {(failure.StatusCode is >= 400 ? "The service" : "The model")} says: {TerminalText.Shortened(said)}"
                : "";
        var billed = !service.IsEmulated && failure.MayBeBilled ? " This call may have been billed." : "";
        return service.Scrub($"{failure.Message}{words}{billed} See 'nanobanana explain {failure.Kind}'.");
    }

    /// <summary>A request that is wrong was never sent: that is the command line's. All else is trouble.</summary>
    public static int ExitCode(NanoBananaException failure) =>
        failure.Attempts == 0 && failure.Kind != FailureKind.FileNotWritten
            ? ExitCodes.Usage
            : ExitCodes.HarnessTrouble;
}
