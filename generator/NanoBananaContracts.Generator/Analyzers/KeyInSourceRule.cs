using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0005: an API key written as a literal. The message never repeats it.</summary>
internal sealed class KeyInSourceRule() : CodeRule(CodeRules.KeyInSource)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.On(
            operation => OnAssignment(operation, (ISimpleAssignmentOperation)operation.Operation),
            OperationKind.SimpleAssignment
        );
        rules.On(
            operation => OnCreation(operation, (IObjectCreationOperation)operation.Operation),
            OperationKind.ObjectCreation
        );
        rules.OnCall(
            operation => OnCall(operation, (IInvocationOperation)operation.Operation),
            "FromString",
            "Add",
            "TryAddWithoutValidation"
        );
    }

    private static void OnAssignment(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        if (
            assignment.Target is IPropertyReferenceOperation { Property: { Name: "ApiKey" } property }
            && ContractTypes.IsOurs(property)
        )
        {
            Report(context, assignment.Value);
        }
    }

    // new ApiKey("...")
    private static void OnCreation(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        if (creation.Type is { Name: "ApiKey" } type && ContractTypes.IsOurs(type) && creation.Arguments.Length == 1)
        {
            Report(context, creation.Arguments[0].Value);
        }
    }

    // request.Headers.Add("x-goog-api-key", "...") and TryAddWithoutValidation; ApiKey.FromString("...").
    private static void OnCall(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (
            call.TargetMethod is { Name: "FromString", ContainingType.Name: "ApiKey" } from
            && ContractTypes.IsOurs(from)
            && call.Arguments.Length == 1
        )
        {
            Report(context, call.Arguments[0].Value);
        }
        else if (
            call.TargetMethod.Name is "Add" or "TryAddWithoutValidation"
            && call.Arguments.Length == 2
            && string.Equals(call.Arguments[0].Value.Text(), "x-goog-api-key", StringComparison.OrdinalIgnoreCase)
        )
        {
            Report(context, call.Arguments[1].Value);
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation value)
    {
        value = value.Unconverted();
        if (value.Origin().Text() is { } text && !IsStandIn(text))
        {
            context.ReportDiagnostic(OneLineDiagnostic.Create(CodeRules.KeyInSource, value.Syntax.GetLocation()));
        }
    }

    /// <summary>
    /// True for what tests and samples hold in a key's place: a text shorter than any key, or one that says so in a word of
    /// its own, as the letters of a real key never do.
    /// </summary>
    private static bool IsStandIn(string text)
    {
        const int ShortestKey = 20;
        if (text.Length < ShortestKey)
        {
            return true;
        }

        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !char.IsLetter(text[i]))
            {
                if (IsOfStandIn(text.Substring(start, i - start)))
                {
                    return true;
                }

                start = i + 1;
            }
        }

        return false;
    }

    private static bool IsOfStandIn(string word) =>
        word.ToLowerInvariant()
            is "test"
                or "tests"
                or "fake"
                or "dummy"
                or "example"
                or "sample"
                or "placeholder"
                or "your";
}
