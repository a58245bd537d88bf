using System.Text.Json;

namespace NanoBananaContracts.Conformance.Stubs;

/// <summary>
/// The keywords a schema among the expectations may use. The library skips one it does not know, and would fetch a
/// reference from wherever it leads: neither may happen in silence.
/// </summary>
internal static class SchemaKeywords
{
    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    /// <summary>The first keyword or value that would be skipped; null where all is read.</summary>
    public static string? FirstUnread(JsonElement schema) =>
        schema.ValueKind != JsonValueKind.Object
            ? $"\"{schema}\""
            : schema.EnumerateObject().Select(FirstUnread).FirstOrDefault(unread => unread is not null);

    private static string? FirstUnread(JsonProperty keyword)
    {
        switch (keyword.Name)
        {
            case "minItems" or "maxItems" or "minLength" or "maxLength" or "minimum" or "maximum":
            case "required" or "enum" or "pattern":
                return null;
            case "type":
                return Types.Contains(keyword.Value.ToString()) ? null : $"the type \"{keyword.Value}\"";
            case "items" or "not" or "additionalProperties":
                return FirstUnread(keyword.Value);
            case "properties" when keyword.Value.ValueKind == JsonValueKind.Object:
                return FirstUnread(keyword.Value.EnumerateObject().Select(property => property.Value));
            case "allOf" or "anyOf" or "oneOf" when keyword.Value.ValueKind == JsonValueKind.Array:
                return FirstUnread(keyword.Value.EnumerateArray());
            default:
                return $"\"{keyword.Name}\"";
        }
    }

    private static string? FirstUnread(IEnumerable<JsonElement> schemas) =>
        schemas.Select(FirstUnread).FirstOrDefault(unread => unread is not null);
}
