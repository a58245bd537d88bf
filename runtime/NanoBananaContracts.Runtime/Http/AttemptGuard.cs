namespace NanoBananaContracts.Http;

/// <summary>
/// Stands below every other handler, before the network, and lets each attempt through once. A handler that sends again by
/// itself (retries, hedging) knows nothing of what a generation costs: it would have one made, and billed, many times.
/// </summary>
internal sealed class AttemptGuard : DelegatingHandler
{
    private AttemptGuard(HttpMessageHandler network)
        : base(network) { }

    /// <summary>
    /// Puts a guard into a client that has handlers, unless it has one. Requests of others pass it untouched. What has been
    /// used already cannot be changed, and stays as it is.
    /// </summary>
    internal static void PutInto(HttpClient client)
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
            last.InnerHandler = new AttemptGuard(network);
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
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!attempt.TrySend())
        {
            throw attempt.Refusal();
        }

        try
        {
            var reply = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            attempt.Outcome = FormattableString.Invariant($"was answered {(int)reply.StatusCode}");
            return reply;
        }
        catch (Exception exception)
        {
            attempt.Outcome = cancellationToken.IsCancellationRequested
                ? "was given up by a handler"
                : "ended in " + exception.GetType().Name;
            throw;
        }
    }
}
