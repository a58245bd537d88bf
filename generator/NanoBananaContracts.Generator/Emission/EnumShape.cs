using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Generator.Emission;

/// <summary>
/// An open enum as its emitters see it. Texts are numbered from 1, the canonical ones first, so that the number of a
/// value's canonical text is the number of the value.
/// </summary>
internal sealed class EnumShape
{
    /// <summary>
    /// Most texts that are told apart by a <c>switch</c>. It is the quickest way, and what it costs the compiler grows
    /// with the square of the cases; a table takes over before that counts.
    /// </summary>
    public const int MostSwitched = 256;

    private readonly List<SpelledValue> texts = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>Numbers the texts of an enum.</summary>
    public EnumShape(EnumDefinition definition)
    {
        Definition = definition;
        for (var i = 0; i < definition.Values.Count; i++)
        {
            Add(definition.Values[i].Text, i + 1);
        }

        for (var i = 0; i < definition.Values.Count; i++)
        {
            foreach (var spelling in definition.Values[i].Spellings)
            {
                if (NumberOf(spelling.Text) == 0)
                {
                    Add(spelling.Text, i + 1);
                }
            }
        }

        void Add(string text, int value)
        {
            texts.Add(new SpelledValue(text, value));
            numbers.Add(text, texts.Count);
        }
    }

    /// <summary>The enum.</summary>
    public EnumDefinition Definition { get; }

    /// <summary>Its C# name.</summary>
    public string Name => Definition.Name;

    /// <summary>Its texts, in the order of their numbers.</summary>
    public IReadOnlyList<SpelledValue> Texts => texts;

    /// <summary>True where the texts stand in a table.</summary>
    public bool IsLarge => texts.Count > MostSwitched;

    /// <summary>True where not every provider knows every value.</summary>
    public bool IsOfProviders => Definition.Values.Any(value => !value.Providers.IsEmpty);

    /// <summary>Literal of those that know a value, as <c>ContractValidator.KnownTo</c> takes them; null where all do.</summary>
    public static string ProvidersOf(EnumValue value) =>
        value.Providers.IsEmpty ? "null" : CSharpText.Literal(string.Join(", ", value.Providers));

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

    /// <summary>Whether a text is one to choose: nobody asks for the value that stands for none.</summary>
    public static bool IsOffered(string text) => !text.EndsWith("_UNSPECIFIED", StringComparison.Ordinal);

    /// <summary>Number of a text; 0 where it is none of its texts.</summary>
    public int NumberOf(string text) => numbers.TryGetValue(text, out var number) ? number : 0;
}

/// <summary>A text of an open enum.</summary>
/// <param name="Text">The text.</param>
/// <param name="Value">Number of the value it stands for.</param>
internal readonly record struct SpelledValue(string Text, int Value);
