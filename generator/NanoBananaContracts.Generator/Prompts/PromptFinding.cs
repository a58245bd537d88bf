using Microsoft.CodeAnalysis;

namespace NanoBananaContracts.Generator.Prompts;

/// <summary>Something wrong with a prompt. Where it is in a file is only looked up by who reports it.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="At">The symbol that is wrong; null where it is the prompt's text.</param>
/// <param name="Start">Where in the prompt.</param>
/// <param name="Length">How much of the prompt; -1 for all of it.</param>
/// <param name="Texts">What its message quotes.</param>
internal sealed record PromptFinding(
    DiagnosticDescriptor Rule,
    ISymbol? At,
    int Start,
    int Length,
    params string[] Texts
)
{
    /// <summary>Of a symbol.</summary>
    public static PromptFinding Of(DiagnosticDescriptor rule, ISymbol at, params string[] texts) =>
        new(rule, at, 0, 0, texts);
}
