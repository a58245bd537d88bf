using System.Text.Json;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Conformance.Players.Original;

/// <summary>Scales the delays of a stub, for a server that only knows real time.</summary>
internal static class StubScaling
{
    public static JsonNode Scale(JsonElement mapping, double factor)
    {
        var scaled = JsonNode.Parse(mapping.GetRawText())!;
        if (scaled["response"] is not JsonObject response)
        {
            return scaled;
        }

        Scale(response, "fixedDelayMilliseconds", factor);
        if (response["chunkedDribbleDelay"] is JsonObject dribble)
        {
            Scale(dribble, "totalDuration", factor);
        }

        return scaled;
    }

    private static void Scale(JsonObject at, string key, double factor)
    {
        // WireMock takes whole milliseconds only.
        if (at[key] is JsonValue value)
        {
            at[key] = (int)Math.Round(value.GetValue<double>() * factor);
        }
    }
}
