using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// NBC0011 and NBC0012: what a request asks for and its model does not take, where the source names both: the model in the
/// request, or in the options of the client that sends it.
/// </summary>
internal sealed class ModelRefusesRule() : CodeRule(CodeRules.ModelRefusesShape, CodeRules.ModelRefusesParameter)
{
    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        var known = rules.Providers;
        rules.On(operation => OnRequest(operation, types, known), OperationKind.ObjectCreation, OperationKind.With);
        rules.OnCall(operation => OnCall(operation, types, known), CallInView.Names);
        rules.On(operation => OnCall(operation, types, known), OperationKind.ObjectCreation);
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
            if (!IsSaidOf(request, refusal, named) || IsSentInView(request))
            {
                continue;
            }

            var isSeen =
                refusal.Value.Root() == request.Root()
                && (request is not IWithOperation || IsWithin(refusal.Value, request));
            Report(context, refusal, isSeen ? refusal.Place : named.Syntax, isSeen);
        }
    }

    // What a copy takes over with its model is said where that was made.
    private static bool IsSaidOf(IOperation request, Refusal refusal, IOperation named) =>
        request is not IWithOperation || IsWithin(refusal.Value, request) || IsWithin(named, request);

    /// <summary>Whether a client that is in view sends it: then it is looked at there, with what its options name and allow.</summary>
    private static bool IsSentInView(IOperation request)
    {
        foreach (var operation in request.Root().Descendants())
        {
            if (CallInView.Of(operation) is { Options: not null } call && call.Request.Origin() == request)
            {
                return true;
            }
        }

        return false;
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

        var made = call.Request.Origin();
        var isNamed = WrittenMessage.TryFind(made, out var named, "Model") && named is not null;
        var ofItself = isNamed && NamedModel.Of(made, null, known.Value) is { } own ? Refusal.Of(made, own, types) : [];
        foreach (var refusal in Refusal.Of(made, model, types))
        {
            var isSaidElsewhere =
                ofItself.Any(each => each.Value == refusal.Value)
                && !(
                    call.Options is not null && made.Root() == call.Operation.Root() && IsSaidOf(made, refusal, named!)
                );
            if (!isSaidElsewhere && !call.IsRepeated())
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
