using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0016: an HttpClient, or a primary handler, that follows redirects by itself and is handed to a client.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RedirectAnalyzer() : ContractAnalyzer(CodeRules.FollowsRedirects)
{
    private const string Setting = "AllowAutoRedirect";

    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        // In a browser each request says itself that no redirect is followed.
        if (
            start.Compilation.GetTypeByMetadataName(
                "Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder"
            )
            is not null
        )
        {
            return;
        }

        start.RegisterOperationAction(
            operation => OnCreation(operation, (IObjectCreationOperation)operation.Operation),
            OperationKind.ObjectCreation
        );
        start.RegisterOperationAction(
            operation => OnCall(operation, (IInvocationOperation)operation.Operation),
            OperationKind.Invocation
        );
    }

    // new NanoBananaClient(options, new HttpClient())
    private static void OnCreation(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (
            ClientCalls.IsClient(creation.Type)
            && ClientCalls.Argument(creation, "httpClient")?.Followed()
                is IObjectCreationOperation { Type: { Name: "HttpClient", ContainingNamespace.Name: "Http" } } client
        )
        {
            if (client.Arguments.Length == 0)
            {
                Report(context, client, isHandler: false);
            }
            else if (client.Arguments[0].Value.Followed() is IObjectCreationOperation handler && Follows(handler))
            {
                Report(context, handler, isHandler: true);
            }
        }
    }

    // services.AddNanoBanana().ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler())
    private static void OnCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (
            call.TargetMethod.Name != "ConfigurePrimaryHttpMessageHandler"
            || call.Arguments.Length != 2
            || call.Arguments[1].Value.Unconverted()
                is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation made }
            || !ClientCalls.IsOurBuilder(call.Receiver())
        )
        {
            return;
        }

        foreach (var operation in made.Body.DescendantsAndSelf())
        {
            if (
                operation is IReturnOperation { ReturnedValue: { } value }
                && value.Followed() is IObjectCreationOperation handler
                && Follows(handler)
            )
            {
                Report(context, handler, isHandler: true);
            }
        }
    }

    private static void Report(OperationAnalysisContext context, IObjectCreationOperation at, bool isHandler)
    {
        // Made in another file: said here, where it is handed over, and not cured from here.
        var isHere = at.Syntax.SyntaxTree == context.Operation.Syntax.SyntaxTree;
        context.ReportDiagnostic(
            isHere
                ? OneLineDiagnostic.Create(
                    CodeRules.FollowsRedirects,
                    at.Syntax.GetLocation(),
                    ImmutableDictionary<string, string?>.Empty.Add(
                        FixProperties.IsHandler,
                        isHandler ? "true" : "false"
                    )
                )
                : OneLineDiagnostic.Create(CodeRules.FollowsRedirects, context.Operation.Syntax.GetLocation())
        );
    }

    /// <summary>Whether a handler that is made here is left to follow redirects, as it does by default.</summary>
    private static bool Follows(IObjectCreationOperation handler)
    {
        if (handler.Type is not { Name: "HttpClientHandler" or "SocketsHttpHandler", ContainingNamespace.Name: "Http" })
        {
            return false;
        }

        // new HttpClientHandler { AllowAutoRedirect = false }, or a statement after it: whichever handler of this method it is about.
        var isSet = false;
        foreach (var operation in handler.Root().DescendantsAndSelf())
        {
            if (
                operation is ISimpleAssignmentOperation
                {
                    Target: IPropertyReferenceOperation { Property.Name: Setting } target
                } assignment
            )
            {
                if (assignment.Parent?.Parent == handler)
                {
                    return assignment.Value.ConstantValue is { HasValue: true, Value: true };
                }

                isSet |= target.Instance is not IInstanceReferenceOperation;
            }
        }

        return !isSet;
    }
}
