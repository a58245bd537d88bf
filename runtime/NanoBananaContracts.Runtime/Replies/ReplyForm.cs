namespace NanoBananaContracts;

/// <summary>How a reply body is written down.</summary>
public enum ReplyForm
{
    /// <summary>None of the others: empty, HTML, text, broken JSON.</summary>
    Other,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>Server-sent events (<c>alt=sse</c>), each with one JSON object.</summary>
    EventStream,

    /// <summary>One JSON array of objects: a streamed reply without <c>alt=sse</c>.</summary>
    JsonArray,
}
