using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoBananaContracts.Conformance.Cases;

namespace NanoBananaContracts.Conformance.Tests.Clients;

/// <summary>Reads what came back: error or answer, in one piece or in events.</summary>
internal static class PlainReading
{
    public static PlainReply Read(Defect defect, CaseTask task, int status, HttpResponseMessage response, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        if (text.StartsWith('\uFEFF'))
        {
            text = text[1..];
        }

        var success = defect == Defect.OnlyTwoHundred ? status == 200 : status is >= 200 and < 300;
        if (status is >= 300 and < 400)
        {
            throw new ClientFailure(
                FailureClass.Redirect,
                $"The service redirects ({status}); the base address is wrong.",
                false
            );
        }

        if (!success)
        {
            throw PlainErrors.OfStatus(defect, status, text, response);
        }

        if (
            defect == Defect.ChecksContentType
            && response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/event-stream")
        )
        {
            throw new ClientFailure(FailureClass.MalformedReply, "The reply is not declared as JSON.");
        }

        if (text.Trim().Length == 0)
        {
            throw new ClientFailure(FailureClass.MalformedReply, "The reply is empty.");
        }

        var stream =
            task.Operation == CaseOperation.Stream
            && !text.TrimStart().StartsWith('[')
            && !text.TrimStart().StartsWith('{');
        var replies = stream ? PlainEvents.Read(defect, text) : Whole(text, task.Operation == CaseOperation.Stream);
        return PlainAnswer.Read(defect, task, replies);
    }

    /// <summary>Parses one reply; a failure to do so is the service's.</summary>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new ClientFailure(FailureClass.MalformedReply, $"The reply is not JSON: {exception.Message}");
        }
    }

    private static IReadOnlyList<JsonObject> Whole(string text, bool list)
    {
        switch (Parse(text))
        {
            case JsonObject one:
                return [one];
            case JsonArray many when list:
                return [.. many.OfType<JsonObject>()];
            default:
                throw new ClientFailure(FailureClass.MalformedReply, "The reply is JSON, but no object.");
        }
    }
}
