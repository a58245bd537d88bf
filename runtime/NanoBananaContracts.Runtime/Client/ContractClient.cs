using NanoBananaContracts.Http;
using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>
/// Calls the operations of any contract the generator compiled, with the time limits, retries, redirect rules and
/// failures of <see cref="NanoBananaClient"/>. Safe to use from many threads at once.
/// </summary>
public sealed class ContractClient : IDisposable
{
    private readonly CallRunner runner;
    private readonly ContractEndpoint endpoint;
    private bool disposed;

    /// <summary>Makes a client.</summary>
    /// <param name="endpoint">Where the contract is served.</param>
    /// <param name="options">How much time and memory a call may take; copied.</param>
    /// <param name="httpClient">A client of your own, which must not follow redirects by itself.</param>
    /// <exception cref="ArgumentException">
    /// The endpoint has a key and an <see cref="ContractEndpoint.AccessTokenProvider"/>, an option cannot be used, or
    /// <paramref name="httpClient"/> follows redirects.
    /// </exception>
    public ContractClient(ContractEndpoint endpoint, CallOptions? options = null, HttpClient? httpClient = null)
    {
        this.endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));
        if (endpoint is { ApiKey: not null, AccessTokenProvider: not null })
        {
            throw new ArgumentException(
                "ApiKey and AccessTokenProvider are both set; a call has one of them.",
                nameof(endpoint)
            );
        }

        var copy = options is null ? new CallOptions() : options with { };
        copy.ThrowIfWrong();
        runner = new CallRunner(endpoint, copy, httpClient);
    }

    /// <summary>Validates a request, sends it, and reads the reply.</summary>
    /// <param name="operation">The operation, as emitted.</param>
    /// <param name="request">What to send.</param>
    /// <param name="path">What stands for the names in braces of the operation's path.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="NanoBananaException">
    /// <see cref="FailureKind.InvalidRequest"/> before sending; the failures of the connection and of the service;
    /// <see cref="FailureKind.NotJson"/>, <see cref="FailureKind.TruncatedReply"/>, <see cref="FailureKind.EmptyReply"/>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The operation streams its reply; it is a GET and the request, which would be its body, is not empty; a name in
    /// braces has no value.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<TResponse> SendAsync<TRequest, TResponse>(
        ContractOperation<TRequest, TResponse> operation,
        TRequest request,
        IReadOnlyDictionary<string, string>? path = null,
        CancellationToken cancellationToken = default
    )
        where TRequest : class, IContractMessage
        where TResponse : class, IContractMessage
    {
        if (operation is null)
        {
            throw new ArgumentNullException(nameof(operation));
        }

        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        if (disposed)
        {
            throw new ObjectDisposedException(nameof(ContractClient));
        }

        if (operation.IsStreaming)
        {
            throw new ArgumentException(
                $"{operation.Name} streams its reply, which this client does not read. Use an operation without \"stream\": true.",
                nameof(operation)
            );
        }

        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfInvalid(request);
        using var writer = new ContractWriter(endpoint.Dialect);
        request.WriteTo(writer);
        if (operation.Method == HttpMethod.Get.Method && !writer.WrittenMemory.Span.SequenceEqual("{}"u8))
        {
            throw new ArgumentException(
                $"{operation.Name} is a GET, which sends no body, so what the request holds would be lost. Leave it empty, or declare another method.",
                nameof(request)
            );
        }

        var call = new HttpCall
        {
            Operation = operation.Name,
            Method = new HttpMethod(operation.Method),
            Address = endpoint.Address(operation.PathTemplate, operation.Query, path ?? ContractEndpoint.NoValues),
            Body = writer.Detach(), // A handler that hedges may still send it when the call is over.
            Accept = "application/json",
            Context = new CallContext
            {
                Key = endpoint.ApiKey,
                KeyCure = endpoint.KeyCure,
                MaxResponseBytes = runner.Options.MaxResponseBytes,
            },
        };
        using var clock = runner.StartClock(cancellationToken);
        using var observer = CallObserver.Start(call, clock, runner.Logger);
        try
        {
            return await runner
                .RunAsync(call, clock, reply => ReadAsync(operation, call, reply, clock, observer))
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            observer.Failed(exception);
            throw;
        }
    }

    /// <summary>Disposes the connections, unless they are the caller's own.</summary>
    public void Dispose()
    {
        disposed = true;
        runner.Dispose();
    }

    private static void ThrowIfInvalid(IContractMessage request)
    {
        var violations = ContractValidator.Validate(request, ContractDirection.Request);
        if (violations.Count > 0)
        {
            throw new NanoBananaException(
                FailureKind.InvalidRequest,
                "The request breaks the contract: " + string.Join(" ", violations.Take(5)),
                violations[0].Allowed is { } allowed ? $"Allowed: {allowed}." : null
            );
        }
    }

    private static async Task<TResponse> ReadAsync<TRequest, TResponse>(
        ContractOperation<TRequest, TResponse> operation,
        HttpCall call,
        HttpResponse reply,
        CallClock clock,
        CallObserver observer
    )
        where TRequest : class, IContractMessage
        where TResponse : class, IContractMessage
    {
        using (reply)
        {
            var body = await BodyBuffer.ReadAsync(reply, clock.Token).ConfigureAwait(false);
            if (BodyShape.IsBlank(body.Span))
            {
                throw new NanoBananaException(
                    FailureKind.EmptyReply,
                    $"The service answered {reply.StatusCode} with an empty body."
                )
                {
                    StatusCode = reply.StatusCode,
                    RequestId = reply.RequestId,
                };
            }

            try
            {
                var response = operation.ParseResponse(body, call.Context.NewBudget());
                observer.Succeeded(null, reply.StatusCode, 0);
                return response;
            }
            catch (ContractFormatException exception)
            {
                var isCut = BodyShape.LooksLikeJson(body.Span) && exception.IsCut;
                throw new NanoBananaException(
                    isCut ? FailureKind.TruncatedReply : FailureKind.NotJson,
                    (isCut ? "The reply is cut. " : "The reply is not JSON. ") + exception.Message,
                    innerException: exception
                )
                {
                    StatusCode = reply.StatusCode,
                    RequestId = reply.RequestId,
                };
            }
        }
    }
}
