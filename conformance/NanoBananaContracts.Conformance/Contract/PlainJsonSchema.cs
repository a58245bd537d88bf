using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Conformance.Contract;

/// <summary>
/// The contract as plain JSON Schema, which any validator understands: what our own keywords and proto3 JSON mean is
/// spelt out. It is how an independent judge checks what we write and read, and how drift in a live service is reported.
/// <list type="bullet">
/// <item><c>$defs</c> is <c>definitions</c>, which validators of draft 4 to 7 look for.</item>
/// <item>An enum lists every spelling of its values (<c>x-spellings</c>), since every spelling is read everywhere. One
/// that a property narrows (<c>enum</c> beside <c>$ref</c>) lists the spellings of the values that remain.</item>
/// <item>A reference with keywords beside it is an <c>allOf</c>: before draft 2019-09 those keywords counted for nothing.</item>
/// <item>Formats are patterns and bounds: <c>int32</c> and <c>int64</c> have their range, an <c>int64</c> text is digits
/// or a number, a <c>float</c> may be <c>"NaN"</c>, a duration is <c>"1.5s"</c>, a time has up to nine fraction digits,
/// Base64 has its alphabet.</item>
/// <item>A property that a branch forbids (<c>false</c>) is <c>{ "not": {} }</c>.</item>
/// <item>Keywords of ours (<c>x-</c>) are gone.</item>
/// </list>
/// Two things the contract means are not said, because plain JSON Schema cannot say them at a fair price: field names in
/// snake_case are read too, and Base64 must not end within a group of four characters.
/// </summary>
public static class PlainJsonSchema
{
    private const string DurationPattern = @"^-?[0-9]+(\.[0-9]{1,9})?s$";
    private const string TimestampPattern =
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$";
    private const string Base64Pattern = @"^[A-Za-z0-9+/_\-\s]*=?\s*=?\s*$";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Spells a contract schema out.</summary>
    /// <param name="contractSchema">Text of a contract schema that reads without errors.</param>
    /// <param name="closed">
    /// Whether a message allows no field but its own. A contract is open, so that a service may add fields; closing it
    /// finds those it has added. One that takes over the fields of others (<c>allOf</c>) stays open: draft 7 cannot say
    /// which fields are its own.
    /// </param>
    /// <returns>JSON Schema with one definition for each of the contract's, under the same names.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static string From(string contractSchema, bool closed = false)
    {
        ArgumentNullException.ThrowIfNull(contractSchema);
        var source = JsonNode.Parse(contractSchema)!.AsObject();
        var definitions = source["$defs"]?.AsObject() ?? [];
        var written = new JsonObject();
        foreach (var (name, definition) in definitions)
        {
            written[name] = new Speller(definitions, closed).Spell(definition!);
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["definitions"] = written,
        }.ToJsonString(Indented);
    }

    /// <summary>Spells one schema out, and all inside it.</summary>
    private sealed class Speller(JsonObject definitions, bool closed)
    {
        private const string Prefix = "#/$defs/";

        public JsonObject Spell(JsonNode schema)
        {
            if (schema is not JsonObject keywords)
            {
                return schema.GetValue<bool>() ? new JsonObject() : new JsonObject { ["not"] = new JsonObject() };
            }

            if (keywords["$ref"] is { } reference)
            {
                return Reference((string)reference!, keywords);
            }

            var written = new JsonObject();
            foreach (var (keyword, value) in keywords)
            {
                switch (keyword)
                {
                    case "format" or "contentEncoding":
                        break;
                    case "properties":
                        written[keyword] = Each(value!.AsObject());
                        break;
                    case "items" or "additionalProperties" when value is JsonObject:
                        written[keyword] = Spell(value);
                        break;
                    case "oneOf" or "anyOf" or "allOf":
                        written[keyword] = new JsonArray([.. value!.AsArray().Select(branch => Branch(branch!))]);
                        break;
                    case "enum":
                        written[keyword] = Spellings(keywords, value!.AsArray());
                        break;
                    default:
                        if (!keyword.StartsWith("x-", StringComparison.Ordinal))
                        {
                            written[keyword] = value?.DeepClone();
                        }

                        break;
                }
            }

            Close(keywords, written);
            return Formatted(keywords, written);
        }

        private JsonObject Each(JsonObject properties)
        {
            var written = new JsonObject();
            foreach (var (name, property) in properties)
            {
                written[name] = Spell(property!);
            }

            return written;
        }

