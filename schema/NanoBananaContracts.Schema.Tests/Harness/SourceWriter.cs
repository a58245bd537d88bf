using System.Text.Json.Nodes;

namespace NanoBananaContracts.Schema.Tests.Harness;

using JsonNode = System.Text.Json.Nodes.JsonNode;

/// <summary>
/// Writes a contract schema as Google would describe it: the same messages and values, nothing of what only we say.
/// An import of it into the schema it was made from has nothing to do.
/// </summary>
internal static class SourceWriter
{
    private const string Prefix = "#/$defs/";

    /// <summary>Properties that Google describes as plain strings.</summary>
    private static readonly HashSet<string> PlainStrings =
    [
        "Content.role",
        "ImageConfig.aspectRatio",
        "ImageConfig.imageSize",
    ];

    /// <summary>A discovery document.</summary>
    public static string Discovery(JsonObject schema, string revision) => Document(schema, revision, isOpenApi: false);

    /// <summary>An OpenAPI 3 document.</summary>
    public static string OpenApi(JsonObject schema, string revision) => Document(schema, revision, isOpenApi: true);

    private static string Document(JsonObject schema, string revision, bool isOpenApi)
    {
        var definitions = schema["$defs"]!.AsObject();
        var messages = new JsonObject();
        foreach (var (name, definition) in definitions)
        {
            if (definition!["enum"] is not null)
            {
                continue;
            }

            var message = new JsonObject { ["type"] = "object", ["description"] = "Their words for " + name + "." };
            if (definition["properties"] is JsonObject { Count: > 0 } properties)
            {
                var written = new JsonObject();
                foreach (var (property, value) in properties)
                {
                    written[property] = Property(definitions, name + "." + property, value!.AsObject(), isOpenApi);
                }

                message["properties"] = written;
            }

            messages[name] = message;
        }

        // Parts of the API that have nothing to do with the operations.
        messages["Unrelated"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["broken"] = new JsonObject { ["$ref"] = "Nowhere" } },
        };
        var document = isOpenApi
            ? new JsonObject
            {
                ["openapi"] = "3.0.3",
                ["info"] = new JsonObject { ["version"] = "v1beta", ["x-google-revision"] = revision },
                ["components"] = new JsonObject { ["schemas"] = messages },
            }
            : new JsonObject
            {
                ["kind"] = "discovery#restDescription",
                ["revision"] = revision,
                ["schemas"] = messages,
            };
        return document.ToJsonString();
    }

    private static JsonObject Property(JsonObject definitions, string path, JsonObject property, bool isOpenApi)
    {
        var written = Type(definitions, path, property, isOpenApi);
        written["description"] = "Their words for " + path + ".";
        foreach (var flag in new[] { "readOnly", "deprecated" })
        {
            if (property[flag] is not null)
            {
                written[flag] = true;
            }
        }

        return written;
    }

    private static JsonObject Type(JsonObject definitions, string path, JsonObject schema, bool isOpenApi)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var name = reference[Prefix.Length..];
            var target = definitions[name]!.AsObject();
            return target["enum"] is not null
                ? Enum(path, target, (string?)schema["x-spelling"])
                : Reference(name, isOpenApi);
        }

        var written = new JsonObject();
        switch ((string?)schema["type"])
        {
            case null:
                if (!isOpenApi)
                {
                    written["type"] = "any";
                }

                return written;
            case "array":
                written["type"] = "array";
                written["items"] = Type(definitions, path, schema["items"]!.AsObject(), isOpenApi);
                return written;
            case "object" when schema["additionalProperties"] is JsonObject values:
                written["type"] = "object";
                written["additionalProperties"] = Type(definitions, path, values, isOpenApi);
                return written;
            case "object":
                written["type"] = "object";
                written["additionalProperties"] = isOpenApi
                    ? new JsonObject { ["description"] = "Properties of the object." }
                    : new JsonObject { ["type"] = "any" };
                return written;
            case { } type:
                written["type"] = type;
                var format = schema["contentEncoding"] is null ? (string?)schema["format"] : "byte";
                if (format is not null)
                {
                    written["format"] = format switch
                    {
                        "date-time" => "google-datetime",
                        "duration" => "google-duration",
                        _ => format,
                    };
                }

                return written;
        }
    }

    private static JsonObject Reference(string name, bool isOpenApi) =>
        isOpenApi
            ? new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/schemas/" + name }) }
            : new JsonObject { ["$ref"] = name };

    private static JsonObject Enum(string path, JsonObject definition, string? spelling)
    {
        if (PlainStrings.Contains(path))
        {
            return new JsonObject { ["type"] = "string" };
        }

        var texts = definition["enum"]!.AsArray().Select(value => (string)value!).ToList();
        var other = spelling is null ? null : definition["x-spellings"]![spelling]!.AsObject();
        var deprecated = (definition["x-enum-deprecated"]?.AsArray() ?? []).Select(value => (string)value!).ToList();
        var written = new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. texts.Select(text => (JsonNode)((string?)other?[text] ?? text))]),
            ["enumDescriptions"] = new JsonArray([
                .. texts.Select(text => (JsonNode)("Their words for " + text + ".")),
            ]),
        };
        if (deprecated.Count > 0)
        {
            written["enumDeprecated"] = new JsonArray([.. texts.Select(text => (JsonNode)deprecated.Contains(text))]);
        }

        return written;
    }
}
