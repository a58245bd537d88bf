using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0016: an HttpClient, or a primary handler, that follows redirects by itself and is handed to a client.</summary>
internal sealed class RedirectRule() : CodeRule(CodeRules.FollowsRedirects)
{
    private const string Setting = "AllowAutoRedirect";
    private const string Primary = "ConfigurePrimaryHttpMessageHandler";

    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        // In a browser each request says itself that no redirect is followed.
        if (
            rules.Compilation.GetTypeByMetadataName(
                "Microsoft.AspNetCore.Components.WebAssembly.Hosting.WebAssemblyHostBuilder"
            )
            is not null
        )
        {
            return;
        }

        rules.On(
            operation => OnCreation(operation, (IObjectCreationOperation)operation.Operation),
            OperationKind.ObjectCreation
        );
        rules.OnCall(operation => OnTypedClient(operation, (IInvocationOperation)operation.Operation), "AddHttpClient");
        rules.OnCall(operation => OnPrimaryHandler(operation, (IInvocationOperation)operation.Operation), Primary);
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

    // services.AddHttpClient<NanoBananaClient>(), whose handler is the factory's own unless another is said
    private static void OnTypedClient(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.Length == 0 || !ClientCalls.IsClient(call.TargetMethod.TypeArguments[0]))
        {
            return;
        }

        foreach (var operation in call.Root().DescendantsAndSelf())
        {
            if (
                operation is IInvocationOperation
                {
                    TargetMethod.Name: Primary or "UseSocketsHttpHandler" or "ConfigureHttpClientDefaults"
                }
            )
            {
                return;
            }
        }

        context.ReportDiagnostic(OneLineDiagnostic.Create(CodeRules.FollowsRedirects, call.Syntax.GetLocation()));
    }

    // services.AddNanoBanana().ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler())
    private static void OnPrimaryHandler(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (
            call.Arguments.Length != 2
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
