using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NanoBananaContracts.Runtime.Tests.Harness;

/// <summary>Keeps every line that is logged, at every level, with the values behind it.</summary>
internal sealed class RecordingLoggerFactory : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        lines.Enqueue("scope " + state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs
            ? string.Join(", ", pairs.Select(pair => pair.Key + "=" + ValueText(pair.Value)))
            : "";
        lines.Enqueue($"{logLevel} {formatter(state, exception)} [{values}] {exception}");
    }

    public void Dispose() { }

    // As a provider that exports values does, whatever the text behind the line says of them.
    private static string? ValueText(object? value) =>
        value is IEnumerable<object?> items ? string.Join(' ', items) : value?.ToString();
}
