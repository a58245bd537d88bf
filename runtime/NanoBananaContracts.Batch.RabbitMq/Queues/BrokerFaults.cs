using RabbitMQ.Client.Exceptions;

namespace NanoBananaContracts.Batch.RabbitMq;

/// <summary>Which failures of a broker pass: it restarts, or the connection to it is made anew.</summary>
internal static class BrokerFaults
{
    public static bool Passes(Exception exception) =>
        exception switch
        {
            AuthenticationFailureException or PossibleAuthenticationFailureException => false,
            BrokerUnreachableException
            {
                InnerException: AuthenticationFailureException or PossibleAuthenticationFailureException
            } => false,
            PublishException { IsReturn: true } => false,
            AlreadyClosedException => true, // whatever a channel was closed for: what is asked on it comes too late
            OperationInterruptedException { ShutdownReason.ReplyCode: 403 or 406 } => false, // refused, or declared otherwise
            RabbitMQClientException or IOException or TimeoutException or ObjectDisposedException => true,
            _ => false,
        };
}
