using System.Text.Json;
using NanoBananaContracts.Http;

namespace NanoBananaContracts;

/// <summary>The failure that an error inside a batch is: numbered as gRPC numbers them, where HTTP has a status.</summary>
internal static class BatchError
{
    private const int LeastHttp = 100;

    /// <summary>Reads a <c>google.rpc.Status</c>.</summary>
    public static NanoBananaException Read(ReadOnlyMemory<byte> error, CallContext context)
    {
        using var document = JsonDocument.Parse(error);
        var root = document.RootElement;
        var code =
            root.TryGetProperty("code", out var value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number)
                ? number
                : 0;
        var (status, name) = Http(code);
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteNumber("code", status);
            foreach (var property in root.EnumerateObject())
            {
                if (property.NameEquals("code") || (name is not null && property.NameEquals("status")))
                {
                    continue;
                }

                property.WriteTo(json);
            }

            if (name is not null)
            {
                json.WriteString("status", name);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return ErrorFailure.FromStatus(status, "application/json", body.ToArray(), context).WithoutKeys(context);
    }

    private static (int Status, string? Name) Http(int code) =>
        code switch
        {
            1 => (499, "CANCELLED"),
            3 => (400, "INVALID_ARGUMENT"),
            4 => (504, "DEADLINE_EXCEEDED"),
            5 => (404, "NOT_FOUND"),
            7 => (403, "PERMISSION_DENIED"),
            8 => (429, "RESOURCE_EXHAUSTED"),
            9 => (400, "FAILED_PRECONDITION"),
            11 => (400, "OUT_OF_RANGE"),
            12 => (501, "UNIMPLEMENTED"),
            13 => (500, "INTERNAL"),
            14 => (503, "UNAVAILABLE"),
            16 => (401, "UNAUTHENTICATED"),
            >= LeastHttp => (code, null),
            _ => (500, "UNKNOWN"),
        };
}
