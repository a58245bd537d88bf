using System.Collections.Generic;
using System.Linq;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// An open enum as its emitters see it. Texts are numbered from 1, the canonical ones first, so that the number of a
/// value's canonical text is the number of the value.
/// </summary>
internal sealed class EnumShape
{
    private readonly List<SpelledValue> texts = [];

    /// <summary>Numbers the texts of an enum.</summary>
    public EnumShape(EnumDefinition definition)
    {
        Definition = definition;
        for (var i = 0; i < definition.Values.Count; i++)
        {
            texts.Add(new SpelledValue(definition.Values[i].Text, i + 1));
        }

        for (var i = 0; i < definition.Values.Count; i++)
        {
            foreach (var spelling in definition.Values[i].Spellings)
            {
                if (NumberOf(spelling.Text) == 0)
                {
                    texts.Add(new SpelledValue(spelling.Text, i + 1));
                }
            }
        }
    }

    /// <summary>The enum.</summary>
    public EnumDefinition Definition { get; }

    /// <summary>Its C# name.</summary>
    public string Name => Definition.Name;

    /// <summary>Its texts, in the order of their numbers.</summary>
    public IReadOnlyList<SpelledValue> Texts => texts;

    /// <summary>
    /// C# type of the number of a text. Small in memory; an enum with more texts than a short can number is rare, and
    /// must not wrap around.
    /// </summary>
    public string IndexType => texts.Count > short.MaxValue ? "int" : "short";

    /// <summary>An expression of the value a text's number stands for; they are the same as long as there is one spelling.</summary>
    public string Kind =>
        texts.Count == Definition.Values.Count
            ? "(Known)index"
            : $"(Known)(index <= {CSharpText.Integer(Definition.Values.Count)} ? index : valueOf(index))";

    /// <summary>Number of a text; 0 where it is none of its texts.</summary>
    public int NumberOf(string text) => texts.FindIndex(known => known.Text == text) + 1;
}

/// <summary>A text of an open enum.</summary>
/// <param name="Text">The text.</param>
/// <param name="Value">Number of the value it stands for.</param>
internal readonly record struct SpelledValue(string Text, int Value);
