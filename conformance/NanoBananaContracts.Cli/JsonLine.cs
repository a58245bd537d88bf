using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NanoBananaContracts.Schema;

namespace NanoBananaContracts.Cli;

/// <summary>A result for scripts: one JSON object in one line.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object, without a line end.</summary>
    /// <param name="write">Writes its members.</param>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        // What is hidden can only stand in a string, where its escape means the same: a terminal that shows it obeys none.
        return HiddenCharacters.Escaped(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
