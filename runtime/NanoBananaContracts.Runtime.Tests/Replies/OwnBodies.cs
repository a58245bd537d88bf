using NanoBananaContracts.Runtime.Tests.Harness;

namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>One body of each failure, and of each shape a failure is seen in, written for these tests.</summary>
internal static class OwnBodies
{
    private static readonly string Png = Convert.ToBase64String(SamplePictures.Png(4, 3));
    private static readonly string Jpeg = Convert.ToBase64String(SamplePictures.Jpeg(8, 16));

    /// <summary>What it is called, its status and body, and its kind; null for a success.</summary>
    public static IReadOnlyList<(string Name, int Status, string Body, FailureKind? Kind)> All { get; } =
    [.. OwnErrorBodies.All, .. Refusals(), .. Texts(), .. Images(), .. Streams(), .. OwnDialectBodies.All];

    private static IEnumerable<(string, int, string, FailureKind?)> Refusals()
    {
        yield return (
            "prompt",
            200,
            """{"promptFeedback":{"blockReason":"SAFETY"},"modelVersion":"m"}""",
            FailureKind.PromptBlocked
        );
        yield return (
            "prompt, new reason",
            200,
            """{"promptFeedback":{"blockReason":"NEWS"},"candidates":null}""",
            FailureKind.PromptBlocked
        );
        yield return (
            "no candidates",
            200,
            """{"candidates":null,"promptFeedback":{"safetyRatings":null}}""",
            FailureKind.NoCandidates
        );
        yield return ("empty candidates", 200, """{"candidates":[]}""", FailureKind.NoCandidates);
        yield return ("empty object", 200, "{}", FailureKind.NoCandidates);
        foreach (
            var reason in new[]
            {
                "IMAGE_SAFETY",
                "IMAGE_PROHIBITED_CONTENT",
                "IMAGE_RECITATION",
                "SAFETY",
                "RECITATION",
                "BLOCKLIST",
                "PROHIBITED_CONTENT",
                "SPII",
                "ESCALATION",
                "MODEL_ARMOR",
            }
        )
        {
            yield return (reason, 200, Finished(reason, "\"content\":{\"parts\":null},"), FailureKind.ImageRefused);
        }

        yield return ("draft, then refused", 200, Candidate(Draft(Png), "IMAGE_SAFETY"), FailureKind.ImageRefused);
        yield return ("draft, then escalated", 200, Candidate(Draft(Png), "ESCALATION"), FailureKind.ImageRefused);
        yield return ("account", 200, Finished("PUP_LIMITED_DISABLED"), FailureKind.PermissionDenied);
        yield return (
            "draft, then account",
            200,
            Candidate(Draft(Png), "PUP_LIMITED_DISABLED"),
            FailureKind.PermissionDenied
        );
        yield return ("midway", 200, Finished("CONTINUATION"), FailureKind.TokenLimitReached);
        yield return (
            "midway, with a token",
            200,
            Finished("CONTINUATION", "\"continuationToken\":\"Z28gb24=\","),
            FailureKind.TokenLimitReached
        );
        yield return ("draft, then midway", 200, Candidate(Draft(Png), "CONTINUATION"), FailureKind.TokenLimitReached);
        yield return (
            "jailbreak",
            200,
            """{"promptFeedback":{"blockReason":"JAILBREAK"}}""",
            FailureKind.PromptBlocked
        );
        yield return (
            "blocked, in words",
            200,
            """{"promptFeedback":{"blockReason":"MODEL_ARMOR","blockReasonMessage":"A template forbids it."},"createTime":"2026-08-15T10:00:00Z"}""",
            FailureKind.PromptBlocked
        );
        yield return ("NO_IMAGE", 200, Finished("NO_IMAGE"), FailureKind.NoImage);
        yield return ("IMAGE_OTHER", 200, Finished("IMAGE_OTHER", "\"content\":{},"), FailureKind.NoImage);
        yield return (
            "MAX_TOKENS",
            200,
            Finished("MAX_TOKENS", "\"content\":{\"role\":\"model\"},"),
            FailureKind.TokenLimitReached
        );
        yield return ("signature", 200, Finished("MISSING_THOUGHT_SIGNATURE"), FailureKind.MissingThoughtSignature);
        yield return ("OTHER", 200, Finished("OTHER"), FailureKind.GenerationStopped);
        yield return (
            "MALFORMED_FUNCTION_CALL",
            200,
            Finished("MALFORMED_FUNCTION_CALL"),
            FailureKind.GenerationStopped
        );
        yield return ("new reason", 200, Finished("OUT_OF_PAINT"), FailureKind.GenerationStopped);
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Texts()
    {
        yield return ("text", 200, Candidate("""{"text":"I would rather not."}"""), FailureKind.TextInsteadOfImage);
        yield return (
            "data URL",
            200,
            Candidate($$"""{"text":"![x](data:image/png;base64,{{Png}})"}"""),
            FailureKind.ImageInText
        );
        yield return (
            "Markdown link",
            200,
            Candidate("""{"text":"Here: ![fox](https://files.example/fox)"}"""),
            FailureKind.ImageInText
        );
        yield return (
            "link",
            200,
            Candidate("""{"text":"https://files.example/fox.png?x=1"}"""),
            FailureKind.ImageInText
        );
        yield return (
            "an image's address in a sentence",
            200,
            Candidate("""{"text":"See https://files.example/fox.png for more."}"""),
            FailureKind.ImageInText
        );
        yield return (
            "thoughts only",
            200,
            Candidate("""{"thought":true,"text":"Let me see ..."}"""),
            FailureKind.NoImage
        );
        yield return ("nothing", 200, Candidate("{}"), FailureKind.NoImage);
        yield return ("no parts", 200, Finished("STOP", "\"content\":{\"role\":\"model\"},"), FailureKind.NoImage);
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Images()
    {
        yield return ("byte order mark", 200, "\uFEFF" + Candidate(Image(Png)), null);
        yield return (
            "byte order mark before an error",
            401,
            "\uFEFF" + OwnErrorBodies.Error(401, "UNAUTHENTICATED", "x"),
            FailureKind.Unauthorized
        );
        yield return ("byte order mark before events", 200, "\uFEFFdata: " + Candidate(Image(Png)) + "\n\n", null);
        yield return ("image", 200, Candidate(Image(Png)), null);
        yield return (
            "snake case",
            200,
            Candidate($$$"""{"inline_data":{"mime_type":"image/png","data":"{{{Png}}}"}}"""),
            null
        );
        yield return ("JPEG called PNG", 200, Candidate(Image(Jpeg)), null);
        yield return ("no declared type", 200, Candidate($$$"""{"inlineData":{"data":"{{{Png}}}"}}"""), null);
        yield return ("draft first", 200, Candidate(Draft("/9j/4AAQ") + "," + Image(Png)), null);
        yield return ("several", 200, Candidate(Image("/9j/4AAQ") + "," + Image(Png)), null);
        yield return ("a draft only", 200, Candidate(Draft(Png)), null);
        yield return ("empty part between", 200, Candidate("{\"text\":\"x\"},{}," + Image(Png)), null);
        yield return ("empty image beside a full one", 200, Candidate(Image(Png) + "," + Image("")), null);
        yield return ("token limit behind the image", 200, Candidate(Image(Png), "MAX_TOKENS"), null);
        yield return ("empty data", 200, Candidate(Image("")), FailureKind.EmptyImage);
        yield return ("no data", 200, Candidate("""{"inlineData":{"mimeType":"image/png"}}"""), FailureKind.EmptyImage);
        yield return ("cut Base64", 200, Candidate(Image(Png[..37])), FailureKind.TruncatedBase64);
        yield return ("cut image", 200, Candidate(Image(Png[..40])), FailureKind.TruncatedImage);
        yield return ("cut JPEG", 200, Candidate(Image(Jpeg[..(Jpeg.Length / 8 * 4)])), FailureKind.TruncatedImage);
        yield return ("no Base64", 200, Candidate(Image("iVBO*Rw0KGgo")), FailureKind.CorruptBase64);
        yield return (
            "no image",
            200,
            Candidate(Image(Convert.ToBase64String("Hello, world, this is no image."u8))),
            FailureKind.UnrecognizedImage
        );
    }

    private static IEnumerable<(string, int, string, FailureKind?)> Streams()
    {
        var image = Candidate(Image(Png));
        var text = """{"candidates":[{"content":{"parts":[{"text":"Once "}]},"index":0}]}""";
        yield return ("events", 200, $"data: {text}\r\n\r\ndata: {image}\r\n\r\n", null);
        yield return ("events without the last blank line", 200, $"data: {text}\n\ndata: {image}", null);
        yield return (
            "comments, events, [DONE]",
            200,
            $": hello\nevent: message\ndata: {image}\n\ndata: [DONE]\n\n",
            null
        );
        yield return (
            "error behind the events",
            200,
            $"data: {text}\n\n" + OwnErrorBodies.Error(499, "CANCELLED", "Gone."),
            FailureKind.Cancelled
        );
        yield return (
            "error over several lines",
            200,
            $"data: {text}\r\n\r\n{{\r\n  \"error\": {{\r\n    \"code\": 503,\r\n    \"message\": \"busy\"\r\n  }}\r\n}}\r\n",
            FailureKind.Overloaded
        );
        yield return (
            "error as an event",
            200,
            $"data: {text}\n\ndata: {OwnErrorBodies.Error(500, "INTERNAL", "x")}\n\n",
            FailureKind.ServerError
        );
        yield return ("cut event", 200, $"data: {image[..(image.Length / 2)]}", FailureKind.TruncatedReply);
        yield return ("no end", 200, $"data: {text}\n\n", FailureKind.TruncatedReply);
        yield return ("no events", 200, ": nothing\n\n", FailureKind.EmptyReply);
        yield return ("page in the stream", 200, $"data: {text}\n\n<html>504</html>\n", FailureKind.NotJson);
        yield return ("array", 200, $"[{text}\n,{image}]", null);
        yield return (
            "array with an error",
            200,
            $"[{text},{OwnErrorBodies.Error(503, "UNAVAILABLE", "busy")}]",
            FailureKind.Overloaded
        );
        yield return ("cut array", 200, $"[{text},{image[..(image.Length / 2)]}", FailureKind.TruncatedReply);
        yield return ("array without its end", 200, $"[{image},", FailureKind.TruncatedReply);
        yield return ("empty array", 200, "[]", FailureKind.EmptyReply);
    }

    private static string Image(string data) => "{" + Inline(data) + "}";

    private static string Draft(string data) => "{\"thought\":true," + Inline(data) + "}";

    private static string Inline(string data) =>
        "\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"" + data + "\"}";

    private static string Candidate(string parts, string reason = "STOP") =>
        $$$"""{"candidates":[{"content":{"role":"model","parts":[{{{parts}}}]},"finishReason":"{{{reason}}}","index":0}]}""";

    private static string Finished(string reason, string content = "") =>
        "{\"candidates\":[{" + content + "\"finishReason\":\"" + reason + "\",\"index\":0}]}";
}
