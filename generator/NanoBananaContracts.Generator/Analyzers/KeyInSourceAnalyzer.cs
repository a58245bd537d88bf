using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0005: an API key written as a literal. The message never repeats it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyInSourceAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(CodeRules.KeyInSource);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics
        );
        context.RegisterCompilationStartAction(start =>
        {
            if (ContractTypes.Find(start.Compilation) is null)
            {
                return;
            }

            start.RegisterOperationAction(
                operation => OnAssignment(operation, (ISimpleAssignmentOperation)operation.Operation),
                OperationKind.SimpleAssignment
            );
            start.RegisterOperationAction(
                operation => OnCreation(operation, (IObjectCreationOperation)operation.Operation),
                OperationKind.ObjectCreation
            );
            start.RegisterOperationAction(
                operation => OnCall(operation, (IInvocationOperation)operation.Operation),
                OperationKind.Invocation
            );
        });
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
            && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string header }
            && string.Equals(header, "x-goog-api-key", StringComparison.OrdinalIgnoreCase)
        )
        {
            Report(context, call.Arguments[1].Value);
        }
    }

    // Short texts ("test", "key") are stand-ins of tests and samples; every real key is longer.
    private static void Report(OperationAnalysisContext context, IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value.ConstantValue is { HasValue: true, Value: string { Length: >= 20 } })
        {
            context.ReportDiagnostic(Diagnostic.Create(CodeRules.KeyInSource, value.Syntax.GetLocation()));
        }
    }
}
