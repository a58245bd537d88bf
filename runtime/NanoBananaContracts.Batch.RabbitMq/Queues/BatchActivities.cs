using System.Diagnostics;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// What a batch on a queue is traced as: listen to <see cref="SourceName"/>, and to the client's own <c>RabbitMQ.Client.Publisher</c>
/// and <c>RabbitMQ.Client.Subscriber</c> for what becomes of messages.
/// </summary>
public static class BatchActivities
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "NanoBananaContracts.Batch.RabbitMq";

    internal static ActivitySource Source { get; } = new(SourceName);
}
