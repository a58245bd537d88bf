using Microsoft.Extensions.Logging;

namespace NanoBananaContracts.Http;

/// <summary>Every line the client logs. None has a place for a key, a prompt or Base64.</summary>
internal static partial class Log
{
    internal const string Category = "NanoBananaContracts.Client";

    [LoggerMessage(1, LogLevel.Debug, "Calling {Operation} of {Model} at {Host} ({RequestBytes} bytes).")]
    internal static partial void Calling(
        ILogger logger,
        string operation,
        string? model,
        string host,
        int requestBytes
    );

    [LoggerMessage(
        2,
        LogLevel.Information,
        "{Operation} of {Model} answered {StatusCode} in {ElapsedSeconds:0.000} s, attempt {Attempt}."
    )]
    internal static partial void Answered(
        ILogger logger,
        string operation,
        string? model,
        int statusCode,
        double elapsedSeconds,
        int attempt
    );

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Attempt {Attempt} of {Operation} of {Model} failed: {FailureKind} (status {StatusCode}). Next in {DelaySeconds:0.000} s."
    )]
    internal static partial void Retrying(
        ILogger logger,
        int attempt,
        string operation,
        string? model,
        FailureKind failureKind,
        int? statusCode,
        double delaySeconds
    );

    [LoggerMessage(
        4,
        LogLevel.Error,
        "{Operation} of {Model} failed after {Attempts} attempts and {ElapsedSeconds:0.000} s: {FailureKind} (status {StatusCode}, request id {RequestId}). {WhatHappened}"
    )]
    internal static partial void Failed(
        ILogger logger,
        string operation,
        string? model,
        int attempts,
        double elapsedSeconds,
        FailureKind failureKind,
        int? statusCode,
        string? requestId,
        string whatHappened
    );

    [LoggerMessage(
        5,
        LogLevel.Information,
        "{Operation} of {Model} was cancelled by its caller after {ElapsedSeconds:0.000} s."
    )]
    internal static partial void Cancelled(ILogger logger, string operation, string? model, double elapsedSeconds);

    [LoggerMessage(6, LogLevel.Warning, "Model {Model} of {Provider} was retired on {Since:yyyy-MM-dd}; use {Use}.")]
    internal static partial void RetiredModel(
        ILogger logger,
        string model,
        string provider,
        DateTimeOffset since,
        string use
    );

    [LoggerMessage(
        8,
        LogLevel.Information,
        "Took {Count} resilience handlers of the host's defaults off this client: each sending may be billed. Repeating is NanoBananaOptions.MaxAttempts and MaxBilledAttempts."
    )]
    internal static partial void RemovedResilience(ILogger logger, int count);

    [LoggerMessage(7, LogLevel.Error, "{Operation} of {Model} broke after {ElapsedSeconds:0.000} s: {ErrorType}.")]
    internal static partial void Broke(
        ILogger logger,
        string operation,
        string? model,
        double elapsedSeconds,
        string errorType
    );
}
