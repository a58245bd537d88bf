namespace NanoBananaContracts.Serialization;

/// <summary>One call of a contract: where it goes, what is sent and what comes back. Emitted from <c>x-operations</c>.</summary>
/// <typeparam name="TRequest">Message that is sent.</typeparam>
/// <typeparam name="TResponse">Message that is read; one event of it when the reply is a stream.</typeparam>
public sealed class ContractOperation<TRequest, TResponse>
    where TRequest : class, IContractMessage
    where TResponse : class, IContractMessage
{
    /// <summary>Makes one.</summary>
    /// <param name="name">Name, for example <c>GenerateContent</c>.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathTemplate">Path with <c>{placeholders}</c>.</param>
    /// <param name="query">Fixed query without the question mark, or empty.</param>
    /// <param name="isStreaming">True when the reply is a stream of responses.</param>
    /// <param name="readResponse">Reads one response.</param>
    /// <param name="readRequest">Reads one request, as a server does.</param>
    public ContractOperation(
        string name,
        string method,
        string pathTemplate,
        string query,
        bool isStreaming,
        ContractRead<TResponse> readResponse,
        ContractRead<TRequest> readRequest
    )
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Method = method ?? throw new ArgumentNullException(nameof(method));
        PathTemplate = pathTemplate ?? throw new ArgumentNullException(nameof(pathTemplate));
        Query = query ?? throw new ArgumentNullException(nameof(query));
        IsStreaming = isStreaming;
        ReadResponse = readResponse ?? throw new ArgumentNullException(nameof(readResponse));
        ReadRequest = readRequest ?? throw new ArgumentNullException(nameof(readRequest));
    }

    /// <summary>Name, for example <c>GenerateContent</c>.</summary>
    public string Name { get; }

    /// <summary>HTTP method, upper case.</summary>
    public string Method { get; }

    /// <summary>Path with <c>{placeholders}</c>, for example <c>/v1beta/models/{model}:generateContent</c>.</summary>
    public string PathTemplate { get; }

    /// <summary>Fixed query without the question mark, for example <c>alt=sse</c>; empty when there is none.</summary>
    public string Query { get; }

    /// <summary>True when the reply is a stream of responses.</summary>
    public bool IsStreaming { get; }

    /// <summary>Reads one response.</summary>
    public ContractRead<TResponse> ReadResponse { get; }

    /// <summary>Reads one request, as a server does.</summary>
    public ContractRead<TRequest> ReadRequest { get; }

    /// <summary>Reads a response body, or one event of a stream.</summary>
    /// <param name="utf8Json">JSON as UTF-8; kept by the response, so it must not change afterwards.</param>
    /// <exception cref="ContractFormatException">It is not JSON.</exception>
    public TResponse ParseResponse(ReadOnlyMemory<byte> utf8Json) => ContractReader.Parse(utf8Json, ReadResponse);

    /// <summary>Reads a response body, or one event of a stream, that somebody else sent.</summary>
    internal TResponse ParseResponse(ReadOnlyMemory<byte> utf8Json, ReadBudget budget) =>
        ContractReader.Parse(utf8Json, ReadResponse, budget);

    /// <summary>Reads a request body, as a server does.</summary>
    /// <param name="utf8Json">JSON as UTF-8; kept by the request, so it must not change afterwards.</param>
    /// <exception cref="ContractFormatException">It is not JSON.</exception>
    public TRequest ParseRequest(ReadOnlyMemory<byte> utf8Json) => ContractReader.Parse(utf8Json, ReadRequest);

    /// <summary>Method, path and query.</summary>
    public override string ToString() => $"{Method} {PathTemplate}{(Query.Length == 0 ? "" : "?" + Query)}";
}
