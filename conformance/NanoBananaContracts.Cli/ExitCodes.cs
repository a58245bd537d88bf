namespace NanoBananaContracts.Cli;

/// <summary>What the exit code of every <c>nanobanana</c> command says.</summary>
/// <remarks>Scripts and CI depend on these numbers: they never change meaning.</remarks>
internal static class ExitCodes
{
    /// <summary>The command did what it was asked, and what it checked conforms.</summary>
    public const int Conforms = 0;

    /// <summary>What was checked does not conform.</summary>
    public const int DoesNotConform = 1;

    /// <summary>The command itself got into trouble (a port in use, a file it could not read): nothing is proven.</summary>
    public const int HarnessTrouble = 2;

    /// <summary>The command line, or a value on it, is wrong. Nothing was started or sent.</summary>
    public const int Usage = 3;

    /// <summary>The command refused, because going on would have cost more than allowed, written a secret or overwritten what is kept.</summary>
    public const int Refused = 4;

    /// <summary>Somebody interrupted the command (Ctrl+C, SIGTERM), as shells say it: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
