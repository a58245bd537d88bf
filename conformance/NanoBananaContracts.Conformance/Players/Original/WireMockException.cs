namespace NanoBananaContracts.Conformance.Players.Original;

/// <summary>The original WireMock server could not be installed, started or driven.</summary>
public sealed class WireMockException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what to do about it.</param>
    /// <param name="inner">The cause, if any.</param>
    public WireMockException(string message, Exception? inner = null)
        : base(message, inner) { }
}
