using System.Globalization;
using RabbitMQ.Client;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>What a message says in its headers when its item has failed.</summary>
internal static class DeadLetter
{
    // Headers of all messages of a connection share a frame; a provider's text can be long.
    private const int LongestMessage = 2000;

    public static BasicProperties Of(JournalEntry entry)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = QueueMessage.ContentType,
            MessageId = entry.Item.ToString(),
            Headers = new Dictionary<string, object?>
            {
                ["x-line"] = entry.Item.Line,
                ["x-picture"] = entry.Item.Picture,
                ["x-attempts"] = entry.Attempts,
                ["x-interrupted"] = entry.Interrupted,
                ["x-cost-usd"] = PicturePrices.ToUsd(entry.CostMicroUsd).ToString(CultureInfo.InvariantCulture),
            },
        };
        if (entry.Failure is { } failure)
        {
            properties.Headers["x-failure-kind"] = failure.Kind.ToString();
            properties.Headers["x-failure-message"] =
                failure.Message.Length <= LongestMessage ? failure.Message : failure.Message[..LongestMessage];
            if (failure.StatusCode is { } status)
            {
                properties.Headers["x-failure-status"] = status;
            }

            if (failure.RequestId is { } id)
            {
                properties.Headers["x-failure-request-id"] = id;
            }
        }

        TraceHeaders.Write(properties.Headers);
        return properties;
    }
}
