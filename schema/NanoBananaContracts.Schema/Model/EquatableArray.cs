using System.Collections;

namespace NanoBananaContracts.Schema;

/// <summary>
/// An immutable list that is equal to another when it holds equal items in the same order. Every list of the schema
/// model is one: the generator's caching compares models by value, and an array or ImmutableArray would compare by
/// reference and regenerate on every keystroke.
/// </summary>
/// <typeparam name="T">Item; itself compared by value.</typeparam>
public readonly struct EquatableArray<T> : IReadOnlyList<T>, IEquatable<EquatableArray<T>>
{
    private readonly T[]? items;

    /// <summary>Takes ownership of <paramref name="items"/>; the caller must not change it afterwards.</summary>
    /// <param name="items">Items, in order.</param>
    public EquatableArray(T[] items) => this.items = items;

    /// <summary>Copies <paramref name="items"/>.</summary>
    /// <param name="items">Items, in order.</param>
    public EquatableArray(IEnumerable<T> items) => this.items = [.. items];

    /// <summary>Number of items.</summary>
    public int Count => items is null ? 0 : items.Length;

    /// <summary>True when there are none.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Item at a zero-based index.</summary>
    /// <param name="index">Zero-based index.</param>
    public T this[int index] => items is null ? throw new ArgumentOutOfRangeException(nameof(index)) : items[index];

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        var comparer = EqualityComparer<T>.Default;
        for (var i = 0; i < Count; i++)
        {
            if (!comparer.Equals(items![i], other.items![i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in this)
        {
            hash = unchecked((hash * 31) + (item is null ? 0 : EqualityComparer<T>.Default.GetHashCode(item)));
        }

        return hash;
    }

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (items ?? []).GetEnumerator();

    /// <summary>Compares by value.</summary>
    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);

    /// <summary>Allocation-free enumerator.</summary>
    public struct Enumerator
    {
        private readonly T[]? items;
        private int index;

        internal Enumerator(T[]? items)
        {
            this.items = items;
            index = -1;
        }

        /// <summary>Current item.</summary>
        public readonly T Current => items![index];

        /// <summary>Moves on; false at the end.</summary>
        public bool MoveNext() => items is not null && ++index < items.Length;
    }
}
