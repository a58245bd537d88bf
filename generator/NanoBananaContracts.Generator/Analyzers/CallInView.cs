using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>A call of the service, or a conversation of many, with what its client was made of as far as the source says.</summary>
internal sealed class CallInView
{
    private CallInView(IOperation operation, IOperation client, IOperation request)
    {
        Operation = operation;
        Client = client;
        Request = request;
        if (client.Origin() is IObjectCreationOperation creation && IsClient(creation))
        {
            Options = Argument(creation.Arguments, "options");
            HttpClient = Argument(creation.Arguments, "httpClient");
        }
    }

    /// <summary>The call, or the making of the conversation.</summary>
    public IOperation Operation { get; }

    /// <summary>The client.</summary>
    public IOperation Client { get; }

    /// <summary>The request, or the template of all turns.</summary>
    public IOperation Request { get; }

    /// <summary>The options of its client; null where they are not seen.</summary>
    public IOperation? Options { get; }

    /// <summary>The HttpClient that its client was given; null where none is seen.</summary>
    public IOperation? HttpClient { get; }

    /// <summary>The model, where the path of the call names it and not the request; else null.</summary>
    public IOperation? PathModel { get; private set; }

    /// <summary>The address, where the call has that and no provider; else null.</summary>
    public IOperation? Address { get; private set; }

    /// <summary>Names of the methods that such a call may be of.</summary>
    public static string[] Names { get; } =
    ["GenerateContentAsync", "StreamGenerateContentAsync", "SaveImageAsync", "SaveImagesAsync", "SendAsync"];

    /// <summary>The call that an operation is; null for any other.</summary>
    public static CallInView? Of(IOperation operation) =>
        operation switch
        {
            IInvocationOperation { Instance: { } client } call
                when IsCall(call.TargetMethod) && Argument(call.Arguments, "request") is { } request => new(
                call,
                client,
                request
            ),
            IInvocationOperation { Instance: { } client, TargetMethod.Name: "SendAsync" } call
                when IsOfContractClient(call.TargetMethod) => OfContract(call, client),
            IObjectCreationOperation { Type: { Name: "Conversation" } type } creation
                when ContractTypes.IsOurs(type)
                    && Argument(creation.Arguments, "client") is { } client
                    && Argument(creation.Arguments, "template") is { } template => new(creation, client, template),
            _ => null,
        };

    /// <summary>Whether something is the making of a client of ours.</summary>
    public static bool IsClient(IObjectCreationOperation creation) =>
        creation.Type is { Name: "NanoBananaClient" } type && ContractTypes.IsOurs(type);

    /// <summary>The argument of a name that is written; null where it is left out.</summary>
    public static IOperation? Argument(IReadOnlyList<IArgumentOperation> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name == name && argument.ArgumentKind == ArgumentKind.Explicit)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the same request goes through the same client further up: a mistake in it is said once.
    /// </summary>
    public bool IsRepeated()
    {
        if (Request.Unconverted() is not ILocalReferenceOperation request)
        {
            return false;
        }

        foreach (var operation in Operation.Root().Descendants())
        {
            if (
                operation.Syntax.SpanStart < Operation.Syntax.SpanStart
                && Of(operation) is { } other
                && other.Request.Unconverted() is ILocalReferenceOperation { Local: var local }
                && SymbolEqualityComparer.Default.Equals(local, request.Local)
                && other.Client.Syntax.IsEquivalentTo(Client.Syntax)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a value stands, if that is in view of the call; else the request that brings it.</summary>
    public Location Place(IOperation value) =>
        (value.Root() == Operation.Root() ? value : Request).Syntax.GetLocation();

    private static bool IsOfContractClient(IMethodSymbol method) =>
        method.ContainingType.Name == "ContractClient" && ContractTypes.IsOurs(method);

    /// <summary><c>client.SendAsync(ContractOperations.GenerateContent, request, ContractOperations.GenerateContentPath("..."))</c>.</summary>
    private static CallInView? OfContract(IInvocationOperation call, IOperation client)
    {
        if (
            Argument(call.Arguments, "request") is not { } request
            || Argument(call.Arguments, "path")?.Origin()
                is not IInvocationOperation
                {
                    TargetMethod.Name: "GenerateContentPath" or "StreamGenerateContentPath",
                    Arguments.Length: 1
                } path
        )
        {
            return null;
        }

        return new(call, client, request)
        {
            PathModel = path.Arguments[0].Value,
            Address =
                client.Origin() is IObjectCreationOperation made
                && Argument(made.Arguments, "endpoint")?.Origin() is IObjectCreationOperation endpoint
                    ? Argument(endpoint.Arguments, "baseAddress")
                    : null,
        };
    }

    private static bool IsCall(IMethodSymbol method) =>
        method.Name is "GenerateContentAsync" or "StreamGenerateContentAsync" or "SaveImageAsync" or "SaveImagesAsync"
        && method.ContainingType.Name == "NanoBananaClient"
        && ContractTypes.IsOurs(method);
}
