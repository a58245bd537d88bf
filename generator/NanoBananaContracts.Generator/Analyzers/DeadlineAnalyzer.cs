using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0004: a deadline, written as a constant, that is shorter than generation takes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeadlineAnalyzer() : ContractAnalyzer(CodeRules.DeadlineTooShort)
{
    // The article that documents the mistake: generation takes 20 s, allow at least 30 s.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);

    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        start.RegisterOperationAction(
            operation => Analyze(operation, (ISimpleAssignmentOperation)operation.Operation),
            OperationKind.SimpleAssignment
        );
    }

    private static void Analyze(OperationAnalysisContext context, ISimpleAssignmentOperation assignment)
    {
        if (
            assignment.Target is IPropertyReferenceOperation { Property.Name: "Deadline" } target
            && ContractTypes.IsOurs(target.Property)
            && assignment.Value.Time() is { } time
            && time > TimeSpan.Zero
            && time < Shortest
        )
        {
            context.ReportDiagnostic(
                OneLineDiagnostic.Create(
                    CodeRules.DeadlineTooShort,
                    assignment.Value.Syntax.GetLocation(),
                    time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s",
                    target.Property.Name
                )
            );
        }
    }
}
