using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Generates images with the Nano Banana models of Google, or of a gateway that speaks the same contract. Safe to use
/// from many threads at once; make one and keep it.
/// </summary>
/// <example>
/// <code>
/// using var client = NanoBananaClient.FromEnvironment();
/// var request = GenerateContentRequest.ForImage("A red fox in snow", AspectRatio.Ratio16x9, ImageSize.Size2K);
/// var reply = await client.GenerateContentAsync(request);
/// await reply.FinalImage.SaveAsync("fox");
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class NanoBananaClient : IDisposable
{
    private readonly NanoBananaOptions options;
    private readonly CallRunner runner;
    private bool disposed;

    /// <summary>Makes a client.</summary>
    /// <param name="options">Where to call, with which key, and how long; copied.</param>
    /// <param name="httpClient">
    /// A client of your own, which stays yours: its handler must not follow redirects by itself, and its
    /// <see cref="HttpClient.Timeout"/> cuts calls short if it is shorter than <see cref="CallOptions.Deadline"/>.
    /// <see langword="null"/> for one that is made, and disposed, here.
    /// </param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: neither the options nor the provider's variable have a key;
    /// <see cref="FailureKind.InsecureEndpoint"/>: the address is plain http.
    /// </exception>
    /// <exception cref="ArgumentException">An option cannot be used, or <paramref name="httpClient"/> follows redirects.</exception>
    public NanoBananaClient(NanoBananaOptions options, HttpClient? httpClient = null)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        this.options = options with { };
        var provider = this.options.Provider ?? throw new ArgumentException("Provider is not set.", nameof(options));
        if (
            ContractEndpoint.Problem(options.BaseAddress ?? provider.BaseAddress, options.AllowInsecureHttp) is
            { } problem
        )
        {
            throw problem;
        }

        this.options.ThrowIfWrong();
        var endpoint = new ContractEndpoint(options.BaseAddress ?? provider.BaseAddress, options.AllowInsecureHttp)
        {
            ApiKey = options.ApiKey ?? ApiKeys.FromEnvironment(provider) ?? throw ApiKeys.Missing(provider),
            ApiKeyHeader = provider.ApiKeyHeader,
            Dialect = provider.Dialect,
        };
        runner = new CallRunner(endpoint, this.options, httpClient);
        Model = ModelId.Bare(options.Model ?? provider.DefaultModel);
        if (provider.FindModel(Model) is { Retired: { } retired })
        {
            Log.RetiredModel(runner.Logger, Model, provider.Name, retired.Since, retired.Use);
        }
    }

    /// <summary>The provider that is called.</summary>
    public ProviderInfo Provider => options.Provider;

    /// <summary>The model that is called when a request names none.</summary>
    public string Model { get; }

    /// <summary>
    /// Makes a client for the provider whose variable holds a key: WisGate (<c>WISDOM_GATE_KEY</c>), else Google
    /// (<c>GEMINI_API_KEY</c>). <c>NANOBANANA_BASE_ADDRESS</c>, where it is set, is called instead of the provider's
    /// address: an emulator on this machine, or another address of the same provider.
    /// </summary>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.MissingApiKey"/>: neither does; <see cref="FailureKind.InsecureEndpoint"/>: the address is
    /// another host, which a variable may not send the key to.
    /// </exception>
    public static NanoBananaClient FromEnvironment()
    {
        var provider = ProviderInfo.All.FirstOrDefault(known => ApiKeys.FromEnvironment(known) is not null);
        return provider is null
            ? throw ApiKeys.Missing(null)
            : new NanoBananaClient(
                new NanoBananaOptions { Provider = provider, BaseAddress = BaseAddressVariable.For(provider) }
            );
    }

    /// <summary>Sends a request and returns the whole reply, with the images as Base64 text until they are asked for.</summary>
    /// <param name="request">What to generate. Its <c>model</c>, where set, is called instead of <see cref="Model"/>.</param>
    /// <param name="cancellationToken">Cancels the call. What was generated until then may be billed.</param>
    /// <exception cref="NanoBananaException">
    /// Every failure, by its <see cref="NanoBananaException.Kind"/>: of the request before it is sent, of the
    /// connection, of the service, and of the reply. An image that was asked for and did not come is one.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<NanoBananaReply> GenerateContentAsync(
        GenerateContentRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return RunAsync(
            ContractOperations.GenerateContent,
            request,
            async (call, clock, reply) =>
            {
                using (reply)
                {
                    var body = await BodyBuffer.ReadAsync(reply, clock.Token).ConfigureAwait(false);
                    var judged = new JudgedImages();
                    var outcome = ReplyOutcome.Classify(
                        reply.StatusCode,
                        reply.ContentType,
                        body,
                        call.Context,
                        judged.Judge
                    );
                    return outcome.Failure is { } failure
                        ? throw failure.With(reply.RequestId)
                        : CreateReply(outcome.Response!, call, clock, reply, judged);
                }
            },
            result => (result.Response, result.StatusCode),
            cancellationToken
        );
    }

    /// <summary>Provider, model and address; never the key.</summary>
    public override string ToString() => $"{Provider.Name} {Model} at {runner.Endpoint}";

    /// <summary>Disposes the connections, unless they are the caller's own.</summary>
    public void Dispose()
    {
        disposed = true;
        runner.Dispose();
    }

    /// <summary>
    /// One call, from the check of the request to the last log line: what every way of reading a reply shares.
    /// </summary>
    private async Task<T> RunAsync<T>(
        ContractOperation<GenerateContentRequest, GenerateContentResponse> operation,
        GenerateContentRequest request,
        Func<HttpCall, CallClock, HttpResponse, Task<T>> read,
        Func<T, (GenerateContentResponse Response, int StatusCode)> describe,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReadingWarmUp.Begin();
        using var writer = new ContractWriter(Provider.Dialect);
        var call = CreateCall(operation, request, writer);
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
    private HttpCall CreateCall(
        ContractOperation<GenerateContentRequest, GenerateContentResponse> operation,
        GenerateContentRequest request,
        ContractWriter writer
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

        var model = ModelId.Bare(request.Model ?? Model);
        if (ModelId.Problem(model) is { } problem)
        {
            throw new NanoBananaException(
                FailureKind.InvalidRequest,
                $"The model {problem}",
                "Use a model id such as " + Model + "."
            );
        }

        // The address names the model; a second name in the body could only contradict it.
        var sent = request.Model is null ? request : request with { Model = null };
        if (RequestCheck.Problem(sent, Provider, model, options.AllowUndocumentedValues) is { } wrong)
        {
            throw wrong;
        }

        sent.WriteTo(writer);
        var body = writer.Detach(); // A handler that hedges may still send it when the call is over.
        if (body.Length > options.EffectiveMaxRequestBytes)
        {
            throw new NanoBananaException(
                FailureKind.RequestTooLarge,
                FormattableString.Invariant(
                    $"The request has {body.Length:N0} bytes; {Provider.Name} takes {options.EffectiveMaxRequestBytes:N0}."
                )
            );
        }

        return new HttpCall
        {
            Operation = operation.Name,
            Method = operation.Method == "POST" ? HttpMethod.Post : new HttpMethod(operation.Method),
            Address = runner.Endpoint.Address(
                operation.PathTemplate,
                operation.Query,
                new Dictionary<string, string> { ["model"] = model }
            ),
            Body = body,
            Accept = operation.IsStreaming ? "text/event-stream, application/json" : "application/json",
            Context = new CallContext
            {
                Provider = Provider,
                ModelId = model,
                Request = sent,
                MaxResponseBytes = options.MaxResponseBytes,
            },
        };
    }

    private static NanoBananaReply CreateReply(
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
            RequestId = reply.RequestId ?? response.ResponseId,
            PriceUsd = ImagePrice.Of(response, call.Context),
        };
}
