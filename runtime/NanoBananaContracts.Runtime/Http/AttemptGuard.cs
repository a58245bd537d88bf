namespace NanoBananaContracts.Http;

/// <summary>
/// Stands below every other handler, before the network, and lets each attempt through once. A handler that sends again by
/// itself (retries, hedging) knows nothing of what a generation costs: it would have one made, and billed, many times.
/// </summary>
internal sealed class AttemptGuard : DelegatingHandler
{
    private readonly bool isOursAlone;

    private AttemptGuard(HttpMessageHandler network, bool isOursAlone)
        : base(network) => this.isOursAlone = isOursAlone;

    /// <summary>
    /// Puts a guard into a client that has handlers, unless it has one. Requests of others pass it untouched. What has been
    /// used already cannot be changed, and stays as it is.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="isOursAlone">Whether nobody but us sends with it: then a request that is none of ours is a copy.</param>
    internal static void PutInto(HttpClient client, bool isOursAlone = false)
    {
        DelegatingHandler? last = null;
        for (var handler = PrimaryHandler.TopOf(client); handler is DelegatingHandler next; handler = next.InnerHandler)
        {
            if (next is AttemptGuard)
            {
                return;
            }

            last = next;
        }

        if (last?.InnerHandler is not { } network)
        {
            return;
        }

        try
        {
            last.InnerHandler = new AttemptGuard(network, isOursAlone);
        }
        catch (InvalidOperationException)
        {
            // It has sent something already.
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (SentAttempt.Find(request) is not { } attempt)
        {
            return isOursAlone && !SentAttempt.IsUnderWay
                ? throw Unmarked()
                : await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!attempt.TrySend())
        {
            throw await attempt.RefusalOnceDecidedAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            attempt.Decide(
                FormattableString.Invariant($"was answered {(int)reply.StatusCode}"),
                reply.IsSuccessStatusCode
            );
            return reply;
        }
        catch (Exception exception)
        {
            attempt.Decide(
                cancellationToken.IsCancellationRequested
                    ? "was given up by a handler"
                    : "ended in " + exception.GetType().Name,
                isSuccess: false
            );
            throw;
        }
    }

    private static NanoBananaException Unmarked() =>
        new(
            FailureKind.ResendRefused,
            "A handler of the HttpClient sent a request of its own making outside of the call, and was held back: whether it is the first cannot be told.",
            "Have the handler send the request it was given, or a copy of it with its Options, from where it was given."
        );
}
