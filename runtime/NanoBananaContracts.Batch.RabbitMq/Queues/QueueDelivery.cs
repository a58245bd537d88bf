using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>A message that has come and was not answered yet. Its body is read at once: the client uses that memory again.</summary>
internal sealed class QueueDelivery(IChannel channel, BasicDeliverEventArgs message)
{
    private readonly ulong tag = message.DeliveryTag;

    /// <summary>The item; null where the message is none of ours.</summary>
    public BatchItem? Item { get; } = QueueMessage.Read(message.Body.Span);

    /// <summary>Whether it came before, and was not acknowledged.</summary>
    public bool IsRedelivered { get; } = message.Redelivered;

    /// <summary>The trace it was published in.</summary>
    public ActivityContext Trace { get; } = TraceHeaders.Read(message.BasicProperties);

    /// <summary>Done with.</summary>
    public Task AcknowledgeAsync() => AnswerAsync(() => channel.BasicAckAsync(tag, multiple: false));

    /// <summary>To be given to another worker.</summary>
    public Task GiveBackAsync() => AnswerAsync(() => channel.BasicNackAsync(tag, multiple: false, requeue: true));

    /// <summary>To be a dead letter as it is.</summary>
    public Task RejectAsync() => AnswerAsync(() => channel.BasicNackAsync(tag, multiple: false, requeue: false));

    /// <summary>On a connection that is gone there is nothing to answer: the message comes again, and its item is found as it stands.</summary>
    private static async Task AnswerAsync(Func<ValueTask> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (Exception exception) when (BrokerFaults.Passes(exception)) { }
    }
}
