using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NanoBananaContracts.Serialization;

/// <summary>Reads one value; the reader stands at its first token, and at its last one afterwards.</summary>
/// <typeparam name="T">Value.</typeparam>
/// <param name="reader">Reader.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate T ResponseRead<out T>(ref ResponseReader reader);

/// <summary>
/// Reads what a model wrote by a schema, for emitted code. Unlike <see cref="ContractReader"/> it keeps nothing that it does not
/// know and is strict about what it does: a caller gets a whole value or an exception. A bound that does not exist is the
/// last of its type.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ResponseReader
{
    private Utf8JsonReader json;

    private ResponseReader(byte[] utf8) =>
        json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ContractReader.DefaultMaxDepth });

    /// <summary>Reads a whole text as one value.</summary>
    /// <typeparam name="T">Value.</typeparam>
    /// <param name="text">What the model wrote; null where it wrote nothing.</param>
    /// <param name="read">Reads the value.</param>
    /// <exception cref="ResponseContractException">It is no JSON, or breaks the schema.</exception>
    public static T Parse<T>(string? text, ResponseRead<T> read)
    {
        if (read is null)
        {
            throw new ArgumentNullException(nameof(read));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ResponseContractException(
                "The reply has no words where JSON was expected. Ask for them: ResponseModalities with TEXT, ResponseMimeType \"application/json\" and ResponseJsonSchema."
            );
        }

        byte[]? utf8 = null;
        try
        {
            utf8 = JsonText.ToUtf8(text!);
            var reader = new ResponseReader(utf8);
            reader.json.Read();
            var value = read(ref reader);
            reader.json.Read();
            return value;
        }
        catch (JsonException exception)
        {
            var fault = ContractFormatFault.Explain(utf8, ContractReader.DefaultMaxDepth, exception);
            throw new ResponseContractException(fault.Path, fault.Message, fault);
        }
        catch (ContractFormatException exception)
        {
            throw new ResponseContractException(exception.Path, exception.Message, exception);
        }
        catch (Misfit misfit)
        {
            var path = ContractFormatFault.PathAt(utf8, misfit.Offset, ContractReader.DefaultMaxDepth);
            var message = path.Length == 0 ? misfit.Message : path + ": " + misfit.Message;
            throw new ResponseContractException(path, message, null);
        }
    }

    /// <summary>Reads a whole text as one value, or tells what is wrong with it.</summary>
    /// <typeparam name="T">Value.</typeparam>
    /// <param name="text">What the model wrote; null where it wrote nothing.</param>
    /// <param name="read">Reads the value.</param>
    /// <param name="value">The value.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    /// <returns>True when nothing is.</returns>
    public static bool TryParse<T>(
        string? text,
        ResponseRead<T> read,
        [NotNullWhen(true)] out T? value,
        [NotNullWhen(false)] out string? problem
    )
        where T : class
    {
        try
        {
            value = Parse(text, read);
            problem = null;
            return true;
        }
        catch (ResponseContractException exception)
        {
            value = null;
            problem = exception.Message;
            return false;
        }
    }

    /// <summary>Whether the value is null.</summary>
    public readonly bool IsNull => json.TokenType == JsonTokenType.Null;

    /// <summary>Goes into an object.</summary>
    public readonly void BeginObject() => Want(JsonTokenType.StartObject, "an object");

    /// <summary>Goes into a list.</summary>
    public readonly void BeginArray() => Want(JsonTokenType.StartArray, "a list");

    /// <summary>Goes to the next property of an object.</summary>
    /// <returns>False at its end.</returns>
    public bool NextProperty()
    {
        json.Read();
        return json.TokenType != JsonTokenType.EndObject;
    }

    /// <summary>Goes to the next item of a list.</summary>
    /// <returns>False at its end.</returns>
    public bool NextItem()
    {
        json.Read();
        return json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Goes to the value of a property if it has this name.</summary>
    /// <param name="name">Name.</param>
    public bool Take(string name)
    {
        if (!json.ValueTextEquals(name))
        {
            return false;
        }

        json.Read();
        return true;
    }

    /// <summary>Leaves out a property that the schema does not know.</summary>
    public void Skip() => json.Skip();

    /// <summary>Refuses an object, at its end, that lacks a property.</summary>
    /// <param name="isThere">Whether it had it.</param>
    /// <param name="name">Name.</param>
    public readonly void Require(bool isThere, string name)
    {
        if (!isThere)
        {
            throw Wrong($"\"{name}\" is missing.");
        }
    }

    /// <summary>Refuses a list, at its end, that has too few or too many items.</summary>
    /// <param name="count">How many it has.</param>
    /// <param name="least">Fewest.</param>
    /// <param name="most">Most.</param>
    public readonly void Count(int count, int least, int most) => Length(count, least, most, "item");

    /// <summary>Reads a text.</summary>
    /// <param name="least">Fewest characters, as code points.</param>
    /// <param name="most">Most characters.</param>
    /// <param name="pattern">What all of it must match, or null.</param>
    public readonly string ReadString(int least, int most, Regex? pattern)
    {
        Want(JsonTokenType.String, "a text");
        var text = Text();
        var characters = text.Length;
        foreach (var character in text)
        {
            characters -= char.IsLowSurrogate(character) ? 1 : 0;
        }

        Length(characters, least, most, "character");
        if (pattern is not null && !Matches(pattern, text))
        {
            throw Wrong("must match the pattern of the schema, and does not.");
        }

        return text;
    }

    /// <summary>Reads a truth value.</summary>
    public readonly bool ReadBoolean() =>
        json.TokenType is JsonTokenType.True or JsonTokenType.False
            ? json.GetBoolean()
            : throw Wrong("must be true or false.");

    /// <summary>Reads a whole number.</summary>
    /// <param name="least">Smallest.</param>
    /// <param name="most">Largest.</param>
    public readonly long ReadInteger(long least, long most)
    {
        // 5.0 is one as well, in JSON Schema.
        if (
            json.TokenType != JsonTokenType.Number
            || !json.TryGetDecimal(out var value)
            || decimal.Truncate(value) != value
        )
        {
            throw Wrong("must be a whole number.");
        }

        return value >= least && value <= most
            ? (long)value
            : throw Wrong(FormattableString.Invariant($"must be a whole number from {least} to {most}."));
    }

    /// <summary>Reads a number.</summary>
    /// <param name="least">Smallest.</param>
    /// <param name="most">Largest.</param>
    public readonly double ReadNumber(double least, double most)
    {
        Want(JsonTokenType.Number, "a number");
        // Older frameworks refuse what is too large, newer ones make it infinite.
        var isNumber = json.TryGetDouble(out var value);
        Within(isNumber && value >= least && value <= most && !double.IsInfinity(value), least, most);
        return value;
    }

    /// <summary>Reads a decimal number.</summary>
    /// <param name="least">Smallest.</param>
    /// <param name="most">Largest.</param>
    public readonly decimal ReadDecimal(double least, double most)
    {
        Want(JsonTokenType.Number, "a number");
        var isDecimal = json.TryGetDecimal(out var value);
        Within(isDecimal && (double)value >= least && (double)value <= most, least, most);
        return value;
    }

    /// <summary>Reads a text that is one of several.</summary>
    /// <param name="choices">The texts.</param>
    /// <returns>Its index.</returns>
    public readonly int ReadChoice(string[] choices)
    {
        if (choices is null)
        {
            throw new ArgumentNullException(nameof(choices));
        }

        const int MostShown = 20;
        if (json.TokenType == JsonTokenType.String)
        {
            for (var i = 0; i < choices.Length; i++)
            {
                if (json.ValueTextEquals(choices[i]))
                {
                    return i;
                }
            }
        }

        throw Wrong(
            $"must be one of {string.Join(", ", choices.Take(MostShown))}{(choices.Length > MostShown ? ", ..." : "")}."
        );
    }

    private static bool Matches(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern that takes so long cannot be said to match.
            return false;
        }
    }

    private readonly string Text()
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("must be a text, and has half of a surrogate pair.");
        }
    }

    private readonly void Want(JsonTokenType type, string what)
    {
        if (json.TokenType != type)
        {
            throw Wrong($"must be {what}{(IsNull ? ", and is null" : "")}.");
        }
    }

    private readonly void Length(int count, int least, int most, string what)
    {
        if (count < least || count > most)
        {
            throw Wrong(
                FormattableString.Invariant(
                    $"must have {(count < least ? $"at least {Counted.Of(least, what)}" : $"at most {Counted.Of(most, what)}")}, and has {count}."
                )
            );
        }
    }

    private readonly void Within(bool isWithin, double least, double most)
    {
        if (!isWithin)
        {
            throw Wrong(FormattableString.Invariant($"must be a number from {least} to {most}."));
        }
    }

    private readonly Misfit Wrong(string what) => new(json.TokenStartIndex, what);

    /// <summary>Where something does not fit; the path is found when the whole text is at hand.</summary>
    private sealed class Misfit(long offset, string message) : Exception(message)
    {
        public long Offset { get; } = offset;
    }
}
