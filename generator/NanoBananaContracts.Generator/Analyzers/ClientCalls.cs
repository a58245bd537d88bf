using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>The clients of the runtime, and what is asked of them. Names come first: most code is about something else.</summary>
internal static class ClientCalls
{
    /// <summary>A call that has something generated, and billed.</summary>
    public static bool IsGeneration(IMethodSymbol method) =>
        method.Name is "GenerateContentAsync" or "StreamGenerateContentAsync" or "SaveImageAsync" or "SaveImagesAsync"
        && method.ContainingType.Name == "NanoBananaClient"
        && ContractTypes.IsOurs(method.ContainingType);

    /// <summary>A turn of a conversation, which has something generated too.</summary>
    public static bool IsTurn(IMethodSymbol method) =>
        method.Name is "SendAsync" or "StreamAsync"
        && method.ContainingType.Name is "Conversation" or "ContractClient"
        && ContractTypes.IsOurs(method.ContainingType);

    /// <summary>One of the two clients.</summary>
    public static bool IsClient(ITypeSymbol? type) =>
        type is { Name: "NanoBananaClient" or "ContractClient" } && ContractTypes.IsOurs(type);

    /// <summary>The argument for a parameter, where it was written.</summary>
    public static IOperation? Argument(IObjectCreationOperation creation, string parameter)
    {
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.Explicit)
            {
                var value = argument.Value.Unconverted();
                return value.ConstantValue is { HasValue: true, Value: null } ? null : value;
            }
        }

        return null;
    }

    /// <summary>Whether what is registered here, or built on, is the HttpClient of one of our registrations.</summary>
    public static bool IsOurBuilder(IOperation? builder)
    {
        while (builder?.Followed() is IInvocationOperation call)
        {
            if (
                call.TargetMethod is { Name: "AddNanoBanana" or "AddContractClient" } method
                && method.ContainingAssembly?.Name == "NanoBananaContracts.Runtime"
            )
            {
                return true;
            }

            builder = call.Receiver() is { Type.Name: "IHttpClientBuilder" } receiver ? receiver : null;
        }

        return false;
    }
}
