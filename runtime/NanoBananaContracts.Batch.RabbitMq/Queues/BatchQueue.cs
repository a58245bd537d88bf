using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>
/// The queue of a batch and its dead letters: quorum queues, which survive a broker's death, with confirmed publishing and
/// acknowledgement by hand. A lost connection is made anew.
/// </summary>
public sealed class BatchQueue : IAsyncDisposable
{
    private const int MostUnconfirmed = 256;
    private const ushort NotFound = 404;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConfirmLimit = TimeSpan.FromSeconds(30);

    private readonly IConnection connection;
    private readonly IChannel publishing;
    private readonly QueueOptions options;

    private BatchQueue(IConnection connection, IChannel publishing, string batch, QueueOptions options) =>
        (this.connection, this.publishing, Items, DeadLetters, this.options) = (
            connection,
            publishing,
            ItemsOf(batch),
            ItemsOf(batch) + ".dead",
            options
        );

    /// <summary>The queue of items.</summary>
    public string Items { get; }

    /// <summary>The queue of what failed, with its failure in headers.</summary>
    public string DeadLetters { get; }

    /// <summary>Connects, and declares both queues.</summary>
    /// <param name="broker">Where, as <c>amqp://user:password@host:5672/</c>; <c>amqps</c> for TLS.</param>
    /// <param name="batch">The batch: 1 to 40 lower-case letters, digits and underscores, the first a letter.</param>
    /// <param name="options">How it is used; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="RabbitMQ.Client.Exceptions.RabbitMQClientException">The broker refuses, or was not there for as long as there is patience.</exception>
    public static async Task<BatchQueue> ConnectAsync(
        Uri broker,
        string batch,
        QueueOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(broker);
        BatchName.Check(batch);
        options ??= new();
        var factory = new ConnectionFactory
        {
            Uri = broker,
            ClientProvidedName = $"NanoBananaContracts.Batch {batch}",
            AutomaticRecoveryEnabled = true,
            TopologyRecoveryEnabled = true,
            NetworkRecoveryInterval = TimeSpan.FromSeconds(1),
        };
        return await RetryAsync(
                () => ConnectOnceAsync(factory, batch, options, cancellationToken),
                options.Patience,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Publishes a message for each item that waits and has none.</summary>
    /// <param name="journal">Where they wait.</param>
    /// <param name="again">
    /// Also for those that have one, and those under way: for a queue that was lost. A message too many harms nothing.
    /// </param>
    /// <param name="cancellationToken">Cuts it short; called again, it goes on.</param>
    /// <returns>How many.</returns>
    public async Task<long> PublishAsync(
        PostgresJournal journal,
        bool again = false,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(journal);
        using var activity = BatchActivities.Source.StartActivity("nanobanana.batch.enqueue", ActivityKind.Producer);
        var published = 0L;
        for (BatchItem? last = new BatchItem(0, 0); last is { } after; )
        {
            (var items, last) = await journal.UnqueuedAsync(after, again, cancellationToken).ConfigureAwait(false);
            if (items.Count == 0)
            {
                continue;
            }

            // Confirmed before it is counted: killed in between, the next call publishes some twice, and none never.
            await RetryAsync(() => PublishAsync(items, cancellationToken), options.Patience, cancellationToken)
                .ConfigureAwait(false);
            await journal.CountMessagesAsync(items, 1, cancellationToken).ConfigureAwait(false);
            published += items.Count;
        }

        activity?.SetTag("nanobanana.batch.items", published);
        return published;
    }

    /// <summary>How many messages wait in both queues.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<(long Items, long DeadLetters)> CountAsync(CancellationToken cancellationToken = default) =>
        (
            await publishing.MessageCountAsync(Items, cancellationToken).ConfigureAwait(false),
            await publishing.MessageCountAsync(DeadLetters, cancellationToken).ConfigureAwait(false)
        );

    /// <summary>Has everything that failed be tried again: its dead letters are taken away, and messages take their place.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="cancellationToken">Cuts it short.</param>
    /// <returns>How many items.</returns>
    public async Task<long> RetryFailedAsync(PostgresJournal journal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        // Counted before: those that come meanwhile are of later failures.
        var letters = await publishing.MessageCountAsync(DeadLetters, cancellationToken).ConfigureAwait(false);
        var items = await journal.RetryFailedAsync(cancellationToken).ConfigureAwait(false);
        await PublishAsync(journal, again: false, cancellationToken).ConfigureAwait(false);
        for (; letters > 0; letters--)
        {
            if (
                await publishing.BasicGetAsync(DeadLetters, autoAck: true, cancellationToken).ConfigureAwait(false)
                is null
            )
            {
                break;
            }
        }

        return items;
    }

    /// <summary>Publishes the dead letter of an item that has failed, confirmed when it returns.</summary>
    internal async Task DeadLetterAsync(JournalEntry entry, CancellationToken cancellationToken) =>
        await RetryAsync(
                () => PublishAsync(DeadLetters, DeadLetter.Of(entry), entry.Item, cancellationToken),
                options.Patience,
                cancellationToken
            )
            .ConfigureAwait(false);

    /// <summary>Publishes a new message for an item, confirmed when it returns: in the place of one that was held for long.</summary>
    internal Task RequeueAsync(BatchItem item, CancellationToken cancellationToken) =>
        RetryAsync(() => PublishAsync([item], cancellationToken), options.Patience, cancellationToken);

    /// <summary>The same, once: who ends does not wait for a broker that is away.</summary>
    /// <returns>Whether it is there.</returns>
    internal async Task<bool> TryRequeueAsync(BatchItem item)
    {
        try
        {
            return await PublishAsync([item], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RabbitMQClientException || BrokerFaults.Passes(exception))
        {
            return false;
        }
    }

    /// <summary>Has messages come, no more at a time than are asked for.</summary>
    /// <exception cref="BatchException">The queue is gone.</exception>
    internal async Task<QueueConsumer> ConsumeAsync(
        ushort parallel,
        Func<QueueDelivery, Task> take,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await RetryAsync(ConsumeOnceAsync, options.Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason is { ReplyCode: NotFound })
        {
            throw new BatchException(
                $"The queue {Items} is gone. Queue everything again from the journal, and start the workers then.",
                exception
            );
        }

        async Task<QueueConsumer> ConsumeOnceAsync()
        {
            var channel = await connection
                .CreateChannelAsync(new(false, false), cancellationToken)
                .ConfigureAwait(false);
            try
            {
                await channel.BasicQosAsync(0, parallel, global: false, cancellationToken).ConfigureAwait(false);
                var messages = new Messages(channel);
                messages.ReceivedAsync += (_, message) => take(new QueueDelivery(channel, message));
                var consumer = new QueueConsumer(connection, channel, messages);
                await channel
                    .BasicConsumeAsync(Items, autoAck: false, messages, cancellationToken)
                    .ConfigureAwait(false);
                return consumer;
            }
            catch
            {
                await channel.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Closes the connection. What was not acknowledged comes again, to another worker.</summary>
    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static string ItemsOf(string batch) => $"nanobanana.{batch}";

    private static async Task<BatchQueue> ConnectOnceAsync(
        ConnectionFactory factory,
        string batch,
        QueueOptions options,
        CancellationToken cancellationToken
    )
    {
        var connection = await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The client's own limiter slows down from half its limit on, and refuses where as many again wait.
            var channel = await connection
                .CreateChannelAsync(
                    new(true, true, outstandingPublisherConfirmationsRateLimiter: null),
                    cancellationToken
                )
                .ConfigureAwait(false);
            var queue = new BatchQueue(connection, channel, batch, options);
            await queue.DeclareAsync(cancellationToken).ConfigureAwait(false);
            return queue;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        await publishing
            .QueueDeclareAsync(
                DeadLetters,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" },
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
        await publishing
            .QueueDeclareAsync(
                Items,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?>
                {
                    ["x-queue-type"] = "quorum",
                    ["x-delivery-limit"] = options.DeliveryLimit,
                    ["x-dead-letter-exchange"] = "",
                    ["x-dead-letter-routing-key"] = DeadLetters,
                    // A dead letter of the broker's own is confirmed too, before the message is forgotten.
                    ["x-dead-letter-strategy"] = "at-least-once",
                    ["x-overflow"] = "reject-publish",
                },
                cancellationToken: cancellationToken
            )
            .ConfigureAwait(false);
    }

    private async Task<bool> PublishAsync(IReadOnlyList<BatchItem> items, CancellationToken cancellationToken)
    {
        foreach (var some in items.Chunk(MostUnconfirmed))
        {
            await Task.WhenAll(some.Select(item => PublishAsync(item, cancellationToken))).ConfigureAwait(false);
        }

        return true;
    }

    private Task PublishAsync(BatchItem item, CancellationToken cancellationToken)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = QueueMessage.ContentType,
            MessageId = item.ToString(),
            Headers = new Dictionary<string, object?>(),
        };
        TraceHeaders.Write(properties.Headers);
        return PublishAsync(Items, properties, item, cancellationToken);
    }

    private async Task<bool> PublishAsync(
        string queue,
        BasicProperties properties,
        BatchItem item,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmLimit);
        try
        {
            await publishing
                .BasicPublishAsync("", queue, mandatory: true, properties, QueueMessage.Write(item), limit.Token)
                .ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The broker did not confirm a message.");
        }
    }

    private static async Task<T> RetryAsync<T>(
        Func<Task<T>> run,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var wait = FirstWait; ; )
        {
            try
            {
                return await run().ConfigureAwait(false);
            }
            catch (Exception exception)
                when (BrokerFaults.Passes(exception) && TimeProvider.System.GetElapsedTime(start) < patience)
            {
                await Task.Delay(wait, cancellationToken).ConfigureAwait(false);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
        }
    }
}
