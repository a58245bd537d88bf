using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the rules of one compilation look at, by kind of operation, and what they share.</summary>
internal sealed class RuleRegistry(CompilationStartAnalysisContext start)
{
    private readonly Dictionary<OperationKind, List<Action<OperationAnalysisContext>>> actions = [];

    /// <summary>The code.</summary>
    public Compilation Compilation => start.Compilation;

    /// <summary>The files and settings beside it.</summary>
    public AnalyzerOptions Options => start.Options;

    /// <summary>The providers that are known, read once for all rules, when the first asks.</summary>
    public Lazy<IReadOnlyList<ProviderFacts>> Providers { get; } = new(() => ProviderFiles.Of(start.Options));

    /// <summary>Looks at operations of some kinds.</summary>
    /// <param name="action">Looks at one.</param>
    /// <param name="kinds">The kinds.</param>
    public void On(Action<OperationAnalysisContext> action, params OperationKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (!actions.TryGetValue(kind, out var list))
            {
                actions.Add(kind, list = []);
            }

            list.Add(action);
        }
    }

    /// <summary>Hands the compiler one action a kind: it takes longer to call an action than most rules take to look away.</summary>
    public void Complete()
    {
        foreach (var kind in actions)
        {
            var looks = kind.Value.ToArray();
            start.RegisterOperationAction(
                operation =>
                {
                    foreach (var look in looks)
                    {
                        look(operation);
                    }
                },
                kind.Key
            );
        }
    }
}
