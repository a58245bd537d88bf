using RabbitMQ.Client;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>Messages that come. A lost connection is made anew beneath it; a channel that the broker closes alone is not.</summary>
internal sealed class QueueConsumer : IAsyncDisposable
{
    private readonly IChannel channel;
    private readonly string tag;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Made of a channel and the tag of its consumer.</summary>
    public QueueConsumer(IConnection connection, IChannel channel, string tag)
    {
        (this.channel, this.tag) = (channel, tag);
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            if (reason.Initiator == ShutdownInitiator.Peer && connection.IsOpen)
            {
                closed.TrySetResult();
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>Ends when the broker has closed the channel, and no more messages come here.</summary>
    public Task Closed => closed.Task;

    /// <summary>Has no more come; those that are here can still be answered.</summary>
    public async Task CancelAsync()
    {
        try
        {
            await channel.BasicCancelAsync(tag).ConfigureAwait(false);
        }
        catch (Exception exception) when (BrokerFaults.Passes(exception))
        {
            // None come without a connection.
        }
    }

    public ValueTask DisposeAsync() => channel.DisposeAsync();
}
