using System.Buffers;
using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>An error reply as the service words it: status, code and details; the sentences are ours.</summary>
internal sealed record EmulatedError(int StatusCode, string Status, string Message)
{
    /// <summary>The <c>reason</c> of a <c>google.rpc.ErrorInfo</c> detail, where the service sends one.</summary>
    public string? Reason { get; init; }

    /// <summary>Field, <see langword="null"/> for the root, and description of each <c>google.rpc.BadRequest</c> violation.</summary>
    public IReadOnlyList<(string? Field, string Description)> FieldViolations { get; init; } = [];

    /// <summary>A request that breaks the contract: 400 INVALID_ARGUMENT.</summary>
    public static EmulatedError InvalidArgument(string message) => new(400, "INVALID_ARGUMENT", message);

    /// <summary>A request whose named field, or whose root, breaks the contract.</summary>
    public static EmulatedError InvalidField(string? field, string message) =>
        InvalidArgument(message) with
        {
            FieldViolations = [(field, message)],
        };

    /// <summary>A path, a method or a model that does not exist: 404 NOT_FOUND.</summary>
    public static EmulatedError NotFound(string message) => new(404, "NOT_FOUND", message);

    /// <summary>Writes the error as the JSON body of a reply.</summary>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="inArray">Whether the object stands in an array, as in a stream without <c>alt=sse</c>.</param>
    public void WriteTo(IBufferWriter<byte> output, bool inArray)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        if (inArray)
        {
            json.WriteStartArray();
        }

        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", StatusCode);
        json.WriteString("message", Message);
        json.WriteString("status", Status);
        if (Reason is not null || FieldViolations.Count > 0)
        {
            json.WriteStartArray("details");
            WriteReason(json);
            WriteFieldViolations(json);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        if (inArray)
        {
            json.WriteEndArray();
        }
    }

    private void WriteReason(Utf8JsonWriter json)
    {
        if (Reason is null)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
        json.WriteString("reason", Reason);
        json.WriteString("domain", "googleapis.com");
        json.WriteStartObject("metadata");
        json.WriteString("service", "generativelanguage.googleapis.com");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteFieldViolations(Utf8JsonWriter json)
    {
        if (FieldViolations.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("@type", "type.googleapis.com/google.rpc.BadRequest");
        json.WriteStartArray("fieldViolations");
        foreach (var (field, description) in FieldViolations)
        {
            json.WriteStartObject();
            if (field is not null)
            {
                json.WriteString("field", field);
            }

            json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
