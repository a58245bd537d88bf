using System.Globalization;
using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>
/// Reads the facts of a provider's file one by one, each as what it has to be: any other value is named by its fact, and
/// so is a fact that there is none of.
/// </summary>
/// <remarks>Numbers and lists that are <see langword="null"/> are not there, as if the file had not named them.</remarks>
internal static class FactReader
{
    /// <summary>The name of the next fact, with the reader on its value; <see langword="null"/> at the object's end.</summary>
    /// <param name="reader">Stands before it.</param>
    /// <param name="told">The names of the object so far; the next one is added.</param>
    /// <exception cref="FormatException">It is one of them: of two values nobody can say which is meant.</exception>
    internal static string? Next(ref Utf8JsonReader reader, List<string> told)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        var name = reader.GetString()!;
        if (told.Contains(name))
        {
            throw new FormatException($"{Shown(name)} is told twice: leave one of the two out.");
        }

        told.Add(name);
        reader.Read();
        return name;
    }

    /// <summary>Whether the value is an object, whose facts come next; not where it is <see langword="null"/>.</summary>
    internal static bool Opens(ref Utf8JsonReader reader, string fact) =>
        Is(ref reader, fact, JsonTokenType.StartObject, "an object");

    internal static string? Text(ref Utf8JsonReader reader, string fact) =>
        Is(ref reader, fact, JsonTokenType.String, "a text") ? reader.GetString() : null;

    internal static bool Flag(ref Utf8JsonReader reader, string fact) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw Wrong(fact, "true or false"),
        };

    internal static long? Whole(ref Utf8JsonReader reader, string fact, long least, long most = long.MaxValue) =>
        !Is(ref reader, fact, JsonTokenType.Number, "a whole number") ? null
        : reader.TryGetInt64(out var number) && number >= least && number <= most ? number
        : throw Wrong(fact, FormattableString.Invariant($"a whole number, {least} or more"));

    /// <summary>A price, a factor or a time: nothing that is negative.</summary>
    internal static decimal? Amount(ref Utf8JsonReader reader, string fact) =>
        !Is(ref reader, fact, JsonTokenType.Number, "a number") ? null
        : reader.TryGetDecimal(out var number) && number >= 0 ? number
        : throw Wrong(fact, "a number, 0 or more");

    internal static string[] Texts(ref Utf8JsonReader reader, string fact)
    {
        const string Texts = "a list of texts";
        var texts = new List<string>();
        if (Is(ref reader, fact, JsonTokenType.StartArray, Texts))
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                texts.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Wrong(fact, Texts));
            }
        }

        return texts.ToArray();
    }

    internal static string[] MediaTypes(ref Utf8JsonReader reader, string fact)
    {
        var types = Texts(ref reader, fact);
        foreach (var type in types)
        {
            RequestRules.CheckMediaType(fact, type);
        }

        return types;
    }

    internal static DateTimeOffset Day(string text, string fact) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var day
        )
            ? day
            : throw Wrong(fact, "a day, written 2026-10-29");

    /// <summary>Passes over what is for people (<c>sources</c>, <c>notes</c>); any other name is a fact misspelt.</summary>
    /// <exception cref="FormatException">It is: its fact would be missing, and nothing would say so.</exception>
    internal static void Skip(ref Utf8JsonReader reader, string name)
    {
        if (name is not ("$schema" or "sources" or "notes"))
        {
            throw new FormatException($"{Shown(name)} is no fact: correct its spelling, or leave it out.");
        }

        reader.Skip();
    }

    internal static FormatException Missing(string fact) => new($"A provider's file has no {fact}.");

    internal static FormatException Wrong(string fact, string wanted) => new($"{fact} is not {wanted}.");

    private static bool Is(ref Utf8JsonReader reader, string fact, JsonTokenType type, string wanted) =>
        reader.TokenType == type || (reader.TokenType == JsonTokenType.Null ? false : throw Wrong(fact, wanted));

    /// <summary>The name, where it is of the kind that facts, tiers, sizes and headers have.</summary>
    private static string Shown(string name)
    {
        const int Longest = 40;
        return name.Length is > 0 and <= Longest && Array.TrueForAll(name.ToCharArray(), IsOfName) ? name : "A name";
    }

    private static bool IsOfName(char unit) =>
        unit is '$' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.';
}
