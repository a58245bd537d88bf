using System.Text.Json;

namespace NanoBananaContracts.Emulator;

/// <summary>
/// Writes what stands in a reply in place of a picture that is refused: the status is 200 all the same. Google leaves
/// out what is not there; gateways write <c>null</c>.
/// </summary>
internal static class RefusalWriter
{
    /// <summary>Writes the members into the object of the response.</summary>
    public static void Write(Utf8JsonWriter json, EmulatedRefusal refusal, bool isGateway, bool isBilled)
    {
        if (refusal.IsOfPrompt)
        {
            WriteBlockedPrompt(json, refusal, isGateway);
        }
        else
        {
            WriteEmptyCandidate(json, refusal, isGateway, isBilled);
        }
    }

    private static void WriteBlockedPrompt(Utf8JsonWriter json, EmulatedRefusal refusal, bool isGateway)
    {
        if (isGateway)
        {
            json.WriteNull("candidates");
        }

        json.WriteStartObject("promptFeedback");
        json.WriteString("blockReason", refusal.Reason);
        json.WriteEndObject();
    }

    private static void WriteEmptyCandidate(Utf8JsonWriter json, EmulatedRefusal refusal, bool isGateway, bool isBilled)
    {
        json.WriteStartArray("candidates");
        json.WriteStartObject();
        json.WriteStartObject("content");
        if (isGateway)
        {
            json.WriteNull("parts");
        }

        json.WriteEndObject();
        json.WriteString("finishReason", refusal.Reason);
        json.WriteString("finishMessage", refusal.Message(isBilled));
        json.WriteNumber("index", 0);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
