using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// An immutable map from names to values that keeps the order of the JSON it was read from, and equals another when
/// both hold equal values under the same names, whatever the order. <c>default</c> is <em>absent</em>: not written,
/// while a present map without entries is written as <c>{}</c>.
/// </summary>
/// <typeparam name="T">Value.</typeparam>
public readonly struct ValueMap<T> : IReadOnlyDictionary<string, T>, IEquatable<ValueMap<T>>, IAbsence
{
    private readonly Dictionary<string, int>? places;
    private readonly KeyValuePair<string, T>[]? entries;

    /// <summary>Copies <paramref name="entries"/>; the map is present, even without entries. Of two entries with one name the later wins.</summary>
    /// <param name="entries">Entries, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A value is null.</exception>
    public ValueMap(IEnumerable<KeyValuePair<string, T>> entries)
    {
        if (entries is null)
        {
            throw new ArgumentNullException(nameof(entries));
        }

        var kept = new List<KeyValuePair<string, T>>();
        places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Value is null)
            {
                throw new ArgumentException($"The value of \"{entry.Key}\" is null. Leave it out.", nameof(entries));
            }

            if (places.TryGetValue(entry.Key, out var place))
            {
                kept[place] = entry;
            }
            else
            {
                places.Add(entry.Key, kept.Count);
                kept.Add(entry);
            }
        }

        this.entries = [.. kept];
    }

    /// <summary>True for <c>default</c>: the map is not there at all, rather than there and empty.</summary>
    public bool IsAbsent => entries is null;

    /// <summary>Number of entries; 0 when absent.</summary>
    public int Count => entries is null ? 0 : entries.Length;

    /// <summary>Names, in order.</summary>
    public IEnumerable<string> Keys => (entries ?? []).Select(entry => entry.Key);

    /// <summary>Values, in order of their names.</summary>
    public IEnumerable<T> Values => (entries ?? []).Select(entry => entry.Value);

    /// <summary>Value under a name.</summary>
    /// <param name="key">Name; case matters.</param>
    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public T this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The map has no entry \"{key}\".");

    /// <summary>The entries in order, without a copy; empty when absent.</summary>
    public ReadOnlySpan<KeyValuePair<string, T>> AsSpan() => entries;

    /// <summary>True when there is an entry of that name.</summary>
    /// <param name="key">Name; case matters.</param>
    public bool ContainsKey(string key) => places is not null && places.ContainsKey(key);

    /// <summary>Finds the value under a name.</summary>
    /// <param name="key">Name; case matters.</param>
    /// <param name="value">The value when found.</param>
    /// <returns>True when found.</returns>
#if NET
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
#else
    public bool TryGetValue(string key, out T value)
#endif
    {
        if (places is not null && places.TryGetValue(key, out var place))
        {
            value = entries![place].Value;
            return true;
        }

        value = default!;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(ValueMap<T> other)
    {
        if (IsAbsent != other.IsAbsent || Count != other.Count)
        {
            return false;
        }

        foreach (var entry in AsSpan())
        {
            if (!other.TryGetValue(entry.Key, out var value) || !EqualityComparer<T>.Default.Equals(entry.Value, value))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueMap<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = IsAbsent ? 0 : 17;
        foreach (var entry in AsSpan())
        {
            // A sum, because the order of entries does not count.
            hash = unchecked(
                hash
                + StringComparer.Ordinal.GetHashCode(entry.Key)
                + (entry.Value is null ? 0 : 31 * EqualityComparer<T>.Default.GetHashCode(entry.Value))
            );
        }

        return hash;
    }

    /// <summary><c>absent</c>, or the number of entries.</summary>
    public override string ToString() =>
        IsAbsent ? "absent" : $"{{{VisibleText.Of(string.Join(", ", Keys.Take(10)))}}} ({Count})";

    /// <summary>Enumerates without allocating, in order.</summary>
    public Enumerator GetEnumerator() => new(entries);

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, T>>)(entries ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (entries ?? []).GetEnumerator();

    /// <summary>Compares by value.</summary>
    public static bool operator ==(ValueMap<T> left, ValueMap<T> right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(ValueMap<T> left, ValueMap<T> right) => !left.Equals(right);

    /// <summary>Copies a dictionary; null becomes an absent map.</summary>
    /// <param name="entries">Entries, or null.</param>
    public static implicit operator ValueMap<T>(Dictionary<string, T>? entries) =>
        entries is null ? default : new ValueMap<T>(entries);

    /// <summary>Allocation-free enumerator.</summary>
    public struct Enumerator
    {
        private readonly KeyValuePair<string, T>[]? entries;
        private int index;

        internal Enumerator(KeyValuePair<string, T>[]? entries)
        {
            this.entries = entries;
            index = -1;
        }

        /// <summary>Current entry.</summary>
        public readonly KeyValuePair<string, T> Current => entries![index];

        /// <summary>Moves on; false at the end.</summary>
        public bool MoveNext() => entries is not null && ++index < entries.Length;
    }
}

/// <summary>Makes <see cref="ValueMap{T}"/> values.</summary>
public static class ValueMap
{
    /// <summary>A map of the given entries, in order; of two with one name the later wins.</summary>
    /// <typeparam name="T">Value.</typeparam>
    /// <param name="entries">Names and values.</param>
    public static ValueMap<T> Create<T>(params (string Name, T Value)[] entries) =>
        new(entries.Select(entry => new KeyValuePair<string, T>(entry.Name, entry.Value)));

    /// <summary>Gathers the entries of a map; for emitted readers.</summary>
    /// <typeparam name="T">Value.</typeparam>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public struct Builder<T>
    {
        private List<KeyValuePair<string, T>>? entries;

        /// <summary>Adds at the end.</summary>
        /// <param name="name">Name.</param>
        /// <param name="value">Value.</param>
        public void Add(string name, T value) => (entries ??= []).Add(new KeyValuePair<string, T>(name, value));

        /// <summary>True when nothing was added.</summary>
        public readonly bool IsEmpty => entries is null;

        /// <summary>The present map of what was added.</summary>
        public readonly ValueMap<T> Build() => new(entries ?? []);
    }
}
