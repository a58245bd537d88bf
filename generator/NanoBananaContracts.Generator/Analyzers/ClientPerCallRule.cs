using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC0023: a client, with connections of its own, that is made for every round of a loop, every request or every time it is
/// asked for, though each time the same.
/// </summary>
internal sealed class ClientPerCallRule() : CodeRule(CodeRules.ClientPerCall)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.On(
            operation => OnCreation(operation, (IObjectCreationOperation)operation.Operation),
            OperationKind.ObjectCreation
        );
        rules.OnCall(
            operation => OnCall(operation, (IInvocationOperation)operation.Operation),
            "FromEnvironment",
            "AddTransient",
            "AddScoped"
        );
    }

    private static void OnCreation(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        // Over an HttpClient that lives elsewhere a client costs nothing.
        if (ClientCalls.IsClient(creation.Type) && ClientCalls.Argument(creation, "httpClient") is null)
        {
            Check(context, creation);
        }
    }

    private static void OnCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name == "FromEnvironment")
        {
            if (ClientCalls.IsClient(method.ContainingType))
            {
                Check(context, call);
            }
        }
        else if (
            // services.AddTransient<NanoBananaClient>()
            method.Name
                is "AddTransient"
                    or "AddScoped"
            && method.TypeArguments.Length == 1
            && call.Arguments.Length == 1
            && ClientCalls.IsClient(method.TypeArguments[0])
        )
        {
            Report(context, call, "use");
        }
    }

    private static void Check(OperationAnalysisContext context, IOperation creation)
    {
        if (creation.Loop() is { } loop)
        {
            // A client for each key, or each model, is another thing, and so is one that is kept.
            if (!DependsOn(creation, loop) && IsOnlyUsedHere(creation))
            {
                Report(context, creation, "round");
            }
        }
        else if (Handler(creation, context.ContainingSymbol) is { } handler && !DependsOn(creation, handler))
        {
            if (IsRegistration(handler))
            {
                Report(context, creation, "use");
            }
            else if (IsOnlyUsedHere(creation))
            {
                Report(context, creation, IsRound(handler) ? "round" : "request");
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation at, string occasion) =>
        context.ReportDiagnostic(OneLineDiagnostic.Create(CodeRules.ClientPerCall, at.Syntax.GetLocation(), occasion));

    // using var client = ...; var client = ...; using (...)
    private static bool IsOnlyUsedHere(IOperation creation)
    {
        var parent = creation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent is IVariableInitializerOperation or IInvocationOperation or IUsingOperation;
    }

    /// <summary>The code that answers a request, or makes a service each time it is asked for; null for any other.</summary>
    private static IOperation? Handler(IOperation creation, ISymbol method)
    {
        for (var parent = creation.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IAnonymousFunctionOperation lambda when IsHandler(lambda):
                    return lambda;
                case IMethodBodyOperation body when IsAction(method):
                    return body;
            }
        }

        return null;
    }

    // app.MapPost("/fox", async () => ...), services.AddTransient(_ => ...), Parallel.ForEachAsync(prompts, ...)
    private static bool IsHandler(IAnonymousFunctionOperation lambda) =>
        HandedTo(lambda) is { } call && (IsRegistration(lambda) || IsRound(lambda) || IsEndpoint(call));

    // A loop by another name.
    private static bool IsRound(IOperation lambda) =>
        HandedTo(lambda)
            is {
                TargetMethod: {
                        Name: "ForEachAsync" or "ForEach" or "ForAsync" or "For",
                        ContainingType.Name: "Parallel"
                    }
                    or { Name: "Select", ContainingType.Name: "Enumerable" }
            };

    private static bool IsRegistration(IOperation lambda) =>
        HandedTo(lambda)
            is {
                TargetMethod: { Name: "AddTransient" or "AddScoped", ContainingNamespace.Name: "DependencyInjection" }
            };

    private static bool IsEndpoint(IInvocationOperation call) =>
        call.TargetMethod
            is { Name: "Map" or "MapGet" or "MapPost" or "MapPut" or "MapPatch" or "MapDelete" or "MapMethods" } method
        && method.ContainingNamespace?.ToDisplayString() == "Microsoft.AspNetCore.Builder";

    private static IInvocationOperation? HandedTo(IOperation lambda)
    {
        var parent = lambda.Parent;
        while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        return parent as IInvocationOperation;
    }

    private static bool IsAction(ISymbol symbol)
    {
        if (
            symbol
            is not IMethodSymbol { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary } method
        )
        {
            return false;
        }

        for (var type = method.ContainingType?.BaseType; type is not null; type = type.BaseType)
        {
            if (type.Name is "ControllerBase" or "PageModel" or "Hub")
            {
                return type.ContainingNamespace?.ToDisplayString()
                        .StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) == true;
            }
        }

        return false;
    }

    /// <summary>Whether what a client is made of is known only there: another key, another model each time.</summary>
    private static bool DependsOn(IOperation creation, IOperation place)
    {
        foreach (var operation in creation.Descendants())
        {
            var symbol = operation switch
            {
                ILocalReferenceOperation local => (ISymbol)local.Local,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            };
            if (
                symbol is not null
                && (
                    place.Declares(symbol)
                    || (place is ILoopOperation loop && loop.Locals.Contains(symbol, SymbolEqualityComparer.Default))
                    || (symbol is IParameterSymbol && place is IMethodBodyOperation)
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
