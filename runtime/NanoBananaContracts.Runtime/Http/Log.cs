using Microsoft.Extensions.Logging;

namespace NanoBananaContracts.Http;

/// <summary>Every line the client logs. None has a place for a key, a prompt or Base64.</summary>
/// <remarks>
/// What a call may lack (a model, an answer) stands in a line only where it is, so that no line has holes; as values all of
/// them go along, by their names.
/// </remarks>
#pragma warning disable SYSLIB1015 // Values without a place in the line, on purpose.
internal static partial class Log
{
    internal const string Category = "NanoBananaContracts.Client";

    [LoggerMessage(1, LogLevel.Debug, "Calling {Call} at {Host} ({RequestBytes} bytes).")]
    internal static partial void Calling(
        ILogger logger,
        string call,
        string host,
        int requestBytes,
        string operation,
        string? model
    );

    [LoggerMessage(
        2,
        LogLevel.Information,
        "{Call} answered {StatusCode} in {ElapsedSeconds:0.000} s, attempt {Attempt}."
    )]
    internal static partial void Answered(
        ILogger logger,
        string call,
        int statusCode,
        double elapsedSeconds,
        int attempt,
        string operation,
        string? model
    );

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Attempt {Attempt} of {Call} failed: {FailureKind}{Reply}. Next in {DelaySeconds:0.000} s."
    )]
    internal static partial void Retrying(
        ILogger logger,
        int attempt,
        string call,
        FailureKind failureKind,
        string reply,
        double delaySeconds,
        string operation,
        string? model,
        int? statusCode
    );

    [LoggerMessage(
        4,
        LogLevel.Error,
        "{Call} failed after {Tries} and {ElapsedSeconds:0.000} s: {FailureKind}{Reply}. {WhatHappened}"
    )]
    internal static partial void Failed(
        ILogger logger,
        string call,
        string tries,
        double elapsedSeconds,
        FailureKind failureKind,
        string reply,
        string whatHappened,
        string operation,
        string? model,
        int attempts,
        int? statusCode,
        string? requestId
    );

    [LoggerMessage(5, LogLevel.Information, "{Call} was cancelled by its caller after {ElapsedSeconds:0.000} s.")]
    internal static partial void Cancelled(
        ILogger logger,
        string call,
        double elapsedSeconds,
        string operation,
        string? model
    );

    [LoggerMessage(6, LogLevel.Warning, "Model {Model} of {Provider} is retired as of {Since:yyyy-MM-dd}; use {Use}.")]
    internal static partial void RetiredModel(
        ILogger logger,
        string model,
        string provider,
        DateTimeOffset since,
        string use
    );

    [LoggerMessage(7, LogLevel.Error, "{Call} broke after {ElapsedSeconds:0.000} s: {ErrorType}.")]
    internal static partial void Broke(
        ILogger logger,
        string call,
        double elapsedSeconds,
        string errorType,
        string operation,
        string? model
    );

    [LoggerMessage(
        8,
        LogLevel.Information,
        "Took the resilience of the host's defaults off this client (handlers: {Count}): each sending may be billed. Repeating is MaxAttempts and MaxBilledAttempts of the client's options."
    )]
    internal static partial void RemovedResilience(ILogger logger, int count);

    [LoggerMessage(
        9,
        LogLevel.Information,
        "The environment variable {Variable} goes before the BaseAddress of configuration: {Host} is called, and {Configured} is not."
    )]
    internal static partial void AddressOfVariable(ILogger logger, string variable, string host, string configured);

    /// <summary>What is said of the answer behind a failure's kind: nothing where none came.</summary>
    internal static string Reply(int? statusCode, string? requestId = null)
    {
        var facts = new List<string>();
        if (statusCode is { } status)
        {
            facts.Add(FormattableString.Invariant($"status {status}"));
        }

        if (!string.IsNullOrEmpty(requestId))
        {
            facts.Add("request id " + requestId);
        }

        return facts.Count == 0 ? "" : $" ({string.Join(", ", facts)})";
    }
}
#pragma warning restore SYSLIB1015
