using NanoBananaContracts.Serialization;

namespace NanoBananaContracts;

/// <summary>Writes what is sent of a batch: lines of a file of requests, and the bodies of creations.</summary>
internal sealed class BatchBodies(NanoBananaClient client)
{
    /// <summary>A line of a file of requests.</summary>
    public ReadOnlyMemory<byte> Line(string key, GenerateContentRequest request)
    {
        using var writer = new ContractWriter();
        writer.BeginObject();
        writer.WriteName("key");
        writer.WriteStringValue(key);
        WriteRequest(writer, request);
        writer.EndObject();
        var json = writer.WrittenSpan;
        var line = new byte[json.Length + 1];
        json.CopyTo(line);
        line[json.Length] = (byte)'\n';
        return line;
    }

    /// <summary>The creation of a batch of an uploaded file.</summary>
    public static byte[] ByFile(string displayName, string model, string file) =>
        Creation(
            displayName,
            model,
            writer =>
            {
                writer.WriteName("fileName");
                writer.WriteStringValue(file);
            }
        );

    /// <summary>The creation of a batch whose requests go along.</summary>
    public byte[] Inline(
        string displayName,
        string model,
        IEnumerable<KeyValuePair<string, GenerateContentRequest>> requests
    ) =>
        Creation(
            displayName,
            model,
            writer =>
            {
                writer.WriteName("requests");
                writer.BeginObject();
                writer.WriteName("requests");
                writer.BeginArray();
                foreach (var request in requests)
                {
                    writer.BeginObject();
                    WriteRequest(writer, request.Value);
                    writer.WriteName("metadata");
                    writer.BeginObject();
                    writer.WriteName("key");
                    writer.WriteStringValue(request.Key);
                    writer.EndObject();
                    writer.EndObject();
                }

                writer.EndArray();
                writer.EndObject();
            }
        );

    private static byte[] Creation(string displayName, string model, Action<ContractWriter> input)
    {
        using var writer = new ContractWriter();
        writer.BeginObject();
        writer.WriteName("batch");
        writer.BeginObject();
        writer.WriteName("displayName");
        writer.WriteStringValue(displayName);
        writer.WriteName("model");
        writer.WriteStringValue("models/" + model);
        writer.WriteName("inputConfig");
        writer.BeginObject();
        input(writer);
        writer.EndObject();
        writer.EndObject();
        writer.EndObject();
        return writer.WrittenMemory.ToArray();
    }

    private void WriteRequest(ContractWriter writer, GenerateContentRequest request)
    {
        using var body = new ContractWriter(client.Provider.Dialect);
        var call = client.Calls.Create(ContractOperations.GenerateContent, request, body);
        writer.WriteName("request");
        writer.WriteTokenValue(call.Body.Span);
    }
}
