using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// An immutable list that equals another when it holds equal items in the same order, so that records which hold one
/// compare by value. <c>default</c> is <em>absent</em>: it enumerates as empty and is not written to JSON, while a
/// present list without items is written as <c>[]</c>; the two are not equal.
/// </summary>
/// <typeparam name="T">Item.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>, IAbsence
{
    private readonly T[]? items;

    internal ValueList(T[] items, int count)
    {
        this.items = items;
        Count = count;
    }

    /// <summary>Copies <paramref name="items"/>; the list is present, even without items.</summary>
    /// <param name="items">Items, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="ArgumentException">An item is null.</exception>
    public ValueList(IEnumerable<T> items)
    {
        if (items is null)
        {
            throw new ArgumentNullException(nameof(items));
        }

        this.items = ValueList.WithoutNull<T>([.. items]);
        Count = this.items.Length;
    }

    /// <summary>True for <c>default</c>: the list is not there at all, rather than there and empty.</summary>
    public bool IsAbsent => items is null;

    /// <summary>True when there is no item, be the list absent or empty.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Number of items; 0 when absent.</summary>
    public int Count { get; }

    /// <summary>Item at an index.</summary>
    /// <param name="index">Zero-based index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public T this[int index] =>
        (uint)index < (uint)Count
            ? items![index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {Count} items.");

    /// <summary>The items, without a copy; empty when absent.</summary>
    public ReadOnlySpan<T> AsSpan() => new(items, 0, Count);

    /// <summary>A copy of the items; empty when absent.</summary>
    public T[] ToArray() => AsSpan().ToArray();

    /// <summary>A list with one item more at the end; an absent list becomes present.</summary>
    /// <param name="item">Item.</param>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public ValueList<T> Add(T item)
    {
        if (item is null)
        {
            throw new ArgumentNullException(nameof(item));
        }

        var longer = new T[Count + 1];
        AsSpan().CopyTo(longer);
        longer[Count] = item;
        return new ValueList<T>(longer, longer.Length);
    }

    /// <inheritdoc/>
    public bool Equals(ValueList<T> other)
    {
        if (IsAbsent != other.IsAbsent || Count != other.Count)
        {
            return false;
        }

        if (ReferenceEquals(items, other.items))
        {
            return true;
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
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = IsAbsent ? 0 : 17;
        foreach (var item in AsSpan())
        {
            hash = unchecked((hash * 31) + (item is null ? 0 : EqualityComparer<T>.Default.GetHashCode(item)));
        }

        return hash;
    }

    /// <summary><c>absent</c>, or the items in brackets, at most ten of them.</summary>
    public override string ToString()
    {
        if (IsAbsent)
        {
            return "absent";
        }

        var shown = Math.Min(Count, 10);
        var texts = new string[shown];
        for (var i = 0; i < shown; i++)
        {
            texts[i] = items![i] is IFormattable item
                ? item.ToString(null, CultureInfo.InvariantCulture)
                : items[i]?.ToString() ?? "null";
        }

        return "[" + VisibleText.Of(string.Join(", ", texts)) + (Count > shown ? $", ... {Count - shown} more]" : "]");
    }

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(items, Count);

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return items![i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    /// <summary>Compares by value.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);

    /// <summary>Copies an array; null becomes an absent list.</summary>
    /// <param name="items">Items, or null.</param>
    /// <exception cref="ArgumentException">An item is null.</exception>
    public static implicit operator ValueList<T>(T[]? items) => items is null ? default : ValueList.Create<T>(items);

    /// <summary>Copies a list; null becomes an absent list.</summary>
    /// <param name="items">Items, or null.</param>
    /// <exception cref="ArgumentException">An item is null.</exception>
    public static implicit operator ValueList<T>(List<T>? items) =>
        items is null ? default : ValueList.Create<T>(items.ToArray());

    /// <summary>Allocation-free enumerator.</summary>
    public struct Enumerator
    {
        private readonly T[]? items;
        private readonly int count;
        private int index;

        internal Enumerator(T[]? items, int count)
        {
            this.items = items;
            this.count = count;
            index = -1;
        }

        /// <summary>Current item.</summary>
        public readonly T Current => items![index];

        /// <summary>Moves on; false at the end.</summary>
        public bool MoveNext() => ++index < count;
    }
}

/// <summary>Makes <see cref="ValueList{T}"/> values.</summary>
public static class ValueList
{
    /// <summary>Copies <paramref name="items"/>; what a collection expression calls.</summary>
    /// <typeparam name="T">Item.</typeparam>
    /// <param name="items">Items, in order.</param>
    /// <exception cref="ArgumentException">An item is null.</exception>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(WithoutNull(items.ToArray()), items.Length);

    /// <summary>The same items, none of which is null: JSON has no such list, and nobody behind this looks again.</summary>
    internal static T[] WithoutNull<T>(T[] items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is null)
            {
                throw new ArgumentException($"Item {i} is null. Leave it out.", nameof(items));
            }
        }

        return items;
    }

    /// <summary>
    /// Gathers the items of a list of unknown length; for emitted readers. One item costs an array of one, which is
    /// what most lists of a reply hold.
    /// </summary>
    /// <typeparam name="T">Item.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public struct Builder<T>
    {
        private T[]? items;
        private int count;

        /// <summary>Adds at the end.</summary>
        /// <param name="item">Item.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(T item)
        {
            if (items is null || count == items.Length)
            {
                Grow();
            }

            items![count++] = item;
        }

        /// <summary>The present list of what was added; the builder must not be used afterwards.</summary>
        public readonly ValueList<T> Build() => new(items ?? [], count);

        private void Grow() =>
            Array.Resize(
                ref items,
                items is null ? 1
                    : items.Length < 4 ? 4
                    : checked(items.Length * 2)
            );
    }
}
