using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace NanoBananaContracts.Http;

/// <summary>
/// One span, two measurements and a log line for a call, by OpenTelemetry's conventions for generative AI. Nothing
/// here sees the key or the content.
/// </summary>
internal sealed class CallObserver : IDisposable
{
    // The name the conventions give to generateContent.
    private const string OperationName = "generate_content";

    private const int LongestValue = 256;
    private const int LongestSentence = 4096;
    private const int MostReasons = 16;

    private readonly HttpCall call;
    private readonly CallClock clock;
    private readonly ILogger logger;
    private readonly Activity? activity;

    private CallObserver(HttpCall call, CallClock clock, ILogger logger)
    {
        this.call = call;
        this.clock = clock;
        this.logger = logger;
        var name = call.Context.ModelId is null ? call.Operation : $"{OperationName} {call.Context.ModelId}";
        activity = Telemetry.Source.HasListeners() ? Telemetry.Source.StartActivity(name, ActivityKind.Client) : null;
        if (activity is { IsAllDataRequested: true })
        {
            foreach (var tag in Tags())
            {
                activity.SetTag(tag.Key, tag.Value);
            }

            if (WantedModalities.Of(call.Context.Request) == WantedImage.Yes)
            {
                activity.SetTag("gen_ai.output.type", "image");
            }
        }

        Log.Calling(logger, call.Name, call.Address.Host, call.Body.Length, call.Operation, call.Context.ModelId);
    }

    internal static CallObserver Start(HttpCall call, CallClock clock, ILogger logger) => new(call, clock, logger);

    /// <summary>The call has its reply.</summary>
    internal void Succeeded(GenerateContentResponse? response, int statusCode, int images)
    {
        if (Telemetry.IsMeasured)
        {
            Measure(response, images);
        }

        if (activity is { IsAllDataRequested: true })
        {
            Describe(activity, response);
            activity.SetTag("http.response.status_code", statusCode);
        }

        Log.Answered(
            logger,
            call.Name,
            statusCode,
            clock.Elapsed.TotalSeconds,
            call.Attempts,
            call.Operation,
            call.Context.ModelId
        );
    }

    /// <summary>The call ended without one.</summary>
    internal void Failed(Exception exception)
    {
        var failure = exception as NanoBananaException;
        var errorType = failure?.Kind.ToString() ?? exception.GetType().FullName!;
        if (Telemetry.IsMeasured)
        {
            var tags = Tags();
            tags.Add("error.type", errorType);
            Telemetry.Duration.Record(clock.Elapsed.TotalSeconds, tags);
            RecordTokens(failure?.Response?.UsageMetadata, tags); // A refusal may have cost tokens.
        }

        // The words of an exception that is not ours can hold anything, the key too.
        var description = exception is OperationCanceledException ? exception.Message : errorType;
        activity?.SetStatus(ActivityStatusCode.Error, Shown(failure?.WhatHappened ?? description, LongestSentence));
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("error.type", errorType);
            Describe(activity, failure?.Response);
            if (failure?.StatusCode is { } statusCode)
            {
                activity.SetTag("http.response.status_code", statusCode);
            }
        }

        if (failure is not null)
        {
            var requestId = Shown(failure.RequestId);
            Log.Failed(
                logger,
                call.Name,
                Counted.Of(call.Attempts, "attempt"),
                clock.Elapsed.TotalSeconds,
                failure.Kind,
                Log.Reply(failure.StatusCode, requestId),
                Shown(failure.WhatHappened, LongestSentence)!,
                call.Operation,
                call.Context.ModelId,
                call.Attempts,
                failure.StatusCode,
                requestId
            );
        }
        else if (exception is OperationCanceledException)
        {
            Log.Cancelled(logger, call.Name, clock.Elapsed.TotalSeconds, call.Operation, call.Context.ModelId);
        }
        else
        {
            Log.Broke(logger, call.Name, clock.Elapsed.TotalSeconds, errorType, call.Operation, call.Context.ModelId);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => activity?.Dispose();

    private void Describe(Activity span, GenerateContentResponse? response)
    {
        span.SetTag("nanobanana.attempts", call.Attempts);
        if (response is null)
        {
            return;
        }

        span.SetTag("gen_ai.response.id", Shown(response.ResponseId));
        span.SetTag("gen_ai.response.model", Shown(response.ModelVersion));
        var reasons = response
            .Candidates.Where(candidate => candidate.FinishReason is not null)
            .Take(MostReasons)
            .Select(candidate => Shown(candidate.FinishReason!.Value.Value)!)
            .ToArray();
        if (reasons.Length > 0)
        {
            span.SetTag("gen_ai.response.finish_reasons", reasons);
        }

        if (response.UsageMetadata is { } usage)
        {
            span.SetTag("gen_ai.usage.input_tokens", usage.PromptTokenCount);
            span.SetTag("gen_ai.usage.output_tokens", OutputTokens(usage));
        }
    }

    // By itself: nobody pays for tags that nobody takes.
    private void Measure(GenerateContentResponse? response, int images)
    {
        var tags = Tags();
        if (response?.ModelVersion is { } model)
        {
            tags.Add("gen_ai.response.model", Shown(model));
        }

        Telemetry.Duration.Record(clock.Elapsed.TotalSeconds, tags);
        RecordTokens(response?.UsageMetadata, tags);
        if (images > 0)
        {
            Telemetry.Images.Add(images, tags);
        }
    }

    private TagList Tags() =>
        [
            new("gen_ai.operation.name", call.Context.ModelId is null ? call.Operation : OperationName),
            new("gen_ai.provider.name", ProviderName(call.Context.Provider)),
            new("gen_ai.request.model", call.Context.ModelId),
            new("server.address", call.Address.Host),
            new("server.port", call.Address.Port),
        ];

    /// <summary>A service's words as a value of a log or trace: without the key, on one line, and not of any length.</summary>
    private string? Shown(string? text, int most = LongestValue) =>
        text is null ? null : OneLine.Of(ApiKey.Excerpt(call.Context.Key, text, most));

    private static void RecordTokens(UsageMetadata? usage, TagList tags)
    {
        if (usage?.PromptTokenCount is { } input)
        {
            Telemetry.TokenUsage.Record(input, WithTokenType(tags, "input"));
        }

        if (usage is not null && OutputTokens(usage) is { } output)
        {
            Telemetry.TokenUsage.Record(output, WithTokenType(tags, "output"));
        }
    }

    /// <summary>What is billed as output: candidates and thoughts.</summary>
    private static int? OutputTokens(UsageMetadata usage) =>
        usage.CandidatesTokenCount is null && usage.ThoughtsTokenCount is null
            ? null
            : (usage.CandidatesTokenCount ?? 0) + (usage.ThoughtsTokenCount ?? 0);

    private static TagList WithTokenType(TagList tags, string type)
    {
        tags.Add("gen_ai.token.type", type); // to the copy that was passed
        return tags;
    }

    /// <summary>The conventions name Google's own API; a gateway goes by its id.</summary>
    private static string? ProviderName(ProviderInfo? provider) =>
        provider?.Id == "google" ? "gcp.gemini" : provider?.Id;
}
