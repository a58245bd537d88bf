using System.Text.Json;

namespace NanoBananaContracts.Conformance.Subjects.Exec;

/// <summary>
/// One object of a client's line, read in words that its author knows. What is required is held to its type; what is
/// optional and cannot be read counts as left out, with a warning: it decides nothing.
/// </summary>
internal sealed class ProtocolLine
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly string what;
    private readonly List<string> warnings;

    private ProtocolLine(JsonElement element, string what, string[] keys, List<string> warnings)
    {
        this.what = what;
        this.warnings = warnings;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"{what} is no JSON object.");
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!keys.Contains(member.Name))
            {
                throw new InvalidDataException(
                    $"{what} has no key '{Shorten(member.Name)}'. There are: {string.Join(", ", keys)}."
                );
            }

            if (!members.TryAdd(member.Name, member.Value))
            {
                throw new InvalidDataException($"'{member.Name}' stands twice in {what}.");
            }
        }

        // What is null is left out.
        foreach (var key in keys.Where(key => Has(key) && members[key].ValueKind == JsonValueKind.Null))
        {
            members.Remove(key);
        }
    }

    /// <summary>What was passed over so far.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="what">What it is to be, for messages: "the hello".</param>
    /// <param name="keys">The keys it can have.</param>
    /// <exception cref="InvalidDataException">It is no JSON object, or has another key, or one twice.</exception>
    public static ProtocolLine Parse(string line, string what, params string[] keys)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return new ProtocolLine(document.RootElement.Clone(), what, keys, []);
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"{what} is no JSON.");
        }
    }

    /// <summary>The beginning of a text, for messages.</summary>
    public static string Shorten(string text) => text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "...");

    public bool Has(string key) => members.ContainsKey(key);

    public string Text(string key) => TextOf(Required(key), key) ?? throw Wrong(key, "text");

    public string? OptionalText(string key) => Optional(key, "text", e => TextOf(e, key));

    public long Number(string key) =>
        Required(key) is { ValueKind: JsonValueKind.Number } e && e.TryGetInt64(out var number)
            ? number
            : throw Wrong(key, "a whole number");

    public bool? OptionalBoolean(string key) =>
        Optional<bool?>(
            key,
            "true or false",
            e => e.ValueKind is JsonValueKind.True or JsonValueKind.False ? e.GetBoolean() : null
        );

    /// <summary>A list of words, each one of those that are known; empty where it is left out.</summary>
    /// <exception cref="InvalidDataException">It is no list, or holds another word.</exception>
    public IReadOnlyList<string> Words(string key, params string[] known)
    {
        if (!Has(key))
        {
            return [];
        }

        string[] words = [.. Items(key).Select(e => TextOf(e, key) ?? throw Wrong(key, "a list of words"))];
        return words.FirstOrDefault(w => !known.Contains(w)) is { } unknown
            ? throw new InvalidDataException(
                $"'{Shorten(unknown)}' is not known under '{key}'. There are: {string.Join(", ", known)}."
            )
            : words;
    }

    public ProtocolLine Object(string key, params string[] keys) => new(Required(key), $"'{key}'", keys, warnings);

    public IReadOnlyList<ProtocolLine> Objects(string key, params string[] keys) =>
        [.. Items(key).Select((e, i) => new ProtocolLine(e, $"number {i + 1} of '{key}'", keys, warnings))];

    /// <summary>Counts an optional value as left out.</summary>
    public void PassOver(string key, string reason) => warnings.Add($"'{key}' in {what} was passed over: {reason}");

    private static string? TextOf(JsonElement element, string key)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException($"'{key}' holds half of a character (a lone surrogate).");
        }
    }

    private JsonElement Required(string key) =>
        members.TryGetValue(key, out var element) ? element : throw new InvalidDataException($"{what} lacks '{key}'.");

    private T? Optional<T>(string key, string type, Func<JsonElement, T?> read)
    {
        if (!members.TryGetValue(key, out var element))
        {
            return default;
        }

        try
        {
            if (read(element) is { } value)
            {
                return value;
            }

            PassOver(key, $"it is to be {type}.");
        }
        catch (InvalidDataException exception)
        {
            PassOver(key, exception.Message);
        }

        return default;
    }

    private IEnumerable<JsonElement> Items(string key) =>
        Required(key) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw Wrong(key, "a list");

    private InvalidDataException Wrong(string key, string type) => new($"'{key}' in {what} is to be {type}.");
}
