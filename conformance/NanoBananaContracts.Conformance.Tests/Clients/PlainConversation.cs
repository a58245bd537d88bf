using System.Linq;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Makes a model turn out of a reply, for the next request.</summary>
internal static class PlainConversation
{
    private static readonly string[] KnownFields = ["text", "inlineData", "thought", "thoughtSignature"];

    public static JsonObject ModelTurn(Defect defect, PlainReply reply)
    {
        var turn = (JsonObject)reply.ModelTurn!.DeepClone();
        var parts = (JsonArray)turn["parts"]!;
        if (defect == Defect.DropsModelText)
        {
            foreach (JsonObject text in parts.OfType<JsonObject>().Where(p => p.ContainsKey("text")).ToArray())
            {
                parts.Remove(text);
            }
        }

        foreach (JsonObject part in parts.OfType<JsonObject>())
        {
            if (defect == Defect.DropsSignatures)
            {
                part.Remove("thoughtSignature");
            }

            if (defect == Defect.DropsUnknownFields)
            {
                foreach (string name in part.Select(p => p.Key).Except(KnownFields).ToArray())
                {
                    part.Remove(name);
                }
            }
        }

        return turn;
    }
}
