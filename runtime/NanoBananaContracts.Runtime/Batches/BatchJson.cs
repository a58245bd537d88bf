using System.Text.Json;

namespace NanoBananaContracts;

/// <summary>Writes JSON that may be laid out over several lines as one line.</summary>
internal static class BatchJson
{
    /// <summary>Writes it, with a line end.</summary>
    public static void WriteLine(ReadOnlyMemory<byte> json, Stream output)
    {
        // Between the tokens alone: a text has no line end of its own.
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = 256 });
        using var writer = new Utf8JsonWriter(output);
        using var document = JsonDocument.ParseValue(ref reader);
        document.RootElement.WriteTo(writer);
        writer.Flush();
        output.WriteByte((byte)'\n');
    }
}
