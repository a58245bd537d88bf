using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>NBC00xx: all rules on code that uses the contract. One analyzer, so that each operation is handed over once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractCodeAnalyzer() : ContractAnalyzer([.. Rules.SelectMany(rule => rule.Descriptors)])
{
    private static readonly CodeRule[] Rules =
    [
        new ClientPerCallRule(),
        new DeadlineRule(),
        new DocumentedValueRule(),
        new DroppedTurnRule(),
        new EmptyEnumRule(),
        new EndpointUrlRule(),
        new FirstCandidateRule(),
        new FixedExtensionRule(),
        new ImageModalityRule(),
        new KeyExposureRule(),
        new KeyInSourceRule(),
        new ModelRefusesRule(),
        new OneByOneRule(),
        new PictureNotAskedForRule(),
        new ProviderUseRule(),
        new RedirectRule(),
        new RequestBodyRule(),
        new ResilienceRule(),
        new SwallowedFailureRule(),
        new UncheckedPictureRule(),
        new UnknownPriceRule(),
    ];

    private protected override void Register(CompilationStartAnalysisContext start, ContractTypes types)
    {
        var rules = new RuleRegistry(start);
        foreach (var rule in Rules)
        {
            rule.Register(rules, types);
        }

        rules.Complete();
    }
}
