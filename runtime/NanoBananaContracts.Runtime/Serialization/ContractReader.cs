using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace NanoBananaContracts.Serialization;

/// <summary>Reads one value; the reader stands at its first token, and at its last one afterwards.</summary>
/// <typeparam name="T">Value.</typeparam>
/// <param name="reader">Reader.</param>
public delegate T ContractRead<out T>(ref ContractReader reader);

/// <summary>Where the value of a property begins, for going on after its reading failed half way; for emitted readers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ContractMark
{
    internal ContractMark(int nameStart, int nameLength, int valueStart, int depth)
    {
        NameStart = nameStart;
        NameLength = nameLength;
        ValueStart = valueStart;
        Depth = depth;
    }

    internal int NameStart { get; }

    internal int NameLength { get; }

    internal int ValueStart { get; }

    internal int Depth { get; }
}

/// <summary>
/// Reads JSON for emitted code. It is strict about JSON and lenient about shape: what is not JSON is a
/// <see cref="ContractFormatException"/>, while a value of another type than promised is kept as it is in
/// <see cref="UnknownFields"/>. Raw values and Base64 are slices of the source, not copies, so the source must live and
/// stay unchanged as long as what was read from it.
/// </summary>
public ref partial struct ContractReader
{
    /// <summary>Depth of nesting that is read when nothing else is asked for.</summary>
    public const int DefaultMaxDepth = 64;

    private readonly ReadOnlyMemory<byte> source;
    private readonly ReadBudget? budget;
    private Utf8JsonReader json;
    private int nameStart;
    private int nameLength;
    private bool inexact;

    private ContractReader(ReadOnlyMemory<byte> source, int maxDepth, ReadBudget? budget)
    {
        this.source = source;
        this.budget = budget;
        json = new Utf8JsonReader(source.Span, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>Reads a whole text as one value.</summary>
    /// <typeparam name="T">Value.</typeparam>
    /// <param name="utf8Json">JSON as UTF-8, with or without a byte order mark; kept by the value, see the type.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="maxDepth">Depth of nesting beyond which the text is refused.</param>
    /// <exception cref="ContractFormatException">The text is not JSON, is cut, or is nested too deeply.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read, int maxDepth = DefaultMaxDepth) =>
        Parse(utf8Json, read, maxDepth, null);

    /// <summary>Reads a text that somebody else sent.</summary>
    /// <exception cref="ContractFormatException">The text is not JSON, is cut, or is nested too deeply.</exception>
    /// <exception cref="Exception">It is beyond the budget, which makes the exception.</exception>
    internal static T Parse<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read, ReadBudget budget) =>
        Parse(utf8Json, read, DefaultMaxDepth, budget);

    private static T Parse<T>(ReadOnlyMemory<byte> utf8Json, ContractRead<T> read, int maxDepth, ReadBudget? budget)
    {
        if (read is null)
        {
            throw new ArgumentNullException(nameof(read));
        }

        if (utf8Json.Span.StartsWith("\uFEFF"u8))
        {
            utf8Json = utf8Json.Slice(3);
        }

        var reader = new ContractReader(utf8Json, maxDepth, budget);
        try
        {
            budget?.TakeValue();
            reader.json.Read();
            var value = read(ref reader);
            reader.json.Read();
            return value;
        }
        catch (JsonException exception)
        {
            throw ContractFormatFault.Explain(utf8Json.Span, maxDepth, exception);
        }
    }

    /// <summary>Reads a whole text as one value.</summary>
    /// <typeparam name="T">Value.</typeparam>
    /// <param name="json">JSON.</param>
    /// <param name="read">Reads the value.</param>
    /// <exception cref="ContractFormatException">The text is not JSON, is cut, or is nested too deeply.</exception>
    public static T Parse<T>(string json, ContractRead<T> read) => Parse(JsonText.ToUtf8(json), read);

    /// <summary>True when the reader stands at the start of an object.</summary>
    public readonly bool IsObject => json.TokenType == JsonTokenType.StartObject;

    /// <summary>True when the reader stands at the start of an array.</summary>
    public readonly bool IsArray => json.TokenType == JsonTokenType.StartArray;

    /// <summary>The place of the current property's value; ask before reading it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ContractMark Mark => new(nameStart, nameLength, (int)json.TokenStartIndex, json.CurrentDepth);

    /// <summary>
    /// True when a number was read since the last question whose C# value cannot repeat its text; see
    /// <see cref="KeepVerbatim"/>.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TakeInexact()
    {
        var was = inexact;
        inexact = false;
        return was;
    }

    /// <summary>Goes to the next property of an object and to the first token of its value.</summary>
    /// <param name="name">Its name, unescaped.</param>
    /// <returns>False at the end of the object.</returns>
    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        name = json.ValueSpan;
        nameStart = (int)json.TokenStartIndex + 1;
        nameLength = name.Length;
        budget?.TakeValue();
        if (json.ValueIsEscaped)
        {
            budget?.TakeText(nameLength);
            name = JsonText.UnescapeToUtf8(name);
        }

        json.Read();
        return true;
    }

    /// <summary>Goes to the next item of an array.</summary>
    /// <returns>False at the end of the array.</returns>
    public bool NextItem()
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        budget?.TakeValue();
        return true;
    }

    /// <summary>The name of the current property as a text; false when it is not Unicode.</summary>
    /// <param name="name">The name as <see cref="NextProperty"/> gave it.</param>
    /// <param name="text">The text.</param>
    public readonly bool TryReadName(ReadOnlySpan<byte> name, [NotNullWhen(true)] out string? text)
    {
        budget?.TakeText(nameLength);
        return JsonText.TryUnescape(source.Span.Slice(nameStart, nameLength), out text);
    }

    /// <summary>Takes any value as it is.</summary>
    public RawJson ReadRaw()
    {
        var start = (int)json.TokenStartIndex;
        Skip();
        return new RawJson(source.Slice(start, (int)json.BytesConsumed - start));
    }

    /// <summary>Takes what stands in place of a message.</summary>
    public UnknownFields ReadReplacement() => UnknownFields.Replacing(ReadRaw());

    /// <summary>Keeps the current property, whose value is still unread, as it is.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    public void Keep(ref UnknownFields? unknown)
    {
        var name = source.Slice(nameStart, nameLength);
        (unknown ??= new UnknownFields()).Add(name, ReadRaw());
    }

    /// <summary>Keeps the current property, whose value is still unread, as it is.</summary>
    /// <typeparam name="T">Type the value should have had.</typeparam>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <returns>Null.</returns>
    public T? KeepMessage<T>(ref UnknownFields? unknown)
        where T : class
    {
        Keep(ref unknown);
        return null;
    }

    /// <summary>Keeps the current property, whose value is still unread, as it is.</summary>
    /// <typeparam name="T">Type the value should have had.</typeparam>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <returns>Null.</returns>
    public T? KeepValue<T>(ref UnknownFields? unknown)
        where T : struct
    {
        Keep(ref unknown);
        return null;
    }

    /// <summary>Keeps a property whose list or map was read half way before something did not fit.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <param name="mark">Where its value begins.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void KeepFrom(ref UnknownFields? unknown, ContractMark mark)
    {
        inexact = false;
        if (json.TokenStartIndex == mark.ValueStart)
        {
            Skip();
        }
        else
        {
            SkipToEndOf(mark.Depth);
        }

        (unknown ??= new UnknownFields()).Add(
            source.Slice(mark.NameStart, mark.NameLength),
            new RawJson(source.Slice(mark.ValueStart, (int)json.BytesConsumed - mark.ValueStart))
        );
    }

    /// <summary>Keeps the text of a property that was read, because its C# value cannot repeat it.</summary>
    /// <param name="unknown">Kept fields of the message; made when null.</param>
    /// <param name="mark">Where its value begins.</param>
    /// <param name="name">Wire name in camelCase.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly void KeepVerbatim(ref UnknownFields? unknown, ContractMark mark, ReadOnlySpan<byte> name) =>
        (unknown ??= new UnknownFields()).AddVerbatim(
            name.ToArray(),
            new RawJson(source.Slice(mark.ValueStart, (int)json.BytesConsumed - mark.ValueStart))
        );

    private void Skip()
    {
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            SkipToEndOf(json.CurrentDepth);
        }
    }

    private void SkipToEndOf(int depth)
    {
        while (json.CurrentDepth != depth || json.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            json.Read();
            budget?.TakeRawValue();
        }
    }
}