        /// <summary>A branch says something about the object around it, so that it is not closed by itself.</summary>
        private JsonObject Branch(JsonNode branch) => new Speller(definitions, false).Spell(branch);

        private JsonObject Reference(string reference, JsonObject keywords)
        {
            var name = reference[Prefix.Length..];
            var referred = new JsonObject { ["$ref"] = "#/definitions/" + name };
            if (keywords.Count == 1)
            {
                return referred;
            }

            var all = new JsonArray(referred);
            if (keywords["enum"] is JsonArray narrowed && definitions[name] is JsonObject definition)
            {
                all.Add(new JsonObject { ["enum"] = Spellings(definition, narrowed) });
            }

            var written = new JsonObject { ["allOf"] = all };
            foreach (var (keyword, value) in keywords)
            {
                if (keyword is "description" or "default" or "deprecated" or "readOnly" or "writeOnly")
                {
                    written[keyword] = value?.DeepClone();
                }
            }

            return written;
        }

        /// <summary>Values in every spelling that the enum's definition declares.</summary>
        private static JsonArray Spellings(JsonObject definition, JsonArray values)
        {
            var written = new JsonArray();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var value in values)
            {
                written.Add(value?.DeepClone());
                seen.Add(value?.ToJsonString() ?? "null");
            }

            foreach (var (_, spelling) in definition["x-spellings"] as JsonObject ?? [])
            {
                foreach (var (canonical, text) in spelling!.AsObject())
                {
                    if (
                        values.Any(value =>
                            value?.GetValueKind() == JsonValueKind.String && (string?)value == canonical
                        ) && seen.Add(text!.ToJsonString())
                    )
                    {
                        written.Add(text.DeepClone());
                    }
                }
            }

            return written;
        }

        private void Close(JsonObject keywords, JsonObject written)
        {
            var composed = keywords["allOf"] is JsonArray parts && parts.Any(part => HasFields(part!.AsObject()));
            if (closed && !composed && keywords["properties"] is not null && keywords["additionalProperties"] is null)
            {
                written["additionalProperties"] = false;
            }
        }

        private static bool HasFields(JsonObject part) => part["$ref"] is not null || part["properties"] is not null;

        private static JsonObject Formatted(JsonObject keywords, JsonObject written)
        {
            var format = keywords["contentEncoding"] is null ? (string?)keywords["format"] : "byte";
            switch ((string?)keywords["type"], format)
            {
                case ("integer", "int32"):
                    Bound(written, int.MinValue, int.MaxValue);
                    break;
                case ("integer", null or "int64"):
                    Bound(written, long.MinValue, long.MaxValue);
                    break;
                case ("string", "int64"):
                    written["type"] = new JsonArray("string", "integer");
                    written["pattern"] = "^-?[0-9]+$";
                    break;
                case ("string", "byte"):
                    written["pattern"] = Base64Pattern;
                    break;
                case ("string", "date-time" or "google-datetime"):
                    written["pattern"] = TimestampPattern;
                    break;
                case ("string", "duration" or "google-duration"):
                    written["pattern"] = DurationPattern;
                    break;
                case ("number", _):
                    return NumberOrName(written);
            }

            return written;
        }

        /// <summary>Bounds of the type where the schema has none of its own.</summary>
        private static void Bound(JsonObject written, long minimum, long maximum)
        {
            if (written["minimum"] is null && written["exclusiveMinimum"] is null)
            {
                written["minimum"] = minimum;
            }

            if (written["maximum"] is null && written["exclusiveMaximum"] is null)
            {
                written["maximum"] = maximum;
            }
        }

        /// <summary>proto3 JSON writes what JSON has no number for as text: infinities count where nothing bounds them.</summary>
        private static JsonObject NumberOrName(JsonObject written)
        {
            var bounded = (
                Below: written["minimum"] is not null || written["exclusiveMinimum"] is not null,
                Above: written["maximum"] is not null || written["exclusiveMaximum"] is not null
            );
            var names = bounded switch
            {
                (false, false) => "NaN|-?Infinity",
                (true, false) => "Infinity",
                (false, true) => "-Infinity",
                _ => null,
            };
            if (names is not null)
            {
                written["type"] = new JsonArray("number", "string");
                written["pattern"] = $"^({names})$";
            }

            return written;
        }
    }
}
