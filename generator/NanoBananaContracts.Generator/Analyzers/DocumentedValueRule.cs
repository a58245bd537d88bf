using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;
using NanoBananaContracts.Generator.Emission;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0001 and NBC0002: literal texts handed to an open enum.</summary>
internal sealed class DocumentedValueRule() : CodeRule(CodeRules.UndocumentedText, CodeRules.DocumentedAsUndocumented)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnCall(
            operation => Analyze(operation, types, (IInvocationOperation)operation.Operation),
            "Parse",
            "Undocumented"
        );
    }

    private static void Analyze(OperationAnalysisContext context, ContractTypes types, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (
            method.IsStatic
            && types.IsEnum(method.ContainingType)
            && call.Arguments.Length > 0
            && call.Arguments[0].Value.Text() is { } text
        )
        {
            Check(context, types, call, text);
        }
    }

    // Apart: what is closed over here is made when the method begins.
    private static void Check(
        OperationAnalysisContext context,
        ContractTypes types,
        IInvocationOperation call,
        string text
    )
    {
        var method = call.TargetMethod;
        var values = types.Values(method.ContainingType);
        var documented = values.FirstOrDefault(value => value.Texts.Contains(text, StringComparer.Ordinal));
        if (method.Name == "Parse" && values.Count > 0 && documented is null)
        {
            Report(context, call, CodeRules.UndocumentedText, Nearest(values, text), text, Listing(values));
        }
        else if (method.Name == "Undocumented" && documented is not null)
        {
            Report(context, call, CodeRules.DocumentedAsUndocumented, documented, text, documented.Member);
        }
    }

    private static void Report(
        OperationAnalysisContext context,
        IInvocationOperation call,
        DiagnosticDescriptor rule,
        DocumentedValue? instead,
        string text,
        string last
    )
    {
        var properties = instead is null
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(FixProperties.Member, instead.Member);
        context.ReportDiagnostic(
            OneLineDiagnostic.Create(
                rule,
                call.Syntax.GetLocation(),
                properties,
                text,
                call.TargetMethod.ContainingType.Name,
                last
            )
        );
    }

    // Only a difference of case or of surrounding space is surely a slip of the pen; "3K" could have meant anything.
    private static DocumentedValue? Nearest(IEnumerable<DocumentedValue> values, string text) =>
        values.FirstOrDefault(value =>
            value.Texts.Any(each => string.Equals(each, text.Trim(), StringComparison.OrdinalIgnoreCase))
        );

    private static string Listing(IEnumerable<DocumentedValue> values) =>
        string.Join(", ", values.Select(value => value.Texts[0]).Where(EnumShape.IsOffered));
}
