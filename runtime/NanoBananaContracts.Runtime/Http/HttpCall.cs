namespace NanoBananaContracts.Http;

/// <summary>One call: what is sent, how often it may be, and what is known of it when it fails.</summary>
internal sealed class HttpCall
{
    /// <summary>The operation's name, for logs: <c>GenerateContent</c>.</summary>
    internal required string Operation { get; init; }

    internal required HttpMethod Method { get; init; }

    internal required Uri Address { get; init; }

    /// <summary>The JSON, sent again as it is by every attempt.</summary>
    internal required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Makes what is sent in the place of <see cref="Body"/>, anew for each attempt; <see langword="null"/> for the JSON.</summary>
    internal Func<HttpContent>? Content { get; init; }

    /// <summary>Headers of this call alone, name and value. None of them is a secret.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The largest reply, where it is not <see cref="CallOptions.MaxResponseBytes"/>: of a file that goes to a disk.</summary>
    internal long? MaxResponseBytes { get; init; }

    /// <summary>The media type wanted.</summary>
    internal required string Accept { get; init; }

    internal required CallContext Context { get; init; }

    /// <summary>The call in a sentence: <c>GenerateContent of gemini-3-pro-image</c>; other contracts have no model.</summary>
    internal string Name => Context.ModelId is { } model ? $"{Operation} of {model}" : Operation;

    /// <summary>How often the request was sent so far.</summary>
    internal int Attempts { get; set; }

    /// <summary>How many of them may have been billed.</summary>
    internal int BilledAttempts { get; set; }
}
