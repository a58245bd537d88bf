using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0013: a picture is taken from the reply to a request whose modalities leave IMAGE out.</summary>
internal sealed class PictureNotAskedForRule() : CodeRule(CodeRules.PictureNotAskedFor)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnCall(
            operation => OnCall(operation, (IInvocationOperation)operation.Operation),
            "SaveImageAsync",
            "SaveImagesAsync"
        );
        rules.OnProperty(
            operation => OnProperty(operation, (IPropertyReferenceOperation)operation.Operation),
            "FinalImage"
        );
    }

    // client.SaveImageAsync(request, ...)
    private static void OnCall(OperationAnalysisContext context, IInvocationOperation call) =>
        Check(context, CallInView.Of(call), call.TargetMethod.Name);

    // (await client.GenerateContentAsync(request)).FinalImage, and that of a reply made of a stream
    private static void OnProperty(OperationAnalysisContext context, IPropertyReferenceOperation property)
    {
        if (
            property is not { Property.Name: "FinalImage", Instance: { } reply }
            || !ContractTypes.IsOurs(property.Property)
        )
        {
            return;
        }

        var made = reply.Origin();
        while (true)
        {
            switch (made)
            {
                case IAwaitOperation wait:
                    made = wait.Operation.Origin();
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task }:
                    made = task.Origin();
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ToReplyAsync", Arguments.Length: > 0 } whole:
                    made = whole.Arguments[0].Value.Origin();
                    continue;
            }

            break;
        }

        // Last, as it walks through the method: whoever asks first is not surprised.
        if (CallInView.Of(made) is { } call && !IsAskedFor(reply))
        {
            Check(context, call, "FinalImage");
        }
    }

    // if (reply.HasImage)
    private static bool IsAskedFor(IOperation reply)
    {
        if (reply.Named() is not { } named)
        {
            return false;
        }

        foreach (var operation in reply.Root().DescendantsAndSelf())
        {
            if (
                operation is IPropertyReferenceOperation { Property.Name: "HasImage", Instance: { } asked }
                && SymbolEqualityComparer.Default.Equals(asked.Named(), named)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static void Check(OperationAnalysisContext context, CallInView? call, string member)
    {
        if (
            call is null
            || !WrittenMessage.TryFind(call.Request, out var modalities, "GenerationConfig", "ResponseModalities")
            || modalities is null
            || Modalities.HasImage(modalities) != false
            || !WrittenMessage.TryFind(call.Request, out var format, "GenerationConfig", "ResponseFormat", "Image")
            || format is not null
            || ImageModalityRule.IsReported(modalities)
        )
        {
            return;
        }

        var place = context.Operation.Syntax switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
            MemberAccessExpressionSyntax access => access.Name,
            var whole => whole,
        };
        // A fix changes the file that it is offered in.
        Location[] cause = modalities.Syntax.SyntaxTree == place.SyntaxTree ? [modalities.Syntax.GetLocation()] : [];
        context.ReportDiagnostic(
            OneLineDiagnostic.CreateAt(CodeRules.PictureNotAskedFor, place.GetLocation(), cause, member)
        );
    }
}
