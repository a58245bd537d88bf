using System.ComponentModel;
using System.Text;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// The texts of an open enum that has too many of them for a <c>switch</c>, which costs the compiler time and memory by
/// the square of its cases. Texts are numbered from 1, those of the values first; 0 is none of them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumTexts
{
    private readonly string[] texts;
    private readonly int values;
    private readonly int[] valuesOfRest;
    private readonly Dictionary<string, int> numbers;
    private readonly Dictionary<string, Dictionary<int, int>> spellings = new(StringComparer.Ordinal);

    // Sorted by their bytes, each with its number, so that what is read is found without making a text of it.
    private readonly byte[][] sorted;
    private readonly int[] numbersOfSorted;

    /// <summary>Makes one.</summary>
    /// <param name="texts">Every text once: of each value the canonical one, then the others.</param>
    /// <param name="valuesOfRest">Of each text that is not canonical, the number of its value.</param>
    /// <param name="spellings">Names of the spellings.</param>
    /// <param name="spelled">Of each spelling, number of a value and number of its text, in turns.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public EnumTexts(string[] texts, int[] valuesOfRest, string[] spellings, int[][] spelled)
    {
        this.texts = texts ?? throw new ArgumentNullException(nameof(texts));
        this.valuesOfRest = valuesOfRest ?? throw new ArgumentNullException(nameof(valuesOfRest));
        if (spellings is null)
        {
            throw new ArgumentNullException(nameof(spellings));
        }

        if (spelled is null)
        {
            throw new ArgumentNullException(nameof(spelled));
        }

        values = texts.Length - valuesOfRest.Length;
        numbers = new Dictionary<string, int>(texts.Length, StringComparer.Ordinal);
        numbersOfSorted = new int[texts.Length];
        sorted = new byte[texts.Length][];
        for (var i = 0; i < texts.Length; i++)
        {
            numbers.Add(texts[i], i + 1);
            sorted[i] = Encoding.UTF8.GetBytes(texts[i]);
            numbersOfSorted[i] = i + 1;
        }

        Array.Sort(
            sorted,
            numbersOfSorted,
            Comparer<byte[]>.Create(static (x, y) => x.AsSpan().SequenceCompareTo(y.AsSpan()))
        );
        for (var i = 0; i < spellings.Length; i++)
        {
            var pairs = spelled[i];
            var of = new Dictionary<int, int>(pairs.Length / 2);
            for (var j = 0; j < pairs.Length; j += 2)
            {
                of.Add(pairs[j], pairs[j + 1]);
            }

            this.spellings.Add(spellings[i], of);
        }
    }

    /// <summary>Number of a text; 0 where it is none of them.</summary>
    /// <param name="text">Text, or null.</param>
    public int NumberOf(string? text) => text is not null && numbers.TryGetValue(text, out var number) ? number : 0;

    /// <summary>Number of a text; 0 where it is none of them.</summary>
    /// <param name="utf8">Its UTF-8.</param>
    public int NumberOf(ReadOnlySpan<byte> utf8)
    {
        var (low, high) = (0, sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = utf8.SequenceCompareTo(sorted[middle]);
            if (order == 0)
            {
                return numbersOfSorted[middle];
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return 0;
    }

    /// <summary>Text of a number.</summary>
    /// <param name="number">Number, from 1.</param>
    public string TextOf(int number) => texts[number - 1];

    /// <summary>Number of the value that a text stands for.</summary>
    /// <param name="number">Number of the text, or 0.</param>
    public int ValueOf(int number) => number <= values ? number : valuesOfRest[number - values - 1];

    /// <summary>Number of the text that a value has in a spelling; the canonical one where the spelling leaves it out.</summary>
    /// <param name="value">Number of the value.</param>
    /// <param name="spelling">Name of the spelling.</param>
    public int SpellingOf(int value, string spelling) =>
        spellings.TryGetValue(spelling, out var of) && of.TryGetValue(value, out var number) ? number : value;
}
