using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NanoBananaContracts.Generator.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC0009: the first candidate of a reply, or its first part, taken before anybody asked whether there is one.</summary>
internal sealed class FirstCandidateRule() : CodeRule(CodeRules.UncheckedCandidate)
{
    private const string Candidate = "Candidate";
    private const string Part = "Part";

    public override void Register(RuleRegistry rules, ContractTypes types)
    {
        rules.OnProperty(operation => Analyze(operation, types), WellKnownMemberNames.Indexer);
        rules.On(operation => Analyze(operation, types), OperationKind.ImplicitIndexerReference);
        rules.OnCall(operation => Analyze(operation, types), "First", "Last", "Single", "ElementAt");
    }

    private static void Analyze(OperationAnalysisContext context, ContractTypes types)
    {
        if (TakenFrom(context.Operation) is not { } list)
        {
            return;
        }

        if (IsListOf(list.Type, Candidate, types))
        {
            if (IsBlind(list, types))
            {
                Report(
                    context,
                    "A refused prompt has status 200 and no candidates",
                    "Candidates.Count and PromptFeedback"
                );
            }
        }
        else if (
            IsListOf(list.Type, Part, types)
            && CandidateOf(list, types)?.Followed() is { } candidate
            // One mark for one expression: the candidate's is the first mistake.
            && !(
                TakenFrom(candidate) is { } candidates
                && (Judged(candidates) || (IsListOf(candidates.Type, Candidate, types) && IsBlind(candidates, types)))
            )
            && !LooksAt(list.Root(), Part, types)
        )
        {
            Report(context, "A candidate that was stopped has no parts", "Parts.Count and FinishReason");
        }
    }

    private static void Report(OperationAnalysisContext context, string consequence, string look) =>
        context.ReportDiagnostic(
            OneLineDiagnostic.Create(
                CodeRules.UncheckedCandidate,
                context.Operation.Syntax.GetLocation(),
                consequence,
                look
            )
        );

    /// <summary>The list of <c>list[0]</c>, <c>list[^1]</c>, <c>list.First()</c> and their siblings.</summary>
    private static IOperation? TakenFrom(IOperation operation) =>
        operation switch
        {
            IPropertyReferenceOperation
            {
                Property: { IsIndexer: true, ContainingType.Name: "ValueList" },
                Instance: { } list,
                Arguments.Length: 1,
            } access when access.Arguments[0].Value.ConstantValue.HasValue => list.Resolved(),
            IImplicitIndexerReferenceOperation { Instance: { Type.Name: "ValueList" } list } => list.Resolved(),
            IInvocationOperation call
                when call.TargetMethod
                    is {
                        Name: "First" or "Last" or "Single" or "ElementAt",
                        ContainingType.Name: "Enumerable",
                        ContainingNamespace.Name: "Linq"
                    }
                    // With a condition it is a search, whose author knows what is looked for.
                    && (call.Arguments.Length == 1 || call.TargetMethod.Name == "ElementAt")
                    && call.Arguments[0].Value.Resolved() is { Type.Name: "ValueList" } list => list,
            _ => null,
        };

    private static bool IsBlind(IOperation candidates, ContractTypes types) =>
        !Judged(candidates) && !LooksAt(candidates.Root(), Candidate, types);

    /// <summary>Of a reply that is no failure, or one that a test made: there is a candidate.</summary>
    private static bool Judged(IOperation candidates) =>
        candidates.Followed() is IPropertyReferenceOperation { Instance: { } response }
        && response.Followed() switch
        {
            IPropertyReferenceOperation { Property.Name: "Response" } reply => reply.Property.ContainingType.Name
                is "NanoBananaReply"
                    or "SavedReply",
            IInvocationOperation call => call.TargetMethod.ContainingType.Name == "NanoBananaModelFactory",
            _ => false,
        };

    /// <summary>The candidate whose parts these are; null for those of a request.</summary>
    private static IOperation? CandidateOf(IOperation parts, ContractTypes types) =>
        parts.Followed() is IPropertyReferenceOperation { Property.Name: "Parts", Instance: { } content }
        && content.Followed() is IPropertyReferenceOperation { Property.Name: "Content", Instance: { } candidate }
        && types.IsMessage(candidate.Type, Candidate)
            ? candidate
            : null;

    // Any of these in the same method shows that the author knows there may be none.
    private static bool LooksAt(IOperation root, string element, ContractTypes types)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            var looks = operation switch
            {
                IPropertyReferenceOperation { Property: { Name: "Count" or "IsAbsent" or "IsEmpty" } property } =>
                    IsListOf(property.ContainingType, element, types),
                IPropertyReferenceOperation { Property: { Name: "PromptFeedback" or "FinishReason" } property } =>
                    types.IsMessage(
                        property.ContainingType,
                        element == Candidate ? "GenerateContentResponse" : Candidate
                    ),
                IListPatternOperation pattern => IsListOf(pattern.InputType, element, types),
                // reply.Candidates.Any(), Assert.Single(reply.Candidates), EnsurePicture(reply)
                IArgumentOperation { Parent: IInvocationOperation call } argument => TakenFrom(call) is null
                    && argument.Value.Unconverted().Type is var type
                    && (
                        IsListOf(type, element, types)
                        || (
                            types.IsMessage(type, "GenerateContentResponse")
                            && call.TargetMethod.DeclaringSyntaxReferences.Length > 0
                        )
                    ),
                _ => false,
            };
            if (looks)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsListOf(ITypeSymbol? type, string element, ContractTypes types) =>
        type is INamedTypeSymbol { Name: "ValueList", TypeArguments.Length: 1 } list
        && types.IsMessage(list.TypeArguments[0], element);
}
