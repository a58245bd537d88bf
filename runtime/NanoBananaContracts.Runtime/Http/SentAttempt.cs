namespace NanoBananaContracts.Http;

/// <summary>One attempt on its way: it may pass <see cref="AttemptGuard"/> once, and tells what became of it.</summary>
internal sealed class SentAttempt
{
    private int sends;

    /// <summary>What became of the sending that was let through; <see langword="null"/> while it is under way.</summary>
    internal string? Outcome { get; set; }

    /// <summary>Whether something tried to send it again.</summary>
    internal bool WasSentAgain => Volatile.Read(ref sends) > 1;

    /// <summary>Counts a sending.</summary>
    /// <returns>Whether it is the first.</returns>
    internal bool TrySend() => Interlocked.Increment(ref sends) == 1;

    /// <summary>The failure of an attempt that was to be sent again.</summary>
    internal NanoBananaException Refusal(int? statusCode = null, Exception? exception = null) =>
        new(
            FailureKind.ResendRefused,
            "A handler of the HttpClient tried to send the request again by itself, and was held back. The first sending "
                + (Outcome ?? "was still under way")
                + ", and may have been billed.",
            innerException: exception
        )
        {
            StatusCode = statusCode,
        };

    /// <summary>Ties an attempt to its request, whatever handlers it goes through.</summary>
    internal static SentAttempt Of(HttpRequestMessage request)
    {
        var attempt = new SentAttempt();
#if NET
        request.Options.Set(Key, attempt);
#else
        request.Properties[Name] = attempt;
#endif
        return attempt;
    }

    /// <summary>The attempt that a request is; <see langword="null"/> for a request of somebody else.</summary>
    internal static SentAttempt? Find(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(Key, out var attempt) ? attempt : null;
#else
        request.Properties.TryGetValue(Name, out var attempt) ? attempt as SentAttempt : null;
#endif

    private const string Name = "NanoBananaContracts.Attempt";

#if NET
    private static readonly HttpRequestOptionsKey<SentAttempt> Key = new(Name);
#endif
}
