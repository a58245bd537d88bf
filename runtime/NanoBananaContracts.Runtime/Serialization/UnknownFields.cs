using System.Collections;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// What was read into a message and has no typed place: fields the schema does not know, and known fields whose value
/// is null or not of the promised type (the typed property is unset then). All of it is written back, in order, after
/// the typed properties. Immutable; equal to another when it holds equal fields in the same order.
/// </summary>
public sealed class UnknownFields : IReadOnlyList<UnknownField>, IEquatable<UnknownFields>
{
    private readonly List<UnknownField> fields = [];

    // Texts of typed values that their C# value cannot repeat (a number of 20 digits); see TryFindVerbatim.
    private List<UnknownField>? verbatim;

    internal UnknownFields() { }

    private UnknownFields(RawJson replacement) => Replacement = replacement;

    /// <summary>Makes fields to be sent as they are.</summary>
    /// <param name="fields">Names and values, in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fields"/> is null.</exception>
    /// <exception cref="ArgumentException">A value is absent.</exception>
    public UnknownFields(params (string Name, RawJson Value)[] fields)
    {
        if (fields is null)
        {
            throw new ArgumentNullException(nameof(fields));
        }

        foreach (var (name, value) in fields)
        {
            if (value.IsAbsent)
            {
                throw new ArgumentException(
                    $"The field \"{name}\" has no value; leave it out instead.",
                    nameof(fields)
                );
            }

            this.fields.Add(new UnknownField(JsonText.Escape(name), value));
        }
    }

    /// <summary>Number of fields.</summary>
    public int Count => fields.Count;

    /// <summary>
    /// What stood in place of the whole message where it was no object: <c>null</c>, a number, a text. Absent
    /// otherwise. A message with a replacement is written as that replacement.
    /// </summary>
    public RawJson Replacement { get; }

    /// <summary>True when something that is no object stood in place of the whole message.</summary>
    public bool IsReplacement => !Replacement.IsAbsent;

    /// <summary>Field at an index.</summary>
    /// <param name="index">Zero-based index.</param>
    public UnknownField this[int index] => fields[index];

    /// <summary>Finds a field; the last of that name, which is the one that counts in JSON.</summary>
    /// <param name="name">Name on the wire; case matters.</param>
    /// <returns>Its value; absent when there is none.</returns>
    public RawJson Find(string name)
    {
        const int LongestEscape = 6;
        for (var i = fields.Count - 1; i >= 0; i--)
        {
            // A name may be as long as the reply, and is not made a text only to find that it is another one.
            if (
                fields[i].EscapedName.Length <= LongestEscape * (name?.Length ?? 0)
                && string.Equals(fields[i].Name, name, StringComparison.Ordinal)
            )
            {
                return fields[i].Value;
            }
        }

        return default;
    }

    /// <summary>For emitted validators: true when a field came with a value that does not fit, so that it is there and yet not set.</summary>
    /// <param name="unknown">Kept fields of the message, or null.</param>
    /// <param name="fields">The message.</param>
    /// <param name="property">Number of the field.</param>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public static bool Holds(UnknownFields? unknown, IContractFields fields, int property)
    {
        if (unknown is not null)
        {
            foreach (var field in unknown.fields)
            {
                if (fields.PropertyOf(field.NameUtf8.Span) == property)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>For emitted writers: the text a property was read with, where its C# value cannot repeat it.</summary>
    /// <param name="name">Wire name in camelCase.</param>
    /// <param name="text">The JSON text; it counts only while it still stands for the property's value.</param>
    /// <returns>True when there is one.</returns>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public bool TryFindVerbatim(ReadOnlySpan<byte> name, out RawJson text)
    {
        for (var i = verbatim is null ? -1 : verbatim.Count - 1; i >= 0; i--)
        {
            if (verbatim![i].EscapedName.Span.SequenceEqual(name))
            {
                text = verbatim[i].Value;
                return true;
            }
        }

        text = default;
        return false;
    }

    /// <inheritdoc/>
    public bool Equals(UnknownFields? other)
    {
        if (other is null || fields.Count != other.fields.Count || Replacement != other.Replacement)
        {
            return false;
        }

        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] != other.fields[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnknownFields);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Replacement.GetHashCode();
        foreach (var field in fields)
        {
            hash = unchecked((hash * 31) + field.GetHashCode());
        }

        return hash;
    }

    /// <summary>The names, never the values, which may be large.</summary>
    public override string ToString() =>
        IsReplacement
            ? $"{Replacement.ValueKind} in place of an object"
            : VisibleText.Of(string.Join(", ", fields.ConvertAll(f => f.Name)));

    /// <inheritdoc/>
    public IEnumerator<UnknownField> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static UnknownFields Replacing(RawJson replacement) => new(replacement);

    internal void Add(ReadOnlyMemory<byte> escapedName, RawJson value) =>
        fields.Add(new UnknownField(escapedName, value));

    internal void AddVerbatim(ReadOnlyMemory<byte> name, RawJson value) =>
        (verbatim ??= []).Add(new UnknownField(name, value));
}

/// <summary>One field without a typed place.</summary>
public readonly struct UnknownField : IEquatable<UnknownField>
{
    internal UnknownField(ReadOnlyMemory<byte> escapedName, RawJson value)
    {
        EscapedName = escapedName;
        Value = value;
    }

    /// <summary>Name on the wire. Where it is not Unicode, its escapes are left as they stand.</summary>
    public string Name => JsonText.Unescape(EscapedName.Span);

    /// <summary>The name as it stood between its quotes, as UTF-8, escapes and all.</summary>
    public ReadOnlyMemory<byte> EscapedName { get; }

    /// <summary>The name as UTF-8, unescaped; as it stands where it is not Unicode.</summary>
    public ReadOnlyMemory<byte> NameUtf8 =>
        EscapedName.Span.IndexOf((byte)'\\') < 0 ? EscapedName : JsonText.UnescapeToUtf8(EscapedName.Span);

    /// <summary>Its value, as it was.</summary>
    public RawJson Value { get; }

    /// <inheritdoc/>
    public bool Equals(UnknownField other) =>
        (
            EscapedName.Span.SequenceEqual(other.EscapedName.Span)
            || string.Equals(Name, other.Name, StringComparison.Ordinal)
        )
        && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UnknownField other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        unchecked((StringComparer.Ordinal.GetHashCode(Name) * 31) + Value.GetHashCode());

    /// <summary>Compares names and values.</summary>
    public static bool operator ==(UnknownField left, UnknownField right) => left.Equals(right);

    /// <summary>Compares names and values.</summary>
    public static bool operator !=(UnknownField left, UnknownField right) => !left.Equals(right);
}
