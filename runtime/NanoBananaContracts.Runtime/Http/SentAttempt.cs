namespace NanoBananaContracts.Http;

/// <summary>One attempt on its way: it may pass <see cref="AttemptGuard"/> once, and tells what became of it.</summary>
internal sealed class SentAttempt
{
    // A handler can send a request of its own making in the place of ours, which has no mark: the flow of the call has.
    private static readonly AsyncLocal<SentAttempt?> Current = new();

    private readonly TaskCompletionSource<bool> decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Uri address;
    private readonly string? key;
    private readonly string keyHeader;
    private readonly long? length;
    private int sends;
    private string? outcome;

    private SentAttempt(HttpRequestMessage request, string keyHeader)
    {
        address = request.RequestUri!;
        this.keyHeader = keyHeader;
        key = KeyOf(request);
        length = request.Content?.Headers.ContentLength;
    }

    /// <summary>Whether this is part of a call of ours, whatever its request.</summary>
    internal static bool IsUnderWay => Current.Value is not null;

    /// <summary>Whether something tried to send it again.</summary>
    internal bool WasSentAgain => Volatile.Read(ref sends) > 1;

    /// <summary>Counts a sending.</summary>
    /// <returns>Whether it is the first.</returns>
    internal bool TrySend() => Interlocked.Increment(ref sends) == 1;

    /// <summary>Says what became of the sending that was let through.</summary>
    /// <param name="what">How it ended.</param>
    /// <param name="isSuccess">Whether it was answered with what was asked for.</param>
    internal void Decide(string what, bool isSuccess)
    {
        outcome = what;
        decided.TrySetResult(isSuccess);
    }

    /// <summary>
    /// Waits for what becomes of the first sending: a handler that sends twice at a time takes the first that ends, and
    /// would give up a picture that is paid for over the refusal of the other.
    /// </summary>
    /// <returns>How the other sending ends.</returns>
    internal async Task<Exception> RefusalOnceDecidedAsync(CancellationToken cancellationToken)
    {
        var givenUp = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancellationToken.Register(() => givenUp.TrySetCanceled(cancellationToken));
        var isSuccess = await (await Task.WhenAny(decided.Task, givenUp.Task).ConfigureAwait(false)).ConfigureAwait(
            false
        );
        var refusal = Refusal();
        // As a connection that broke: of whoever hedges it is the one failure that does not end the other sending.
        return isSuccess ? new HttpRequestException(refusal.WhatHappened, refusal) : refusal;
    }

    /// <summary>The failure of an attempt that was to be sent again.</summary>
    internal NanoBananaException Refusal(int? statusCode = null, Exception? exception = null) =>
        new(
            FailureKind.ResendRefused,
            "A handler of the HttpClient tried to send the request again by itself, and was held back. The first sending "
                + (outcome ?? "was still under way")
                + ", and may have been billed.",
            innerException: exception
        )
        {
            StatusCode = statusCode,
        };

    /// <summary>Ties an attempt to its request, whatever handlers it goes through, and to the flow of the caller.</summary>
    internal static SentAttempt Of(HttpRequestMessage request, string keyHeader)
    {
        var attempt = new SentAttempt(request, keyHeader);
        Current.Value = attempt;
#if NET
        request.Options.Set(Key, attempt);
#else
        request.Properties[Name] = attempt;
#endif
        return attempt;
    }

    /// <summary>
    /// The attempt that a request is, by its mark or as a copy without it; <see langword="null"/> for a request of somebody
    /// else, as for a token that a handler asks for on the way.
    /// </summary>
    internal static SentAttempt? Find(HttpRequestMessage request) =>
        Marked(request) ?? (Current.Value is { } attempt && attempt.IsCopied(request) ? attempt : null);

    private static SentAttempt? Marked(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(Key, out var attempt) ? attempt : null;
#else
        request.Properties.TryGetValue(Name, out var attempt) ? attempt as SentAttempt : null;
#endif

    // A copy may have another address, a gateway's, or another key; of everything that makes a picture it has something. One
    // without a body makes none: a handler may ask for the list of models with the same key.
    private bool IsCopied(HttpRequestMessage request) =>
        request.Content is { } content
        && (
            request.RequestUri == address
            || (key is not null && KeyOf(request) == key)
            || (length is not null && content.Headers.ContentLength == length)
        );

    private string? KeyOf(HttpRequestMessage request) =>
        request.Headers.TryGetValues(keyHeader, out var values) ? values.FirstOrDefault() : null;

    private const string Name = "NanoBananaContracts.Attempt";

#if NET
    private static readonly HttpRequestOptionsKey<SentAttempt> Key = new(Name);
#endif
}
