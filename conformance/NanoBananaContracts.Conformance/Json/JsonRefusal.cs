using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Json;

/// <summary>
/// Tells the author of a JSON text why the framework refused it. What is wrong is found again in the text and in what
/// the record allows: the framework's own words name .NET types, and may change.
/// </summary>
internal static partial class JsonRefusal
{
    /// <summary>The problem and the offset it stands at.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="record">What the text was read as.</param>
    public static (JsonProblem Problem, int Offset) Explain(
        JsonException refusal,
        ReadOnlyMemory<byte> utf8,
        JsonTypeInfo record
    )
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(utf8.Span, new JsonDocumentOptions { MaxDepth = JsonPlaces.MaxDepth });
        }
        catch (JsonException notJson)
        {
            return (
                new(LintRules.NotJson, "", $"This is not JSON: {FirstSentence(notJson.Message)}"),
                JsonPlaces.OffsetOf(utf8.Span, notJson.LineNumber ?? 0, notJson.BytePositionInLine ?? 0)
            );
        }

        string[] path =
        [
            .. Step().Matches(refusal.Path ?? "").Select(step => step.Groups["token"].Value),
            .. (refusal as JsonValueException)?.Below ?? [],
        ];
        var pointer = string.Concat(path.Select(token => "/" + JsonPlaces.Escape(token)));
        if (JsonPlaces.SecondOfTwo(utf8.Span) is var (offset, key))
        {
            return (new(LintRules.DuplicateKey, pointer, $"The key \"{key}\" stands here twice."), offset);
        }

        var (rule, message) = refusal switch
        {
            JsonValueException value => (value.Rule, value.Message),
            _ => Compare(root, path, record),
        };
        return (new(rule, pointer, message), JsonPlaces.OffsetOf(utf8.Span, pointer));
    }

    private static (string Rule, string Message) Compare(JsonElement value, string[] path, JsonTypeInfo record)
    {
        foreach (var token in path)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                if (record.Properties.FirstOrDefault(member => member.Name == token) is not { } member)
                {
                    return (LintRules.UnknownKey, Unknown(token, record));
                }

                (value, record) = (value.GetProperty(token), record.Options.GetTypeInfo(member.PropertyType));
            }
            else
            {
                value = value[int.Parse(token, System.Globalization.CultureInfo.InvariantCulture)];
                record = record.Options.GetTypeInfo(record.ElementType!);
            }
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return (LintRules.WrongType, "This may not be null; leave the key out.");
        }

        var wanted = record.Kind == JsonTypeInfoKind.Enumerable ? JsonValueKind.Array : JsonValueKind.Object;
        if (value.ValueKind != wanted)
        {
            return (
                LintRules.WrongType,
                $"This must be an {wanted.ToString().ToLowerInvariant()}, not {JsonValueException.Describe(value)}."
            );
        }

        var missing = record.Properties.Where(member => member.IsRequired && !value.TryGetProperty(member.Name, out _));
        return (LintRules.MissingKey, string.Join(' ', missing.Select(key => $"The key \"{key.Name}\" is missing.")));
    }

    private static string Unknown(string key, JsonTypeInfo record)
    {
        var known = record.Properties.Select(member => member.Name).Order(StringComparer.Ordinal).ToArray();
        return $"The key \"{key}\" is unknown here; "
            + (
                Misspelling.Nearest(key, known) is { } nearest
                    ? $"did you mean \"{nearest}\"?"
                    : $"known are {string.Join(", ", known)}."
            );
    }

    /// <summary>The rest of a reader's message repeats the position in another form.</summary>
    private static string FirstSentence(string message) =>
        message.Split(" LineNumber:", 2)[0].Replace(" Change the reader options.", "", StringComparison.Ordinal);

    /// <summary>A name in quotes is not escaped, and always the last: no member of a record needs quotes.</summary>
    [GeneratedRegex(@"\.(?<token>[^.[\]]+)|\[(?<token>[0-9]+)\]|\['(?<token>.*)'\]\z", RegexOptions.Singleline)]
    private static partial Regex Step();
}
