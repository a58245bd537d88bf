namespace NanoBananaContracts.Conformance.Recording;

/// <summary>What a <see cref="RecordingProxy"/> stands in front of.</summary>
public sealed class RecordingProxyOptions
{
    /// <summary>Where requests go: scheme and host, with or without a path in front of the paths of the API.</summary>
    public required Uri Target { get; init; }

    /// <summary>The loopback port to listen on; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Reads an environment variable: a key that one of them holds goes to its provider alone.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
