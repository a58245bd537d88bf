using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Reads server-sent events.</summary>
internal static class PlainEvents
{
    public static IReadOnlyList<JsonObject> Read(Defect defect, string text)
    {
        var replies = new List<JsonObject>();
        var data = new List<string>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            // What stands behind the last line end is no line.
            if (line.Length == 0 && i < lines.Length - 1)
            {
                End(data, replies);
            }
            else if (
                line.StartsWith(defect == Defect.BlankAfterColonRequired ? "data: " : "data:", StringComparison.Ordinal)
            )
            {
                data.Add(line["data:".Length..].TrimStart(' '));
            }
            else if (line.StartsWith('{'))
            {
                // An error without "data:" in front: the rest of the stream is its body.
                if (PlainReading.Parse(string.Join('\n', lines[i..])) is JsonObject error)
                {
                    replies.Add(error);
                }

                return Complete(defect, replies);
            }
            else if (line.StartsWith('<'))
            {
                throw new ClientFailure(FailureClass.MalformedReply, "The stream is a page and no events.");
            }
        }

        if (data.Count > 0)
        {
            End(data, replies);
        }

        return Complete(defect, replies);
    }

    private static IReadOnlyList<JsonObject> Complete(Defect defect, List<JsonObject> replies)
    {
        if (replies.Count == 0)
        {
            throw new ClientFailure(FailureClass.MalformedReply, "The stream holds no event.");
        }

        if (
            defect == Defect.NeedsFinishReason
            && !replies.Any(r =>
                r.ToJsonString().Contains("finishReason", StringComparison.Ordinal)
                || r.ContainsKey("error")
                || r.ContainsKey("promptFeedback")
            )
        )
        {
            throw new ClientFailure(FailureClass.NoImage, "The stream ended without a finish reason.");
        }

        return defect == Defect.LastEventOnly ? [replies[^1]] : replies;
    }

    private static void End(List<string> data, List<JsonObject> replies)
    {
        if (data.Count == 0)
        {
            return;
        }

        var text = string.Join('\n', data);
        data.Clear();
        if (text == "[DONE]")
        {
            return;
        }

        if (PlainReading.Parse(text) is JsonObject reply)
        {
            replies.Add(reply);
        }
    }
}
