using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC0017: a handler that sends requests again, on the HttpClient of a registration of ours, or on one of the factory's that
/// the same method hands to a client. What a host adds to all of them our registrations take off themselves.
/// </summary>
internal sealed class ResilienceRule() : CodeRule(CodeRules.SendsAgain)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnCall(
            operation => Analyze(operation, (IInvocationOperation)operation.Operation),
            "AddStandardResilienceHandler",
            "AddStandardHedgingHandler",
            "AddResilienceHandler",
            "AddPolicyHandler",
            "AddTransientHttpErrorPolicy"
        );
    }

    private static void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (
            SendsAgain(call)
            && call.Receiver() is { } builder
            && (ClientCalls.IsOurBuilder(builder) || IsHandedToClient(builder.Followed(), call))
        )
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(CodeRules.SendsAgain, NameOf(call), call.TargetMethod.Name)
            );
        }
    }

    // The name alone: what stands before it in the chain is right.
    private static Location NameOf(IInvocationOperation call) =>
        call.Syntax
            is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax
            {
                Expression: Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax access
            }
            ? access.Name.GetLocation()
            : call.Syntax.GetLocation();

    private static bool SendsAgain(IInvocationOperation call) =>
        call.TargetMethod.Name switch
        {
            "AddStandardResilienceHandler" or "AddStandardHedgingHandler" => true,
            // A pipeline of one's own may only hold back, or wait: right for this client too.
            "AddResilienceHandler" or "AddPolicyHandler" or "AddTransientHttpErrorPolicy" => call.Descendants()
                .Any(inner =>
                    inner
                        is IInvocationOperation
                        {
                            TargetMethod.Name: "AddRetry"
                                or "AddHedging"
                                or "WaitAndRetryAsync"
                                or "RetryAsync"
                                or "WaitAndRetryForeverAsync"
                                or "RetryForeverAsync"
                        }
                ),
            _ => false,
        };

    // services.AddHttpClient("x").AddStandardResilienceHandler(), ConfigureHttpClientDefaults(all => all.Add...()), beside
    // new NanoBananaClient(options, factory.CreateClient("x")).
    private static bool IsHandedToClient(IOperation builder, IInvocationOperation call)
    {
        var isAll = builder is IParameterReferenceOperation && IsOfDefaults(call);
        string? name = null;
        if (!isAll)
        {
            while (
                builder is IInvocationOperation { TargetMethod.Name: not "AddHttpClient" } step
                && step.Receiver() is { Type.Name: "IHttpClientBuilder" } receiver
            )
            {
                builder = receiver.Followed();
            }

            if (builder is not IInvocationOperation { TargetMethod.Name: "AddHttpClient" } registration)
            {
                return false;
            }

            if (
                registration.TargetMethod.TypeArguments.Length > 0
                && ClientCalls.IsClient(registration.TargetMethod.TypeArguments[0])
            )
            {
                return true;
            }

            name = registration
                .Arguments.Select(argument => argument.Value.Text())
                .FirstOrDefault(text => text is not null);
            if (name is null)
            {
                return false;
            }
        }

        foreach (var operation in call.Root().DescendantsAndSelf())
        {
            if (
                operation is IObjectCreationOperation creation
                && ClientCalls.IsClient(creation.Type)
                && ClientCalls.Argument(creation, "httpClient")?.Followed()
                    is IInvocationOperation { TargetMethod.Name: "CreateClient" } made
                && (isAll || made.Arguments.Any(argument => argument.Value.Text() == name))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfDefaults(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod.Name: "ConfigureHttpClientDefaults" })
            {
                return true;
            }
        }

        return false;
    }
}
