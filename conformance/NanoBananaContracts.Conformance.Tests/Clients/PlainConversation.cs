using System.Linq;
using System.Text.Json.Nodes;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Makes a model turn out of a reply, for the next request.</summary>
internal static class PlainConversation
{
    public static JsonObject ModelTurn(Defect defect, PlainReply reply)
    {
        var turn = (JsonObject)reply.ModelTurn!.DeepClone();
        var parts = (JsonArray)turn["parts"]!;
        foreach (var part in parts.OfType<JsonObject>())
        {
            if (defect == Defect.DropsSignatures)
            {
                part.Remove("thoughtSignature");
            }
        }

        return turn;
    }
}
