using System.Buffers;
using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>What <c>GET /v1beta/models</c> and <c>GET /v1beta/models/{model}</c> answer: the models that are still served.</summary>
internal static class ModelList
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    /// <summary>Writes a page of the list.</summary>
    public static void WritePage(IBufferWriter<byte> output, ProviderInfo provider, ModelPage page, DateTimeOffset now)
    {
        var rest = provider.Models.Where(model => ModelCheck.IsServed(model, now)).Skip(page.Start).ToArray();
        using var json = new Utf8JsonWriter(output, Layout);
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (var model in rest.Take(page.Size))
        {
            Write(json, model);
        }

        json.WriteEndArray();
        if (rest.Length > page.Size)
        {
            json.WriteString("nextPageToken", page.NextToken);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes one model.</summary>
    public static void WriteOne(IBufferWriter<byte> output, ModelInfo model)
    {
        using var json = new Utf8JsonWriter(output, Layout);
        Write(json, model);
    }

    private static void Write(Utf8JsonWriter json, ModelInfo model)
    {
        json.WriteStartObject();
        json.WriteString("name", "models/" + model.Id);
        json.WriteString("displayName", model.Id);
        json.WriteStartArray("supportedGenerationMethods");
        json.WriteStringValue("generateContent");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
