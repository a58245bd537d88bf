using System.Text.Json;

namespace NanoBananaContracts.Conformance.Live;

/// <summary>The shape of an error body: an object <c>error</c> with a number, a text and a name.</summary>
internal static class ErrorShape
{
    /// <summary>Checks the shape.</summary>
    /// <param name="reply">A reply with a status of 400 or above.</param>
    /// <param name="complain">Told rule, path and message of what is otherwise.</param>
    public static void Judge(LiveReply reply, Action<DriftRule, string, string> complain)
    {
        if (Parse(reply) is not { } document)
        {
            complain(DriftRule.NotJson, "", $"The error is not JSON but '{reply.ContentType}'.");
            return;
        }

        using (document)
        {
            if (
                document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("error", out var error)
                || error.ValueKind != JsonValueKind.Object
            )
            {
                complain(DriftRule.ErrorShape, "error", "There is no object 'error'.");
                return;
            }

            Expect(error, "code", JsonValueKind.Number, complain);
            Expect(error, "message", JsonValueKind.String, complain);
            Expect(error, "status", JsonValueKind.String, complain);
            if (
                error.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.Number
                && code.TryGetInt32(out var number)
                && number != reply.Status
            )
            {
                complain(
                    DriftRule.ErrorShape,
                    "error.code",
                    FormattableString.Invariant($"The body says {number}, the status {reply.Status}.")
                );
            }

            foreach (var member in error.EnumerateObject())
            {
                if (member.Name is not ("code" or "message" or "status" or "details"))
                {
                    complain(
                        DriftRule.UnknownField,
                        $"error.{member.Name}",
                        "The error has a field nobody documented."
                    );
                }
            }
        }
    }

    /// <summary>The message of an error, where it has one that can be read.</summary>
    public static string? MessageOf(LiveReply reply)
    {
        using var document = Parse(reply);
        return
            document?.RootElement is { ValueKind: JsonValueKind.Object } root
            && root.TryGetProperty("error", out var error)
            && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("message", out var message)
            && message.ValueKind == JsonValueKind.String
            ? message.GetString()
            : null;
    }

    private static void Expect(
        JsonElement error,
        string name,
        JsonValueKind kind,
        Action<DriftRule, string, string> complain
    )
    {
        if (!error.TryGetProperty(name, out var value))
        {
            complain(DriftRule.ErrorShape, $"error.{name}", "The field is missing.");
        }
        else if (value.ValueKind != kind)
        {
            complain(
                DriftRule.ErrorShape,
                $"error.{name}",
                $"The JSON type {kind} was promised, and {value.ValueKind} came."
            );
        }
    }

    private static JsonDocument? Parse(LiveReply reply)
    {
        try
        {
            return JsonDocument.Parse(reply.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
