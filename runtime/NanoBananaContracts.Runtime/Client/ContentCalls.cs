using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>The calls of generateContent: what every way of reading a reply has before it and behind it.</summary>
internal sealed class ContentCalls(
    NanoBananaOptions options,
    ProviderInfo provider,
    CallRunner runner,
    string defaultModel
)
{
    private bool disposed;

    /// <summary>
    /// One call, from the check of the request to the last log line: what every way of reading a reply shares.
    /// </summary>
    public async Task<T> RunAsync<T>(
        GenerateContentRequest request,
        Func<HttpCall, CallClock, HttpResponse, Task<T>> read,
        Func<T, (GenerateContentResponse Response, int StatusCode)> describe,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var writer = new ContractWriter(provider.Dialect);
        var call = Create(ContractOperations.GenerateContent, request, writer);
        using var clock = runner.StartClock(cancellationToken);
        using var observer = CallObserver.Start(call, clock, runner.Logger);
        try
        {
            var result = await runner.RunAsync(call, clock, reply => read(call, clock, reply)).ConfigureAwait(false);
            var (response, statusCode) = describe(result);
            observer.Succeeded(response, statusCode, ImageParts.Of(response).Finished);
            return result;
        }
        catch (Exception exception)
        {
            observer.Failed(exception);
            throw;
        }
    }

    /// <summary>Checks a request and writes it down.</summary>
    public HttpCall Create(
        ContractOperation<GenerateContentRequest, GenerateContentResponse> operation,
        GenerateContentRequest request,
        ContractWriter writer
    )
    {
        if (Problem(request, writer, out var model, out var sent, out var body) is { } problem)
        {
            throw problem;
        }

        return new HttpCall
        {
            Operation = operation.Name,
            Method = operation.Method == "POST" ? HttpMethod.Post : new HttpMethod(operation.Method),
            Address = runner.Endpoint.Address(
                provider.PathOf(operation.PathTemplate, model),
                operation.Query,
                ContractEndpoint.NoValues
            ),
            Body = body,
            Accept = operation.IsStreaming ? "text/event-stream, application/json" : "application/json",
            Context = new CallContext
            {
                Provider = provider,
                ModelId = model,
                Request = sent,
                Key = runner.Endpoint.ApiKey,
                MaxResponseBytes = options.MaxResponseBytes,
            },
        };
    }

    /// <summary>What a call would fail with before it is sent; <see langword="null"/> where nothing stands against it.</summary>
    public NanoBananaException? Problem(GenerateContentRequest request)
    {
        using var writer = new ContractWriter(provider.Dialect);
        return Problem(request, writer, out _, out _, out _);
    }

    /// <summary>The reply to a call, with what is known of both.</summary>
    public static NanoBananaReply CreateReply(
        GenerateContentResponse response,
        HttpCall call,
        CallClock clock,
        HttpResponse reply,
        JudgedImages? judged = null
    ) =>
        new(response, reply.StatusCode, call.Context, judged)
        {
            Elapsed = clock.Elapsed,
            Attempts = call.Attempts,
            RequestId = call.Context.WithoutKey(reply.RequestId ?? response.ResponseId),
            PriceUsd = ImagePrice.Of(response, call.Context, reply.Tier),
            CostUsd = ReplyCost.Of(response, call.Context, reply.Tier),
        };

    /// <summary>No call is made from here on.</summary>
    public void Close() => disposed = true;

    /// <summary>Holds a request to everything that is known before it is sent, and writes it down meanwhile.</summary>
    private NanoBananaException? Problem(
        GenerateContentRequest request,
        ContractWriter writer,
        out string model,
        out GenerateContentRequest sent,
        out ReadOnlyMemory<byte> body
    )
    {
        if (disposed)
        {
            throw new ObjectDisposedException(nameof(NanoBananaClient));
        }

        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        body = default;
        model = ModelId.Bare(request.Model ?? defaultModel);

        // The address names the model; a second name in the body could only contradict it.
        sent = ResponseFormatForm.AsObject(request.Model is null ? request : request with { Model = null });
        if (options.ModelProblem(model) is { } problem)
        {
            return new NanoBananaException(
                FailureKind.InvalidRequest,
                $"The model {problem}",
                "Use a model id such as " + defaultModel + "."
            );
        }

        if (RequestCheck.Problem(sent, provider, model, options.AllowUndocumentedValues) is { } wrong)
        {
            return wrong;
        }

        ResponseFormatForm.For(sent, provider).WriteTo(writer);
        body = writer.Detach(); // A handler that hedges may still send it when the call is over.
        if (!options.AllowUndocumentedValues && RefusedFields.Problem(body.Span, provider) is { } refused)
        {
            return refused;
        }

        return body.Length > options.EffectiveMaxRequestBytes
            ? new NanoBananaException(
                FailureKind.RequestTooLarge,
                FormattableString.Invariant(
                    $"The request has {body.Length:N0} bytes; {provider.Name} takes {options.EffectiveMaxRequestBytes:N0}."
                )
            )
            : null;
    }
}
