namespace NanoBananaContracts.Emulator;

/// <summary>How an <see cref="EmulatorServer"/> behaves.</summary>
/// <remarks>The text form never shows the key.</remarks>
public sealed class EmulatorOptions
{
    /// <summary>The provider whose dialect is spoken: its models, its spellings, its errors. WisGate by default.</summary>
    public ProviderInfo Provider { get; init; } = ProviderInfo.WisGate;

    /// <summary>The loopback port to listen on; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The one key that is accepted. <see langword="null"/>, the default, accepts any key but still demands one.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>How long each picture or text takes, measured on <see cref="Time"/>; errors come at once. Zero by default.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The clock that <see cref="Latency"/> is measured on.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The bytes of each thought signature, before Base64. 1 MiB by default: recorded signatures are about as large as
    /// the picture they stand beside (1.1 to 2.9 million characters), and clients must carry them.
    /// </summary>
    public int ThoughtSignatureBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// The origin whose pages may send requests and read the answers, such as <c>http://localhost:5000</c>; <c>*</c> for
    /// any. <see langword="null"/>, the default, lets no browser read from another origin.
    /// </summary>
    public string? AllowedOrigin { get; init; }

    /// <summary>
    /// Told of each request when its answer is complete, before the client can see that it is. Requests that run at once
    /// call it at once.
    /// </summary>
    public Action<EmulatedExchange>? Answered { get; init; }

    /// <summary>What is on show to a debugger or a log: everything but the key.</summary>
    /// <returns>The provider, the port and the latency.</returns>
    public override string ToString() => $"{Provider.Id} on port {Port}, latency {Latency}";
}
