using System.Diagnostics;
using System.Text;
using RabbitMQ.Client;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>The trace of a message, in the headers <c>traceparent</c> and <c>tracestate</c> of W3C Trace Context.</summary>
internal static class TraceHeaders
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    /// <summary>Writes the current activity. The client's own, where somebody listens to it, takes its place and has it as parent.</summary>
    public static void Write(IDictionary<string, object?> headers)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } current)
        {
            headers[Parent] = id;
            if (current.TraceStateString is { Length: > 0 } state)
            {
                headers[State] = state;
            }
        }
    }

    /// <summary>What was written; nothing where that is nothing, or no such header.</summary>
    public static ActivityContext Read(IReadOnlyBasicProperties properties) =>
        ActivityContext.TryParse(Text(properties, Parent), Text(properties, State), isRemote: true, out var context)
            ? context
            : default;

    private static string? Text(IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value)
            ? value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                string text => text,
                _ => null,
            }
            : null;
}
