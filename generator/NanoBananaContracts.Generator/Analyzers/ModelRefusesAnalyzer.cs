using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC0011 and NBC0012: what a request asks for and its model does not take, where the source names both: the model in the
/// request, or in the options of the client that sends it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelRefusesAnalyzer()
    : ContractAnalyzer(CodeRules.ModelRefusesShape, CodeRules.ModelRefusesParameter)
{
    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        var known = new Lazy<IReadOnlyList<ProviderFacts>>(() => ProviderFiles.Of(start.Options));
        start.RegisterOperationAction(
            operation => OnRequest(operation, types, known),
            OperationKind.ObjectCreation,
            OperationKind.With
        );
        start.RegisterOperationAction(
            operation => OnCall(operation, types, known),
            OperationKind.Invocation,
            OperationKind.ObjectCreation
        );
    }

    /// <summary>A request that names its model: whoever of the known providers is called, all that list it refuse.</summary>
    private static void OnRequest(
        OperationAnalysisContext context,
        ContractTypes types,
        Lazy<IReadOnlyList<ProviderFacts>> known
    )
    {
        var request = context.Operation;
        if (
            !types.IsMessage(request.Type, "GenerateContentRequest")
            || request is IObjectCreationOperation { Initializer: null }
            || !WrittenMessage.TryFind(request, out var named, "Model")
            || named is null
            || NamedModel.Of(request, null, known.Value) is not { } model
        )
        {
            return;
        }

        foreach (var refusal in Refusal.Of(request, model, types))
        {
            // What a copy takes over with its model was said where that was made.
            if (request is IWithOperation && !IsWithin(refusal.Value, request) && !IsWithin(named, request))
            {
                continue;
            }

            var isSeen =
                refusal.Value.Root() == request.Root()
                && (request is not IWithOperation || IsWithin(refusal.Value, request));
            Report(context, refusal, isSeen ? refusal.Place : named.Syntax, isSeen);
        }
    }

    private static void OnCall(
        OperationAnalysisContext context,
        ContractTypes types,
        Lazy<IReadOnlyList<ProviderFacts>> known
    )
    {
        if (
            CallInView.Of(context.Operation) is not { } call
            || NamedModel.Of(call, known.Value) is not { } model
            || (call.Options is not null && MayBeUndocumented(call.Options))
        )
        {
            return;
        }

        var ofItself = NamedModel.Of(call.Request, null, known.Value) is { } own
            ? Refusal.Of(call.Request, own, types)
            : [];
        foreach (var refusal in Refusal.Of(call.Request, model, types))
        {
            if (!ofItself.Any(each => each.Value == refusal.Value) && !call.IsRepeated())
            {
                var isSeen = refusal.Value.Root() == context.Operation.Root();
                Report(context, refusal, isSeen ? refusal.Place : call.Request.Syntax, isSeen);
            }
        }
    }

    private static bool MayBeUndocumented(IOperation options) =>
        !WrittenObject.TryFind(options, "AllowUndocumentedValues", out var allowed)
        || allowed is not null and not { ConstantValue: { HasValue: true, Value: false } };

    private static bool IsWithin(IOperation value, IOperation whole) =>
        value.Root() == whole.Root() && whole.Syntax.Span.Contains(value.Syntax.Span);

    private static void Report(OperationAnalysisContext context, Refusal refusal, SyntaxNode place, bool canFix) =>
        context.ReportDiagnostic(
            OneLineDiagnostic.Create(
                refusal.Rule,
                place.GetLocation(),
                canFix ? refusal.Cure : refusal.Cure.Clear(),
                refusal.Texts
            )
        );
}
