using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// Messages that come. A lost connection is made anew beneath it; a channel that the broker closes alone is not, and no more
/// come from a queue that was deleted.
/// </summary>
internal sealed class QueueConsumer : IAsyncDisposable
{
    private readonly IChannel channel;
    private readonly Messages messages;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Made of a channel and what will consume on it.</summary>
    public QueueConsumer(IConnection connection, IChannel channel, Messages messages)
    {
        (this.channel, this.messages) = (channel, messages);
        messages.Cancelled = () => closed.TrySetResult();
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            if (reason.Initiator == ShutdownInitiator.Peer && connection.IsOpen)
            {
                closed.TrySetResult();
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>Ends when the broker has closed the channel, or deleted the queue, and no more messages come here.</summary>
    public Task Closed => closed.Task;

    /// <summary>Has no more come; those that are here can still be answered.</summary>
    public async Task CancelAsync()
    {
        try
        {
            foreach (var tag in messages.ConsumerTags)
            {
                await channel.BasicCancelAsync(tag).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (BrokerFaults.Passes(exception))
        {
            // None come without a connection.
        }
    }

    public ValueTask DisposeAsync() => channel.DisposeAsync();
}

/// <summary>A consumer that says when the broker, and not we, ended it.</summary>
internal sealed class Messages(IChannel channel) : AsyncEventingBasicConsumer(channel)
{
    /// <summary>Told of it.</summary>
    public Action? Cancelled { get; set; }

    public override async Task HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken = default)
    {
        await base.HandleBasicCancelAsync(consumerTag, cancellationToken).ConfigureAwait(false);
        Cancelled?.Invoke();
    }
}
