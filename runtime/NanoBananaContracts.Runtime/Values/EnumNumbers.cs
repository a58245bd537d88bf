using System.ComponentModel;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// The numbers of an open enum of integers that has too many of them for a <c>switch</c>, see <see cref="EnumTexts"/>.
/// Values are counted from 1; 0 is none of them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumNumbers
{
    private readonly long[] numbers;
    private readonly Dictionary<long, int> indexes;

    /// <summary>Makes one.</summary>
    /// <param name="numbers">Every value once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="numbers"/> is null.</exception>
    public EnumNumbers(long[] numbers)
    {
        this.numbers = numbers ?? throw new ArgumentNullException(nameof(numbers));
        indexes = new Dictionary<long, int>(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            indexes.Add(numbers[i], i + 1);
        }
    }

    /// <summary>Index of a number; 0 where it is none of them.</summary>
    /// <param name="number">Number.</param>
    public int IndexOf(long number) => indexes.TryGetValue(number, out var index) ? index : 0;

    /// <summary>Number of an index.</summary>
    /// <param name="index">Index, from 1.</param>
    public long NumberOf(int index) => numbers[index - 1];
}
