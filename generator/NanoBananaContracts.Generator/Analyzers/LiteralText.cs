using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace NanoBananaContracts.Generator.Analyzers;

/// <summary>
/// The text of a string literal of any kind, each character with its place in the source: through escapes, doubled
/// quotes and braces, and the indentation of a raw string. A hole of an interpolated string is one character,
/// <see cref="Hole"/>, unless it is a constant.
/// </summary>
internal sealed class LiteralText
{
    /// <summary>Stands for a hole: a character of private use, which no text of a request has.</summary>
    public const char Hole = '\uE000';

    private readonly LiteralSyntax syntax;
    private readonly List<LiteralCharacter> characters;

    private LiteralText(SyntaxNode node, LiteralSyntax syntax, List<LiteralCharacter> characters)
    {
        Node = node;
        this.syntax = syntax;
        this.characters = characters;
        var builder = new StringBuilder(characters.Count);
        foreach (var character in characters)
        {
            builder.Append(character.Value);
        }

        Value = builder.ToString();
    }

    /// <summary>The literal.</summary>
    public SyntaxNode Node { get; }

    /// <summary>Its text.</summary>
    public string Value { get; }

    /// <summary>Reads a literal; null for an operation that is none.</summary>
    public static LiteralText? Of(IOperation operation) =>
        operation switch
        {
            IUtf8StringOperation utf8 => OfToken(utf8.Syntax, utf8.Value),
            ILiteralOperation when operation.Text() is { } text => OfToken(operation.Syntax, text),
            IInterpolatedStringOperation text => OfParts(text),
            _ => null,
        };

    /// <summary>Where characters of the text stand in the source.</summary>
    /// <param name="start">Offset of the first.</param>
    /// <param name="end">Offset behind the last; where it is <paramref name="start"/>, one character is meant.</param>
    public Location Place(int start, int end)
    {
        if (characters.Count == 0)
        {
            return Node.GetLocation();
        }

        var first = characters[Math.Min(start, characters.Count - 1)];
        var last = characters[Math.Min(Math.Max(start, end - 1), characters.Count - 1)];
        return Location.Create(Node.SyntaxTree, TextSpan.FromBounds(first.Start, Math.Max(first.End, last.End)));
    }

    /// <summary>
    /// What to write in the place of characters, escaped as this kind of literal needs it; null where it cannot be
    /// written, or where they do not stand in the literal itself.
    /// </summary>
    public string? Replacement(int start, int end, string text)
    {
        for (var i = start; i < end; i++)
        {
            if (!characters[i].IsWritten)
            {
                return null;
            }
        }

        return end > start ? syntax.Escaped(text) : null;
    }

    /// <summary>The same text as JSON: a hole outside a string stands for a value, and is a string of one hole.</summary>
    public LiteralText WithHolesAsValues()
    {
        if (Value.IndexOf(Hole) < 0)
        {
            return this;
        }

        var mapped = new List<LiteralCharacter>(characters.Count + 8);
        var isInString = false;
        for (var i = 0; i < characters.Count; i++)
        {
            var each = characters[i];
            if (each.Value == Hole && !isInString)
            {
                mapped.Add(each.As('"'));
                mapped.Add(each);
                mapped.Add(each.As('"'));
                continue;
            }

            mapped.Add(each);
            if (each.Value == '\\' && isInString && i + 1 < characters.Count && characters[i + 1].Value != Hole)
            {
                mapped.Add(characters[++i]);
            }
            else if (each.Value == '"')
            {
                isInString = !isInString;
            }
        }

        return new LiteralText(Node, syntax, mapped);
    }

    private static LiteralText? OfToken(SyntaxNode node, string text)
    {
        // A constant of another name stands elsewhere, and is looked at there.
        if (node is not LiteralExpressionSyntax literal)
        {
            return null;
        }

        var syntax = LiteralSyntax.Of(literal.Token.Text);
        var characters = new List<LiteralCharacter>(text.Length);
        syntax.ReadLiteral(literal.Token.Text, literal.Token.SpanStart, characters);
        return Holds(characters, 0, text)
            ? new LiteralText(node, syntax, characters)
            : new LiteralText(node, syntax, Unplaced(node, text));
    }

    private static LiteralText? OfParts(IInterpolatedStringOperation operation)
    {
        if (operation.Syntax is not InterpolatedStringExpressionSyntax node)
        {
            return null;
        }

        var syntax = LiteralSyntax.Of(node.StringStartToken.Text, node.StringEndToken.Text);
        var characters = new List<LiteralCharacter>();
        foreach (var part in operation.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Syntax: InterpolatedStringTextSyntax piece } text
                    when text.Text.Text() is { } value:
                    var before = characters.Count;
                    syntax.ReadPiece(piece.TextToken.Text, piece.SpanStart, AtLineStart(node, piece), characters);
                    if (!Holds(characters, before, value))
                    {
                        characters.RemoveRange(before, characters.Count - before);
                        characters.AddRange(Unplaced(piece, value));
                    }

                    break;
                case IInterpolationOperation { Alignment: null, FormatString: null } hole
                    when hole.Expression.Text() is { } constant:
                    characters.AddRange(Unplaced(hole.Syntax, constant));
                    break;
                default:
                    characters.AddRange(Unplaced(part.Syntax, Hole.ToString()));
                    break;
            }
        }

        return new LiteralText(node, syntax, characters);
    }

    // The indentation of a raw string goes at the start of a line, not after a hole.
    private static bool AtLineStart(InterpolatedStringExpressionSyntax node, SyntaxNode piece) =>
        node.Contents.Count > 0
        && node.Contents[0] == piece
        && node.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken);

    // What the compiler reads is right: where we read something else, no place is guessed.
    private static bool Holds(List<LiteralCharacter> characters, int from, string text)
    {
        if (characters.Count - from != text.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (characters[from + i].Value != text[i])
            {
                return false;
            }
        }

        return true;
    }

    private static List<LiteralCharacter> Unplaced(SyntaxNode node, string text)
    {
        var list = new List<LiteralCharacter>(text.Length);
        foreach (var each in text)
        {
            list.Add(new LiteralCharacter(each, node.SpanStart, node.Span.End, IsWritten: false));
        }

        return list;
    }
}

/// <summary>One character of a literal's text.</summary>
/// <param name="Value">The character.</param>
/// <param name="Start">Where it is written in the source.</param>
/// <param name="End">Where what is written for it ends.</param>
/// <param name="IsWritten">False where it comes from somewhere else: out of a hole.</param>
internal readonly record struct LiteralCharacter(char Value, int Start, int End, bool IsWritten)
{
    /// <summary>Another character in the same place.</summary>
    public LiteralCharacter As(char value) => this with { Value = value };
}
