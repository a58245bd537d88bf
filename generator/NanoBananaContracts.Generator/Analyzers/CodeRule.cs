using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>A rule on code that uses the contract, or a few that look at the same places.</summary>
internal abstract class CodeRule(params DiagnosticDescriptor[] descriptors)
{
    /// <summary>What it may report.</summary>
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(descriptors);

    /// <summary>Registers what looks at the code of one compilation.</summary>
    /// <param name="rules">Where to.</param>
    /// <param name="types">Our types in it.</param>
    public abstract void Register(RuleRegistry rules, ContractTypes types);
}
