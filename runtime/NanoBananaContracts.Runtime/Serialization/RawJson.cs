using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NanoBananaContracts.Serialization;

/// <summary>
/// One JSON value kept as its UTF-8 text, byte for byte as it was read, and written back that way. Two are equal when
/// they are equal as JSON values: white space, escapes and the order of names do not count. <c>default</c> is
/// <em>absent</em>: no value at all, which is not the same as <c>null</c>.
/// </summary>
[JsonConverter(typeof(RawJsonConverter))]
public readonly struct RawJson : IEquatable<RawJson>, IAbsence
{
    private readonly ReadOnlyMemory<byte> utf8;

    internal RawJson(ReadOnlyMemory<byte> utf8) => this.utf8 = utf8;

    /// <summary>The JSON text as UTF-8, without white space around it; empty when absent.</summary>
    public ReadOnlyMemory<byte> Utf8 => utf8;

    /// <summary>True for <c>default</c>: there is no value.</summary>
    public bool IsAbsent => utf8.IsEmpty;

    /// <summary>What the value is; <see cref="JsonValueKind.Undefined"/> when absent.</summary>
    public JsonValueKind ValueKind =>
        utf8.IsEmpty
            ? JsonValueKind.Undefined
            : utf8.Span[0] switch
            {
                (byte)'{' => JsonValueKind.Object,
                (byte)'[' => JsonValueKind.Array,
                (byte)'"' => JsonValueKind.String,
                (byte)'t' => JsonValueKind.True,
                (byte)'f' => JsonValueKind.False,
                (byte)'n' => JsonValueKind.Null,
                _ => JsonValueKind.Number,
            };

    /// <summary>Checks and copies one JSON value.</summary>
    /// <param name="json">JSON text; white space around it is dropped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="ContractFormatException">It is not one JSON value; the message says where it goes wrong.</exception>
    public static RawJson Parse(string json) => Parse(JsonText.ToUtf8(json));

    /// <summary>Checks one JSON value; the memory is kept, not copied, and must not change afterwards.</summary>
    /// <param name="utf8Json">JSON text as UTF-8; white space around it is dropped.</param>
    /// <exception cref="ContractFormatException">It is not one JSON value; the message says where it goes wrong.</exception>
    public static RawJson Parse(ReadOnlyMemory<byte> utf8Json) =>
        ContractReader.Parse(utf8Json, static (ref ContractReader reader) => reader.ReadRaw());

    /// <summary>The value as an element of System.Text.Json, for looking inside.</summary>
    /// <returns>A copy that needs no disposal.</returns>
    /// <exception cref="InvalidOperationException">The value is absent.</exception>
    public JsonElement ToElement()
    {
        if (utf8.IsEmpty)
        {
            throw new InvalidOperationException("There is no JSON value here; check IsAbsent first.");
        }

        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        return JsonElement.ParseValue(ref reader);
    }

    /// <inheritdoc/>
    public bool Equals(RawJson other)
    {
        if (utf8.Span.SequenceEqual(other.utf8.Span))
        {
            return true;
        }

        if (ValueKind != other.ValueKind || IsAbsent)
        {
            return false;
        }

        try
        {
            return JsonElement.DeepEquals(ToElement(), other.ToElement());
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // A string that is not Unicode (half of a surrogate pair) has no value to compare, and the platform does not
            // count with exponents beyond an int; only equal bytes are equal then, and they were not.
            return false;
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Values that are equal must hash alike in whatever way they are written, so texts count only where one value
        // has one text.
        var kind = ValueKind;
        if (
            kind == JsonValueKind.Number
            && double.TryParse(ToString(), JsonText.Number, JsonText.Culture, out var value)
        )
        {
            return (value + 0.0).GetHashCode();
        }

        return (int)kind;
    }

    /// <summary>The JSON text; empty when absent.</summary>
    public override string ToString() => Encoding.UTF8.GetString(utf8.ToArray());

    /// <summary>Compares as JSON values.</summary>
    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    /// <summary>Compares as JSON values.</summary>
    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);
}
