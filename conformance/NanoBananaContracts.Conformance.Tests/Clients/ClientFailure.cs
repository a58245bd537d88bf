using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>A failure <see cref="PlainClient"/> reports to its user.</summary>
internal sealed class ClientFailure(FailureClass failureClass, string message, bool? retryable = null)
    : Exception(message)
{
    public FailureClass Class { get; } = failureClass;

    public bool? Retryable { get; } = retryable;

    /// <summary>Whether the same call may be made again although the last one reached the service.</summary>
    public bool NothingWasGenerated { get; init; }

    /// <summary>How long the service says to wait.</summary>
    public TimeSpan? Advice { get; init; }
}
