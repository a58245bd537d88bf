using System.Text;
using NanoBananaContracts.Conformance.Contract;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>The independent judge: the contract as plain JSON Schema, in the hands of a library that knows nothing of us.</summary>
internal static class SchemaJudge
{
    private const string Root = "GenerateContentResponse";

    private static readonly Lazy<JsonSchema> Closed = new(Load);

    /// <summary>What the schema finds wrong with a reply, unknown fields included.</summary>
    /// <param name="response">JSON in UTF-8.</param>
    public static IReadOnlyList<string> Complaints(ReadOnlyMemory<byte> response)
    {
        try
        {
            return
            [
                .. Closed
                    .Value.Validate(Read(response))
                    .SelectMany(Innermost)
                    .Select(error => $"{error.Path}: {error.Kind}"),
            ];
        }
        catch (JsonReaderException exception)
        {
            // Each reader has its limits (depth, size of numbers): what this one cannot read, it refuses.
            return [$"{exception.Path}: not readable"];
        }
    }

    private static JToken Read(ReadOnlyMemory<byte> response)
    {
        // Times stay texts: turned into dates they would lose their form, which is what is to be checked.
        using var reader = new JsonTextReader(new System.IO.StringReader(Encoding.UTF8.GetString(response.Span)))
        {
            DateParseHandling = DateParseHandling.None,
        };
        return JToken.ReadFrom(reader);
    }

    private static IEnumerable<ValidationError> Innermost(ValidationError error) =>
        error is ChildSchemaValidationError { Errors.Count: > 0 } parent
            ? parent.Errors.Values.SelectMany(errors => errors).SelectMany(Innermost)
            : [error];

    private static JsonSchema Load()
    {
        var schema = JObject.Parse(PlainJsonSchema.From(DefaultSchema.Text, closed: true));
        schema["$ref"] = $"#/definitions/{Root}";
        // Parsing is asynchronous only where references are fetched; this schema refers to itself alone.
        return JsonSchema.FromJsonAsync(schema.ToString()).GetAwaiter().GetResult();
    }
}
