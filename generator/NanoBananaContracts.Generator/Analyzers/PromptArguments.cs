using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>What an <c>[ImagePrompt]</c> says, each with its place in the source.</summary>
internal sealed class PromptArguments
{
    private readonly Dictionary<string, (object? Value, Location Place)> named = new(StringComparer.Ordinal);
    private readonly AttributeSyntax attribute;
    private readonly SemanticModel model;
    private readonly ExpressionSyntax? prompt;

    private PromptArguments(AttributeData data, AttributeSyntax attribute, SemanticModel model)
    {
        this.attribute = attribute;
        this.model = model;
        foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText is not { } name)
            {
                prompt ??= argument.Expression;
                continue;
            }

            foreach (var pair in data.NamedArguments)
            {
                if (pair.Key == name)
                {
                    named[name] = (pair.Value.Value, argument.Expression.GetLocation());
                }
            }
        }
    }

    /// <summary>Reads an attribute; null where it does not stand in the file that is looked at.</summary>
    public static PromptArguments? Of(AttributeData data, SemanticModel model) =>
        data.ApplicationSyntaxReference is { } place
        && place.SyntaxTree == model.SyntaxTree
        && place.GetSyntax() is AttributeSyntax attribute
            ? new PromptArguments(data, attribute, model)
            : null;

    /// <summary>A text that is given by name; null where none is.</summary>
    public string? Text(string name) => named.TryGetValue(name, out var found) ? found.Value as string : null;

    /// <summary>A number that is given by name; null where none is.</summary>
    public double? Number(string name) => named.TryGetValue(name, out var found) ? found.Value as double? : null;

    /// <summary>Whether something is given by name.</summary>
    public bool Has(string name) => named.ContainsKey(name);

    /// <summary>Where what is given by name stands.</summary>
    public Location Place(string name) =>
        named.TryGetValue(name, out var found) ? found.Place : attribute.GetLocation();

    /// <summary>Where characters of the prompt stand: in the literal they are written in, wherever that can be told.</summary>
    /// <param name="start">The first.</param>
    /// <param name="length">How many; -1 for all of the prompt.</param>
    public Location PlaceOfPrompt(int start, int length)
    {
        if (prompt is null)
        {
            return attribute.GetLocation();
        }

        return
            length >= 0
            && model.GetOperation(prompt) is { } operation
            && Find(operation, ref start, length) is { } place
            ? place
            : prompt.GetLocation();
    }

    /// <summary>Looks through the literals of a prompt that is put together with <c>+</c>.</summary>
    private static Location? Find(IOperation operation, ref int start, int length)
    {
        operation = operation.Unconverted();
        if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum)
        {
            return Find(sum.LeftOperand, ref start, length) ?? Find(sum.RightOperand, ref start, length);
        }

        var text = operation.Text();
        if (text is not null && start >= 0 && start + length <= text.Length)
        {
            // A constant of another name stands elsewhere.
            return LiteralText.Of(operation)?.Place(start, start + length) ?? operation.Syntax.GetLocation();
        }

        start -= text?.Length ?? 0;
        return null;
    }
}
