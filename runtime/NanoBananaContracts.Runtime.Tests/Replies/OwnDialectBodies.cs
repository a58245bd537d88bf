namespace NanoBananaContracts.Runtime.Tests.Replies;

/// <summary>Whole JSON of other APIs, written for these tests.</summary>
internal static class OwnDialectBodies
{
    private const string Ours =
        """{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],"usageMetadata":{"totalTokenCount":9}}""";

    private const string Chunk =
        """{"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Here"}}]}""";

    /// <summary>What it is called, its status and body, and its kind.</summary>
    public static IEnumerable<(string Name, int Status, string Body, FailureKind? Kind)> All =>
        Bodies.Select(body => (body.Name, 200, body.Body, (FailureKind?)FailureKind.OtherDialect));

    private static IEnumerable<(string Name, string Body)> Bodies =>
        [
            (
                "chat completion",
                """{"id":"c","object":"chat.completion","choices":[{"message":{"content":"![x](data:image/png;base64,iVBO)"}}],"usage":{}}"""
            ),
            ("chat stream", $"data: {Chunk}\n\ndata: {Chunk}\n\ndata: [DONE]\n\n"),
            ("images with data", """{"created":1,"data":[{"b64_json":"iVBORw0KGgo="}]}"""),
            ("images with addresses", """{"created":1,"data":[{"url":"https://files.example/fox.png"}]}"""),
            ("responses", """{"id":"r","object":"response","status":"completed","output":[]}"""),
            ("events of responses", "event: x\ndata: {\"type\":\"response.created\",\"response\":{}}\n\n"),
            ("models of OpenAI", """{"object":"list","data":[]}"""),
            ("message of Anthropic", """{"id":"m","type":"message","content":[{"type":"text","text":"Hello"}]}"""),
            ("Ollama", """{"model":"m","response":"Hello","done":true}"""),
            ("wrapper", $$"""{"response":{{Ours}},"traceId":"t"}"""),
            ("wrapper in events", $"data: {{\"response\":{Ours}}}\n\n"),
            ("wrapper in an array", $"[{{\"response\":{Ours}}}]"),
            ("batch", """{"name":"batches/b","metadata":{},"done":true,"response":{"inlinedResponses":{}}}"""),
            ("batch under way", """{"name":"batches/b","metadata":{"state":"BATCH_STATE_RUNNING"}}"""),
            ("operation", """{"name":"models/m/operations/o","done":false}"""),
            ("line of a batch", $$"""{"key":"one","response":{{Ours}}}"""),
            ("lines of a batch", $"{{\"key\":\"one\",\"response\":{Ours}}}\n{{\"key\":\"two\",\"response\":{Ours}}}\n"),
            ("lines of replies", $"{Ours}\r\n{Ours}\r\n"),
            ("predictions", """{"predictions":[{"bytesBase64Encoded":"iVBO"}]}"""),
            ("models", """{"models":[{"name":"models/m"}]}"""),
            ("task", """{"code":200,"msg":"success","data":{"taskId":"t"}}"""),
            ("task at the root", """{"task_id":"t","status":"PENDING"}"""),
            ("nobody's", """{"id":"i","state":"queued","eta":1,"a":2,"b":3,"c":4}"""),
        ];
}
