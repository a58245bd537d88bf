using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What the rules of one compilation look at, by kind of operation, and what they share.</summary>
internal sealed class RuleRegistry(CompilationStartAnalysisContext start)
{
    private readonly Dictionary<OperationKind, List<Action<OperationAnalysisContext>>> actions = [];
    private readonly Dictionary<string, List<Action<OperationAnalysisContext>>> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Action<OperationAnalysisContext>>> properties = new(
        StringComparer.Ordinal
    );

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

    /// <summary>
    /// Looks at calls of methods of some names. Most code calls others: a rule that is not asked costs nothing, its own
    /// compiling included.
    /// </summary>
    /// <param name="action">Looks at one.</param>
    /// <param name="names">The names, whoever's the methods are.</param>
    public void OnCall(Action<OperationAnalysisContext> action, params string[] names) => Add(calls, action, names);

    /// <summary>Looks at reads and writes of properties of some names.</summary>
    /// <param name="action">Looks at one.</param>
    /// <param name="names">The names, whoever's the properties are.</param>
    public void OnProperty(Action<OperationAnalysisContext> action, params string[] names) =>
        Add(properties, action, names);

    /// <summary>Hands the compiler one action a kind: it takes longer to call an action than most rules take to look away.</summary>
    public void Complete()
    {
        On(
            operation => Look(calls, ((IInvocationOperation)operation.Operation).TargetMethod.Name, operation),
            OperationKind.Invocation
        );
        On(
            operation => Look(properties, ((IPropertyReferenceOperation)operation.Operation).Property.Name, operation),
            OperationKind.PropertyReference
        );
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

    private static void Add(
        Dictionary<string, List<Action<OperationAnalysisContext>>> named,
        Action<OperationAnalysisContext> action,
        string[] names
    )
    {
        foreach (var name in names)
        {
            if (!named.TryGetValue(name, out var list))
            {
                named.Add(name, list = []);
            }

            list.Add(action);
        }
    }

    private static void Look(
        Dictionary<string, List<Action<OperationAnalysisContext>>> named,
        string name,
        OperationAnalysisContext operation
    )
    {
        if (named.TryGetValue(name, out var looks))
        {
            foreach (var look in looks)
            {
                look(operation);
            }
        }
    }
}
